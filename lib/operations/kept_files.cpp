#include "operations/kept_files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <string>

namespace mallctl::operations {

namespace fs = std::filesystem;

namespace {

bool write_all(int fd, std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

}  // namespace

bool is_private(const fs::path& directory) {
    struct stat info {};
    if (::lstat(directory.c_str(), &info) != 0 || !S_ISDIR(info.st_mode)) return false;
    const bool is_ours = info.st_uid == ::geteuid() || ::geteuid() == 0;
    return is_ours && (info.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

bool make_private(const fs::path& directory) {
    ::mkdir(directory.c_str(), 0700);  // or it is there, or cannot be: is_private tells
    return is_private(directory);
}

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

}  // namespace mallctl::operations
