// Where the private cluster keeps what, and making its files with care.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace mallctl::db {

struct ClusterLayout {
    std::filesystem::path data_dir;  // of mallctl; canonical
    std::filesystem::path pg;        // of PostgreSQL
    std::filesystem::path log_dir;
    std::filesystem::path artifacts;
    std::filesystem::path
        socket_dir;  // <data-dir>/run, or a short one where that name is too long for a socket
    std::filesystem::path lock_file;  // held while the cluster is made, started or stopped
};

// The longest path of a unix socket that the kernel takes (sun_path without its NUL).
inline constexpr std::size_t longest_socket_path = 107;
inline constexpr int cluster_port = 5432;  // names the socket file; there is no TCP port

ClusterLayout cluster_layout(const std::filesystem::path& data_dir);

// A libpq URI through the socket in `socket_dir`.
std::string socket_url(const std::filesystem::path& socket_dir, std::string_view database,
                       std::string_view role);

// Makes a directory with mode 0700, or accepts one that is there, is no link, belongs to the effective user
// and is writable by nobody else; throws core::Error otherwise.
void ensure_private_directory(const std::filesystem::path& path);

// Replaces a file's content (mode 0600, never through a link); throws core::Error.
void write_private_file(const std::filesystem::path& path, std::string_view content);

// At most the last `limit` bytes after `offset`; empty when the file cannot be read.
std::string read_tail(const std::filesystem::path& path, std::uintmax_t offset = 0,
                      std::size_t limit = 65536);

// Throws the core::Error of a failed system call: (unreachable) for a full disk, else (usage).
[[noreturn]] void throw_io_error(const std::string& action, const std::filesystem::path& path, int error);

// The error of a full disk that holds `path`.
[[noreturn]] void throw_disk_full(const std::filesystem::path& path);

}  // namespace mallctl::db
