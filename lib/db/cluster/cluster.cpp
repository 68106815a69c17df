#include "db/cluster/cluster.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <string_view>
#include <thread>

#include "core/error.hpp"
#include "db/cluster/process.hpp"
#include "db/cluster/server.hpp"
#include "db/cluster/setup.hpp"
#include "db/cluster/user.hpp"

namespace mallctl::db {

namespace fs = std::filesystem;
using core::Error;
using core::Fault;

namespace {

constexpr auto lock_timeout = std::chrono::seconds(180);  // longer than another caller's start may take

// Held by one caller of start or stop at a time; the kernel releases it when its holder dies.
class Lock {
  public:
    explicit Lock(const fs::path& path)
        : fd_(::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600)) {
        if (fd_ < 0) throw_io_error("open", path, errno);
        const auto deadline = std::chrono::steady_clock::now() + lock_timeout;
        while (::flock(fd_, LOCK_EX | LOCK_NB) != 0) {
            if (std::chrono::steady_clock::now() < deadline) {
                std::this_thread::sleep_for(std::chrono::milliseconds(50));
                continue;
            }
            ::close(fd_);
            throw Error(Fault::conflict,
                        "another mallctl is starting or stopping the cluster (" + path.string() + ")",
                        "try again when it has finished");
        }
    }
    ~Lock() { ::close(fd_); }
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;

  private:
    int fd_;
};

// Empty when there is no cluster.
std::string major_version(const fs::path& pg) {
    std::string text = read_tail(pg / "PG_VERSION", 0, 16);
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
    return text;
}

// Root may have made the data directory before there was a cluster (artifacts are kept there too).
bool holds_only_our_files(const fs::path& data_dir) {
    static constexpr std::array<std::string_view, 5> ours = {"artifacts", "snapshots", "log", "run",
                                                             "cluster.lock"};
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(data_dir, error)) {
        if (std::find(ours.begin(), ours.end(), entry.path().filename().string()) == ours.end()) return false;
    }
    return !error;
}

void make_parents(const fs::path& directory) {
    if (directory.empty() || ::access(directory.c_str(), F_OK) == 0) return;
    make_parents(directory.parent_path());
    if (::mkdir(directory.c_str(), 0755) != 0 && errno != EEXIST)
        throw_io_error("make directory", directory, errno);
}

// Gives a directory that root made to the server's user. By descriptor, so that no link can be slipped in
// between.
void hand_over(const fs::path& data_dir, const ServerUser& user) {
    const int fd = ::open(data_dir.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0) throw_io_error("open", data_dir, errno);
    const bool done = ::fchmod(fd, 0700) == 0 && ::fchown(fd, user.uid, user.gid) == 0;
    const int error = errno;
    ::close(fd);
    if (!done) throw_io_error("hand over", data_dir, error);
}

// Makes the data directory, with the caller's own rights: as root only it may reach the parent.
void prepare_data_dir(const fs::path& data_dir, const ServerUser& user) {
    require_traversable(data_dir.parent_path(), user, data_dir);
    make_parents(data_dir.parent_path());
    const bool made = ::mkdir(data_dir.c_str(), 0700) == 0;
    if (!made && errno != EEXIST) throw_io_error("make directory", data_dir, errno);
    struct stat info {};
    if (::lstat(data_dir.c_str(), &info) != 0) throw_io_error("look at", data_dir, errno);
    if (!S_ISDIR(info.st_mode)) {
        throw Error(Fault::usage, "the data directory " + data_dir.string() + " is not a directory",
                    "choose another with --data-dir");
    }
    if (info.st_uid != user.uid) {
        if (::geteuid() != 0 || info.st_uid != 0 || !(made || holds_only_our_files(data_dir))) {
            throw Error(Fault::usage,
                        "the data directory " + data_dir.string() + " does not belong to user " + user.name +
                            " and is in use for something else",
                        "choose an empty or new one with --data-dir");
        }
        hand_over(data_dir, user);
    }
    require_traversable(data_dir, user, data_dir);
}

// Root is let in beside the owner: it could become the owner anyway.
ServerSettings private_settings(const ServerUser& user) {
    return {true, {user.name, "root"}, {user.name}};
}

[[noreturn]] void throw_no_access(const fs::path& data_dir) {
    throw Error(Fault::usage,
                "the data directory " + data_dir.string() + " may not be looked into by this user",
                "run as its owner or as root, or choose another with --data-dir");
}

void require_access(const fs::path& data_dir) {
    struct stat info {};
    if (::stat((data_dir / "pg").c_str(), &info) != 0 && errno == EACCES) throw_no_access(data_dir);
}

}  // namespace

Cluster::Cluster(fs::path data_dir, ServerInstallation installation)
    : data_dir_(std::move(data_dir)), installation_(std::move(installation)) {}

ClusterStatus Cluster::status() const {
    const ClusterLayout layout = cluster_layout(data_dir_);
    require_access(layout.data_dir);
    ClusterStatus status;
    status.data_dir = layout.data_dir;
    status.socket_dir = layout.socket_dir;
    status.server_version = major_version(layout.pg);
    status.initialised = !status.server_version.empty();
    if (!status.initialised) return status;
    status.user = server_user(layout.data_dir).name;
    const auto file = read_postmaster_file(layout.pg);
    if (!file || !is_server_process(file->pid, layout.pg)) return status;
    status.running = true;
    status.pid = file->pid;
    if (!file->socket_dir.empty()) status.socket_dir = file->socket_dir;
    return status;
}

StartReport Cluster::start() {
    const ClusterLayout layout = cluster_layout(data_dir_);
    require_access(layout.data_dir);
    const ServerBinaries server = find_server(installation_, major_version(layout.pg));
    const ServerUser user = server_user(layout.data_dir);
    prepare_data_dir(layout.data_dir, user);
    const ActAs act(user);
    const Lock lock(layout.lock_file);
    ensure_private_directory(layout.log_dir);
    ensure_private_directory(layout.socket_dir);
    std::error_code ignored;
    if (!fs::exists(layout.artifacts, ignored)) ensure_private_directory(layout.artifacts);
    StartReport report;
    if (major_version(layout.pg).empty()) {
        initialise_cluster(layout, server, private_settings(user));
        report.initialised = true;
    }
    ClusterStatus now = status();
    if (now.running) {
        wait_until_ready(layout, now.pid);
    } else {
        start_server(layout, server);
        report.started = true;
        now = status();
    }
    set_up_database(now.socket_dir);
    return report;
}

bool Cluster::stop() {
    const ClusterLayout layout = cluster_layout(data_dir_);
    require_access(layout.data_dir);
    if (major_version(layout.pg).empty()) return false;
    const ActAs act(server_user(layout.data_dir));
    const Lock lock(layout.lock_file);
    return stop_server(layout, Shutdown::fast);
}

Endpoint Cluster::endpoint() const {
    Endpoint endpoint;
    endpoint.app = url("mallctl_app");
    endpoint.owner = url("mallctl_owner");
    endpoint.label = "private cluster in " + cluster_layout(data_dir_).data_dir.string();
    return endpoint;
}

std::string Cluster::url(const std::string& role) const {
    const ClusterStatus now = status();
    if (!now.running) {
        throw Error(Fault::unreachable, "the private cluster in " + now.data_dir.string() + " does not run",
                    "run: mallctl db start, or name a server with --database");
    }
    return socket_url(now.socket_dir, database_name, role);
}

}  // namespace mallctl::db
