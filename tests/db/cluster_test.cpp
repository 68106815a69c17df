// The private cluster as its users treat it: started twice, by two at once, killed, moved, stopped twice.
#include "db/cluster/cluster.hpp"

#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <pqxx/pqxx>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/db/cluster_fixture.hpp"
#include "tests/support/process.hpp"

namespace mallctl::test {

namespace {

namespace fs = std::filesystem;

std::string query(const std::string& url, const std::string& sql) {
    pqxx::connection connection(url);
    pqxx::nontransaction work(connection);
    return work.exec1(sql)[0].as<std::string>();
}

// The inodes of sockets that listen on TCP, of all processes: the fields of /proc/net/tcp are described in
// proc(5).
std::set<std::string> tcp_listeners() {
    std::set<std::string> inodes;
    for (const char* table : {"/proc/net/tcp", "/proc/net/tcp6"}) {
        std::ifstream in(table);
        std::string line;
        while (std::getline(in, line)) {
            std::istringstream fields(line);
            std::vector<std::string> field((std::istream_iterator<std::string>(fields)), {});
            if (field.size() > 9 && field[3] == "0A") inodes.insert("socket:[" + field[9] + "]");
        }
    }
    return inodes;
}

int listening_sockets(pid_t pid) {
    const std::set<std::string> listeners = tcp_listeners();
    int count = 0;
    for (const auto& entry : fs::directory_iterator("/proc/" + std::to_string(pid) + "/fd")) {
        std::error_code closed_meanwhile;
        if (listeners.contains(fs::read_symlink(entry.path(), closed_meanwhile).string())) ++count;
    }
    return count;
}

// Waits until a killed process is gone, or a zombie of ours.
void wait_for_end(const db::Cluster& cluster) {
    for (int i = 0; i < 500 && cluster.status().running; ++i) ::usleep(10'000);
    REQUIRE_FALSE(cluster.status().running);
}

}  // namespace

TEST_CASE("a cluster starts from nothing, is running the second time, and stops once") {
    ClusterDirectory directory;
    db::Cluster cluster(directory.path());
    CHECK_FALSE(cluster.status().initialised);
    const db::StartReport first = cluster.start();
    CHECK(first.initialised);
    CHECK(first.started);
    const db::ClusterStatus status = cluster.status();
    CHECK(status.running);
    CHECK(listening_sockets(status.pid) == 0);

    const db::StartReport second = cluster.start();
    CHECK_FALSE(second.initialised);
    CHECK_FALSE(second.started);
    CHECK(cluster.status().pid == status.pid);

    CHECK(cluster.stop());
    CHECK_FALSE(cluster.stop());
    CHECK_FALSE(cluster.status().running);
    CHECK_FALSE(fs::exists(directory.path() / "pg" / "postmaster.pid"));

    const db::StartReport again = cluster.start();
    CHECK_FALSE(again.initialised);
    CHECK(again.started);
}

TEST_CASE(
    "the caller connects as each role without a password, and only the backup role passes row-level "
    "security") {
    ClusterDirectory directory;
    db::Cluster cluster(directory.path());
    cluster.start();
    for (const std::string role : {"mallctl_owner", "mallctl_app", "mallctl_reader", "mallctl_backup"}) {
        const std::string url = cluster.url(role);
        CHECK(query(url, "select current_user") == role);
        CHECK(query(url, "select rolsuper::text from pg_roles where rolname = current_user") == "false");
        CHECK(query(url, "select rolbypassrls::text from pg_roles where rolname = current_user") ==
              (role == "mallctl_backup" ? "true" : "false"));
    }
    CHECK(query(cluster.endpoint().app, "select postgis_lib_version()").starts_with("3."));
    CHECK(query(cluster.endpoint().owner,
                "select pg_get_userbyid(datdba) from pg_database where datname = 'mallctl'") ==
          "mallctl_owner");
}

TEST_CASE("nobody but the cluster's owner and root gets at its files, and the server runs as its owner") {
    ClusterDirectory directory;
    db::Cluster cluster(directory.path());
    cluster.start();
    struct stat info {};
    for (const char* name : {"", "pg", "log", "run", "artifacts"}) {
        INFO(name);
        REQUIRE(::stat((directory.path() / name).c_str(), &info) == 0);
        CHECK((info.st_mode & 0777) == 0700);
        CHECK(info.st_uid != 0);
    }
    const uid_t owner = info.st_uid;
    REQUIRE(::stat(("/proc/" + std::to_string(cluster.status().pid)).c_str(), &info) == 0);
    CHECK(info.st_uid == owner);
}

TEST_CASE("a killed server starts again, with what was committed") {
    ClusterDirectory directory;
    db::Cluster cluster(directory.path());
    cluster.start();
    {
        pqxx::connection connection(cluster.url("mallctl_owner"));
        pqxx::work work(connection);
        work.exec("CREATE TABLE public.kept AS SELECT 42 AS answer");
        work.commit();
    }
    const pid_t killed = cluster.status().pid;
    REQUIRE(::kill(killed, SIGKILL) == 0);
    wait_for_end(cluster);
    const db::StartReport report = cluster.start();
    CHECK(report.started);
    CHECK(cluster.status().pid != killed);
    CHECK(query(cluster.url("mallctl_owner"), "select answer from public.kept") == "42");
}

TEST_CASE("a server that was killed amid a query starts again once its backend has gone") {
    ClusterDirectory directory;
    db::Cluster cluster(directory.path());
    cluster.start();
    // Busy without waiting, so that the backend does not notice its postmaster's death while it computes.
    const std::string busy = "select count(*) from generate_series(1, 30000000) a where a % 7 = 3";
    RunningProcess backend({"psql", cluster.url("mallctl_app"), "-c", busy});
    for (int i = 0; i < 500; ++i) {
        if (query(cluster.url("mallctl_app"),
                  "select count(*) from pg_stat_activity where state = 'active' and query like "
                  "'%generate_series%' "
                  "and pid <> pg_backend_pid()") == "1") {
            break;
        }
        ::usleep(10'000);
    }
    REQUIRE(::kill(cluster.status().pid, SIGKILL) == 0);
    wait_for_end(cluster);
    CHECK(cluster.start().started);
    CHECK(query(cluster.url("mallctl_app"), "select 1") == "1");
}

TEST_CASE(
    "a stale pid file whose pid now belongs to another process of the same user does not stop a start") {
    ClusterDirectory directory;
    db::Cluster cluster(directory.path());
    cluster.start();
    const std::string user = cluster.status().user;
    const fs::path file = directory.path() / "pg" / "postmaster.pid";
    REQUIRE(::kill(cluster.status().pid, SIGKILL) == 0);
    wait_for_end(cluster);

    RunOptions options;
    if (::geteuid() == 0)
        options.user = user;  // PostgreSQL forgives a pid of another user, so take the same one
    RunningProcess other({"sleep", "300"}, options);
    std::ifstream in(file);
    std::string text((std::istreambuf_iterator<char>(in)), {});
    REQUIRE(text.find('\n') != std::string::npos);
    text.replace(0, text.find('\n'), std::to_string(other.pid()));
    std::ofstream(file) << text;

    CHECK_FALSE(cluster.status().running);
    CHECK_FALSE(cluster.stop());
    CHECK(::kill(other.pid(), 0) == 0);
    CHECK(cluster.start().started);
    CHECK(query(cluster.url("mallctl_app"), "select 1") == "1");
    CHECK(::kill(other.pid(), 0) == 0);
}

TEST_CASE("an empty pid file, left by a crash at the wrong moment, does not stop a start") {
    ClusterDirectory directory;
    db::Cluster cluster(directory.path());
    cluster.start();
    cluster.stop();
    std::ofstream(directory.path() / "pg" / "postmaster.pid").flush();
    CHECK(cluster.start().started);
}

TEST_CASE("two who start the same new cluster at once both find it running") {
    ClusterDirectory directory;
    constexpr int made_it = 10;
    constexpr int found_it = 11;
    const auto start = [&] { return db::Cluster(directory.path()).start().started ? made_it : found_it; };
    const pid_t one = in_child(start);
    const pid_t two = in_child(start);
    const int first = exit_code_of(one);
    const int second = exit_code_of(two);
    CHECK(std::min(first, second) == made_it);
    CHECK(std::max(first, second) == found_it);
    CHECK(db::Cluster(directory.path()).status().running);
}

TEST_CASE("a data directory with a name too long for a socket gets a short socket directory") {
    const ClusterDirectory directory(fs::path(std::string(60, 'a')) / std::string(60, 'b'));
    db::Cluster cluster(directory.path());
    cluster.start();
    const fs::path socket_dir = cluster.status().socket_dir;
    CHECK(socket_dir.string().size() < 60);
    CHECK(query(cluster.url("mallctl_app"), "select 1") == "1");
    struct stat info {};
    REQUIRE(::stat(socket_dir.c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0700);
    cluster.stop();
    fs::remove_all(socket_dir);
}

}  // namespace mallctl::test
