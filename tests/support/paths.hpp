// Where tests find things.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace mallctl::test {

// The project's root, and the built program.
std::filesystem::path source_dir();
std::filesystem::path mallctl_binary();

// A file of the shared data folder (MALLCTL_TEST_DATA, else ../shared/data beside the checkout); nothing
// where it is absent: the test then says so and skips.
std::optional<std::filesystem::path> shared_data(const std::filesystem::path& relative);

// Whole files as bytes, writing makes the folders it needs; throw std::runtime_error when that fails.
std::string read_file(const std::filesystem::path& path);
void write_file(const std::filesystem::path& path, const std::string& bytes);

// A new empty directory, removed with everything in it on destruction.
class TemporaryDirectory {
  public:
    TemporaryDirectory();
    ~TemporaryDirectory();
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

}  // namespace mallctl::test
