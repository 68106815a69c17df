#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>

#include "core/error.hpp"
#include "db/cluster/cluster.hpp"
#include "db/cluster/server.hpp"
#include "db/cluster/setup.hpp"
#include "db/cluster/user.hpp"

namespace mallctl::db {

namespace fs = std::filesystem;

namespace {

// Waits until its stdin ends, which the kernel brings about when the owner dies in whatever way, then clears
// up. A shell, because nothing but exec is safe after fork in a program with threads. It removes twice: an
// initdb that was under way may still add a file.
constexpr const char* watchdog_script = R"(
cat >/dev/null
[ -d "$1" ] || exit 0
pid=$(head -n 1 "$1/pg/postmaster.pid" 2>/dev/null) && kill -QUIT "$pid" 2>/dev/null
tries=0
while [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null && [ "$tries" -lt 100 ]; do sleep 0.05; tries=$((tries + 1)); done
rm -rf -- "$1"
[ -z "$pid" ] || exit 0
sleep 1
rm -rf -- "$1"
)";

// With the effective user's rights only: it believes a pid file that the server's user may write.
[[noreturn]] void become_watchdog(int channel, const char* directory) {
    ::setsid();
    const gid_t gid = ::getegid();
    const uid_t uid = ::geteuid();
    if (::setresgid(gid, gid, gid) != 0 || ::setresuid(uid, uid, uid) != 0) ::_exit(127);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::dup2(channel, 0);
    const int null = ::open("/dev/null", O_WRONLY);
    ::dup2(null, 1);
    ::dup2(null, 2);
    ::close_range(3, ~0U, 0);
    if (::chdir("/") == 0) {
        ::execl("/bin/sh", "sh", "-c", watchdog_script, "mallctl-watchdog", directory,
                static_cast<char*>(nullptr));
    }
    ::_exit(127);
}

fs::path make_directory(const ServerUser& user) {
    // Not $TMPDIR: its path may be too long for a socket, and closed to the server's user.
    std::string pattern = "/tmp/mallctl-tmp-XXXXXX";
    if (::mkdtemp(pattern.data()) == nullptr) throw_io_error("make a directory like", pattern, errno);
    if (::geteuid() == 0 && ::chown(pattern.c_str(), user.uid, user.gid) != 0) {
        throw_io_error("hand over", pattern, errno);
    }
    return pattern;
}

ServerSettings temporary_settings(const ServerUser& user) {
    return {false, {user.name, "root"}, {user.name, "root"}};
}

}  // namespace

// Owns the directory, its server and the watchdog over both.
class TemporaryCluster::Guard {
  public:
    Guard() : user_(server_user("/nonexistent")), layout_(cluster_layout(make_directory(user_))) {
        int channel[2];
        if (::pipe2(channel, O_CLOEXEC) != 0) throw_io_error("watch", layout_.data_dir, errno);
        const std::string directory = layout_.data_dir.string();
        const ActAs act(user_);
        watchdog_ = ::fork();
        if (watchdog_ == 0) become_watchdog(channel[0], directory.c_str());
        const int error = errno;
        ::close(channel[0]);
        alive_ = channel[1];
        if (watchdog_ < 0) throw_io_error("watch", layout_.data_dir, error);
    }

    ~Guard() {
        try {
            const ActAs act(user_);
            stop_server(layout_, Shutdown::immediate);
            std::error_code left_to_the_watchdog;
            fs::remove_all(layout_.data_dir, left_to_the_watchdog);
        } catch (const core::Error&) {
            // The watchdog tries once more, and a destructor has nobody to tell.
        }
        ::close(alive_);
        while (::waitpid(watchdog_, nullptr, 0) < 0 && errno == EINTR) {
        }
    }

    Guard(const Guard&) = delete;
    Guard& operator=(const Guard&) = delete;

    void start() const {
        const ServerBinaries server = find_server({}, "");
        const ActAs act(user_);
        ensure_private_directory(layout_.log_dir);
        ensure_private_directory(layout_.socket_dir);
        initialise_cluster(layout_, server, temporary_settings(user_));
        start_server(layout_, server);
        set_up_database(layout_.socket_dir);
    }

    const ClusterLayout& layout() const { return layout_; }

  private:
    ServerUser user_;
    ClusterLayout layout_;
    pid_t watchdog_ = -1;
    int alive_ = -1;
};

TemporaryCluster::TemporaryCluster() : guard_(std::make_unique<Guard>()) {
    data_dir_ = guard_->layout().data_dir;
    guard_->start();
}

TemporaryCluster::~TemporaryCluster() = default;

Endpoint TemporaryCluster::endpoint() const {
    Endpoint endpoint;
    endpoint.app = url(database_name, "mallctl_app");
    endpoint.owner = url(database_name, "mallctl_owner");
    endpoint.label = "throw-away cluster in " + data_dir_.string();
    return endpoint;
}

std::string TemporaryCluster::url() const {
    return url(database_name, superuser_role);
}

std::string TemporaryCluster::url(const std::string& database, const std::string& role) const {
    return socket_url(guard_->layout().socket_dir, database, role);
}

}  // namespace mallctl::db
