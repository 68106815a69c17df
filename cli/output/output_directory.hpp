// A directory that a result goes to: all its files, or none.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "cli/interrupt.hpp"

namespace mallctl::cli {

// Files are written into a temporary directory beside `path`, which is removed unless they are published,
// also when a signal comes.
class OutputDirectory {
  public:
    // Throws core::Error(usage) where `path` is no directory or, without `overwrite`, has something in it;
    // core::Error(failed) where the temporary one cannot be made.
    OutputDirectory(std::filesystem::path path, bool overwrite);
    ~OutputDirectory();
    OutputDirectory(const OutputDirectory&) = delete;
    OutputDirectory& operator=(const OutputDirectory&) = delete;

    void write(const std::string& name, const std::function<void(std::ostream&)>& write);

    // A new or empty directory appears with one rename. In one that has something in it each file is renamed
    // into its place, and then the files are removed that were there and are `stale` by name; whatever else
    // is there stays.
    void publish(const std::function<bool(const std::filesystem::path&)>& stale);

  private:
    void replace_files(const std::function<bool(const std::filesystem::path&)>& stale);

    std::filesystem::path path_;
    std::filesystem::path temporary_;
    std::vector<std::string> names_;
    std::vector<std::unique_ptr<RemoveOnSignal>> guards_;  // of the directory, then of its files
};

}  // namespace mallctl::cli
