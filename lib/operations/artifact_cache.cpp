#include "operations/artifact_cache.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <system_error>

#include "operations/kept_files.hpp"

namespace mallctl::operations {

namespace fs = std::filesystem;

namespace {

// The link <mall>.<kind> names the file of the mall, which tells what a new one replaces.
void name_artifact(const fs::path& directory, const core::Uuid& mall, const fs::path& file) {
    const fs::path link = directory / (core::to_string(mall) + file.extension().string());
    std::error_code failed;
    const fs::path former = fs::read_symlink(link, failed).filename();
    if (!failed && former == file.filename()) return;
    const fs::path temporary = temporary_beside(link);
    fs::create_symlink(file.filename(), temporary, failed);
    if (failed) return;
    fs::rename(temporary, link, failed);
    if (failed) {
        ::unlink(temporary.c_str());
    } else if (former.extension() == file.extension()) {
        ::unlink((directory / former).c_str());
    }
}

}  // namespace

fs::path ArtifactCache::file_of(std::string_view kind, const std::string& sha256) const {
    return directory_ / fmt::format("{}.{}", sha256, kind);
}

std::optional<ArtifactBytes> ArtifactCache::find(std::string_view kind, const std::string& sha256,
                                                 std::int64_t size) const {
    if (directory_.empty() || !is_private(directory_)) return std::nullopt;
    auto file = core::MappedFile::open(file_of(kind, sha256));
    if (!file || file->bytes().size() != static_cast<std::size_t>(size)) return std::nullopt;
    return ArtifactBytes(std::move(*file));
}

ArtifactBytes ArtifactCache::keep(std::string_view kind, const core::Uuid& mall, const std::string& sha256,
                                  const std::vector<std::byte>& bytes) const {
    if (directory_.empty()) return bytes;
    if (!make_private(directory_) || !write_file(file_of(kind, sha256), bytes)) return bytes;
    name_artifact(directory_, mall, file_of(kind, sha256));
    auto file = find(kind, sha256, static_cast<std::int64_t>(bytes.size()));
    return file ? std::move(*file) : ArtifactBytes(bytes);
}

}  // namespace mallctl::operations
