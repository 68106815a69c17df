#include "operations/artifact_cache.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <system_error>

namespace mallctl::operations {

namespace fs = std::filesystem;

namespace {

// Whoever could write there could send people anywhere. Root may use the directory of a cluster's user.
bool is_safe(const fs::path& directory) {
    struct stat info {};
    if (::lstat(directory.c_str(), &info) != 0 || !S_ISDIR(info.st_mode)) return false;
    const bool is_ours = info.st_uid == ::geteuid() || ::geteuid() == 0;
    return is_ours && (info.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

bool write_all(int fd, std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

// A name that no other process or thread uses.
fs::path temporary_beside(const fs::path& path) {
    static std::atomic<unsigned> count{0};
    return path.string() + "." + std::to_string(::getpid()) + "-" + std::to_string(count++) + ".tmp";
}

bool write_file(const fs::path& path, std::span<const std::byte> bytes) {
    const fs::path temporary = temporary_beside(path);
    const int fd = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0) return false;
    bool done = write_all(fd, bytes) && ::fsync(fd) == 0;
    done = ::close(fd) == 0 && done && ::rename(temporary.c_str(), path.c_str()) == 0;
    if (!done) ::unlink(temporary.c_str());
    return done;
}

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
    if (directory_.empty() || !is_safe(directory_)) return std::nullopt;
    auto file = core::MappedFile::open(file_of(kind, sha256));
    if (!file || file->bytes().size() != static_cast<std::size_t>(size)) return std::nullopt;
    return ArtifactBytes(std::move(*file));
}

ArtifactBytes ArtifactCache::keep(std::string_view kind, const core::Uuid& mall, const std::string& sha256,
                                  const std::vector<std::byte>& bytes) const {
    if (directory_.empty()) return bytes;
    ::mkdir(directory_.c_str(), 0700);  // or it is there, or cannot be: is_safe tells
    if (!is_safe(directory_) || !write_file(file_of(kind, sha256), bytes)) return bytes;
    name_artifact(directory_, mall, file_of(kind, sha256));
    auto file = find(kind, sha256, static_cast<std::int64_t>(bytes.size()));
    return file ? std::move(*file) : ArtifactBytes(bytes);
}

}  // namespace mallctl::operations
