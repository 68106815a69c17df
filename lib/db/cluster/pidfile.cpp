// The part of cluster_process.hpp that reads lock files and /proc.
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <csignal>
#include <fstream>

#include "core/error.hpp"
#include "db/cluster/layout.hpp"
#include "db/cluster/process.hpp"

namespace mallctl::db {

namespace fs = std::filesystem;

namespace {

// Above every pid_max that Linux allows (2^22), so no process ever has it.
constexpr int impossible_pid = 2147483646;

pid_t pid_of(const std::string& text) {
    pid_t pid = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), pid);
    return error == std::errc() && pid > 0 ? pid : 0;
}

bool is_alive(pid_t pid) {
    return ::kill(pid, 0) == 0 || errno == EPERM;
}

fs::path postmaster_file(const fs::path& pg) {
    return pg / "postmaster.pid";
}

// Only the pid is replaced: the rest names the shared memory by which PostgreSQL notices backends that live
// on.
void defuse_postmaster_file(const fs::path& pg) {
    const std::string text = read_tail(postmaster_file(pg));
    const std::size_t end_of_line = text.find('\n');
    const pid_t pid = pid_of(text.substr(0, end_of_line));
    if (pid == 0 && server_processes(pg).empty()) {
        ::unlink(
            postmaster_file(pg).c_str());  // empty or torn: its writer died before it had started anything
    } else if (pid != 0 && end_of_line != std::string::npos && is_alive(pid) && !is_server_process(pid, pg)) {
        write_private_file(postmaster_file(pg), std::to_string(impossible_pid) + text.substr(end_of_line));
    }
}

}  // namespace

std::optional<PostmasterFile> read_postmaster_file(const fs::path& pg) {
    std::ifstream in(postmaster_file(pg));
    PostmasterFile file;
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
        if (number == 1) file.pid = pid_of(line);
        if (number == 5) file.socket_dir = line;
        if (number == 8) file.ready = line.starts_with("ready");
    }
    if (file.pid == 0) return std::nullopt;
    return file;
}

bool is_server_process(pid_t pid, const fs::path& pg) {
    const fs::path process = fs::path("/proc") / std::to_string(pid);
    std::error_code error;
    const std::string program = fs::read_symlink(process / "exe", error).filename().string();
    // "(deleted)" is what /proc says after a package upgrade under a running server.
    if (error || (program != "postgres" && program != "postgres (deleted)")) return false;
    struct stat working {};
    struct stat cluster {};
    return ::stat((process / "cwd").c_str(), &working) == 0 && ::stat(pg.c_str(), &cluster) == 0 &&
           working.st_dev == cluster.st_dev && working.st_ino == cluster.st_ino;
}

std::vector<pid_t> server_processes(const fs::path& pg) {
    std::vector<pid_t> found;
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator("/proc", error)) {
        const pid_t pid = pid_of(entry.path().filename().string());
        if (pid != 0 && is_server_process(pid, pg)) found.push_back(pid);
    }
    return found;
}

void defuse_stale_lock_files(const fs::path& pg, const fs::path& socket_dir) {
    std::error_code ignored;
    if (fs::exists(postmaster_file(pg), ignored)) defuse_postmaster_file(pg);
    const fs::path socket_lock = socket_dir / (".s.PGSQL." + std::to_string(cluster_port) + ".lock");
    if (!fs::exists(socket_lock, ignored)) return;
    const std::string text = read_tail(socket_lock);
    const pid_t pid = pid_of(text.substr(0, text.find('\n')));
    if (pid == 0 || !is_server_process(pid, pg)) ::unlink(socket_lock.c_str());
}

}  // namespace mallctl::db
