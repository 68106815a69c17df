#include "db/cluster/layout.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "core/digest.hpp"
#include "core/error.hpp"
#include "core/escape.hpp"

namespace mallctl::db {

namespace fs = std::filesystem;
using core::Error;
using core::Fault;

namespace {

// The hash keeps it the same for every caller and apart from other data directories; /tmp, because it is the
// one place where any user may make a directory that nobody else can replace (sticky bit).
fs::path socket_directory(const fs::path& data_dir) {
    const fs::path beside = data_dir / "run";
    const std::string socket = (beside / fmt::format(".s.PGSQL.{}", cluster_port)).string();
    if (socket.size() <= longest_socket_path) return beside;
    return fs::path("/tmp") / ("mallctl-" + core::sha256_hex(data_dir.string()).substr(0, 16));
}

}  // namespace

ClusterLayout cluster_layout(const fs::path& data_dir) {
    std::error_code unreadable;
    fs::path real = fs::weakly_canonical(data_dir, unreadable);
    if (unreadable || !real.is_absolute()) real = fs::absolute(data_dir).lexically_normal();
    if (!real.has_filename()) real = real.parent_path();
    return {
        real, real / "pg", real / "log", real / "artifacts", socket_directory(real), real / "cluster.lock"};
}

std::string socket_url(const fs::path& socket_dir, std::string_view database, std::string_view role) {
    return fmt::format("postgresql://{}@/{}?host={}&port={}", core::percent_encode(role),
                       core::percent_encode(database), core::percent_encode(socket_dir.string()),
                       cluster_port);
}

void ensure_private_directory(const fs::path& path) {
    if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) throw_io_error("make directory", path, errno);
    struct stat info {};
    if (::lstat(path.c_str(), &info) != 0) throw_io_error("look at", path, errno);
    const bool own = S_ISDIR(info.st_mode) && info.st_uid == ::geteuid();
    if (own && (info.st_mode & (S_IWGRP | S_IWOTH)) == 0) return;
    throw Error(Fault::usage, path.string() + " is not a directory that only the cluster's user may write to",
                "remove it, or choose another place with --data-dir");
}

void write_private_file(const fs::path& path, std::string_view content) {
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0) throw_io_error("write", path, errno);
    while (!content.empty()) {
        const ssize_t written = ::write(fd, content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) {
            const int error = errno;
            ::close(fd);
            throw_io_error("write", path, error);
        }
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::close(fd) != 0) throw_io_error("write", path, errno);
}

std::string read_tail(const fs::path& path, std::uintmax_t offset, std::size_t limit) {
    std::ifstream in(path, std::ios::binary);
    in.seekg(0, std::ios::end);
    if (!in) return {};
    const auto size = static_cast<std::uintmax_t>(in.tellg());
    if (size <= offset) return {};
    const std::uintmax_t length = std::min<std::uintmax_t>(size - offset, limit);
    std::string text(static_cast<std::size_t>(length), '\0');
    in.seekg(static_cast<std::streamoff>(size - length));
    in.read(text.data(), static_cast<std::streamsize>(length));
    text.resize(static_cast<std::size_t>(in.gcount()));
    return text;
}

void throw_io_error(const std::string& action, const fs::path& path, int error) {
    if (error == ENOSPC || error == EDQUOT) throw_disk_full(path);
    throw Error(Fault::usage, fmt::format("cannot {} {}: {}", action, path.string(), std::strerror(error)),
                "check its owner and mode, or choose another place with --data-dir");
}

void throw_disk_full(const fs::path& path) {
    throw Error(Fault::unreachable, "the disk that holds " + path.string() + " is full",
                "free some space (a new cluster needs about 200 MB) or choose another place with --data-dir");
}

}  // namespace mallctl::db
