// Artifacts beside the database: files <directory>/<sha256>.<kind>, mapped into memory, so that processes of
// one machine share their pages.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/aligned_bytes.hpp"
#include "core/mapped_file.hpp"
#include "core/uuid.hpp"

namespace mallctl::operations {

// The bytes of an artifact: a mapped file, or memory where there is none. They begin at a multiple of 64, and
// stay where they are when this is moved.
class ArtifactBytes {
  public:
    ArtifactBytes() = default;
    ArtifactBytes(const std::vector<std::byte>& bytes) : memory_(bytes) {}
    ArtifactBytes(core::MappedFile file) : file_(std::move(file)) {}

    std::span<const std::byte> view() const { return file_ ? file_->bytes() : memory_.view(); }
    bool empty() const { return view().empty(); }
    bool is_mapped() const { return file_.has_value(); }

  private:
    std::optional<core::MappedFile> file_;
    core::AlignedBytes memory_;
};

class ArtifactCache {
  public:
    // Without a directory nothing is kept. The directory is made (mode 0700) when something is to be kept and
    // its parent exists. One that others than its owner may write to is not used.
    explicit ArtifactCache(std::filesystem::path directory) : directory_(std::move(directory)) {}
    ArtifactCache() = default;

    // The file of this name, where it is as long as it should be. Whether its bytes are whole is for the
    // reader of the artifact to find out: their digest is not taken again.
    std::optional<ArtifactBytes> find(std::string_view kind, const std::string& sha256,
                                      std::int64_t size) const;

    // Keeps what was fetched, whose digest the caller has checked, as the artifact of this kind of this mall;
    // the one that it replaces is removed, which those who have mapped it do not notice. Where it cannot be
    // kept (a full disk, a directory of somebody else) the answer is the same bytes in memory.
    ArtifactBytes keep(std::string_view kind, const core::Uuid& mall, const std::string& sha256,
                       const std::vector<std::byte>& bytes) const;

  private:
    std::filesystem::path file_of(std::string_view kind, const std::string& sha256) const;

    std::filesystem::path directory_;
};

}  // namespace mallctl::operations
