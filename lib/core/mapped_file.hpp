// A whole file in memory, read-only and private, whose pages the kernel reads when they are touched.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>

namespace mallctl::core {

class MappedFile {
  public:
    // Nothing where `path` is no regular file, is a symbolic link, is empty or cannot be read. The file may
    // be removed or renamed over meanwhile; one that is cut short kills its readers (SIGBUS), so that writers
    // must never change it in place.
    static std::optional<MappedFile> open(const std::filesystem::path& path);

    ~MappedFile();
    MappedFile(MappedFile&& other) noexcept;
    MappedFile& operator=(MappedFile&& other) noexcept;

    // Begins at a page. Valid while this lives, also after a move.
    std::span<const std::byte> bytes() const { return bytes_; }

  private:
    explicit MappedFile(std::span<const std::byte> bytes) : bytes_(bytes) {}

    std::span<const std::byte> bytes_;
};

}  // namespace mallctl::core
