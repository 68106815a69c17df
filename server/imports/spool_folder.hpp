// Where an upload lies while it is read: readers take files.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>

namespace mallctl::server {

// A folder of our own below `spool` that goes when this does.
class SpoolFolder {
  public:
    // Makes `spool` too, for its owner alone. Throws core::Error(failed) where it cannot be made.
    explicit SpoolFolder(const std::filesystem::path& spool);
    ~SpoolFolder();
    SpoolFolder(const SpoolFolder&) = delete;
    SpoolFolder& operator=(const SpoolFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }

    // A message about files in it, as their uploader knows them: without the folder.
    std::string without_folder(std::string text) const;

  private:
    std::filesystem::path path_;
};

// Removes folders that are older: those of programs that were killed.
void sweep_spool(const std::filesystem::path& spool, std::chrono::hours age);

}  // namespace mallctl::server
