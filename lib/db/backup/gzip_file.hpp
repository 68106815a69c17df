// A gzip file, written or read in order.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string_view>

namespace mallctl::db {

class GzipFile {
  public:
    enum class Mode { read, create };  // create: a new file of mode 0600, or an emptied one

    // Throws core::Error(failed).
    GzipFile(const std::filesystem::path& path, Mode mode);
    ~GzipFile();
    GzipFile(const GzipFile&) = delete;
    GzipFile& operator=(const GzipFile&) = delete;

    // Throws core::Error(failed), when the disk is full.
    void write(std::string_view bytes);

    // Ends a written file and waits until it is on the disk. Throws as write.
    void finish();

    // How many bytes were there, up to `size`; fewer at the end. Throws core::Error(rejected) for a file that
    // is not gzip, is cut off, or whose checksum is wrong.
    std::size_t read(char* bytes, std::size_t size);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace mallctl::db
