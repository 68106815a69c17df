// Throw-away clusters leave nothing behind, however their owner ends.
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <pqxx/pqxx>
#include <string>

#include "db/cluster/cluster.hpp"
#include "db/cluster/process.hpp"
#include "tests/db/cluster_fixture.hpp"
#include "tests/support/database.hpp"

namespace mallctl::test {

namespace {

namespace fs = std::filesystem;

// A child process that owns a cluster and waits to be killed.
struct Owner {
    pid_t pid = -1;
    fs::path data_dir;

    Owner() {
        int channel[2];
        if (::pipe2(channel, O_CLOEXEC) != 0) throw std::runtime_error("cannot make a pipe");
        pid = in_child([&channel] {
            const db::TemporaryCluster cluster;
            const std::string path = cluster.data_dir().string();
            if (::write(channel[1], path.data(), path.size()) < 0) return 1;
            ::close(channel[1]);
            ::pause();
            return 0;
        });
        ::close(channel[1]);
        char buffer[256];
        const ssize_t count = ::read(channel[0], buffer, sizeof buffer);
        ::close(channel[0]);
        if (count > 0) data_dir = std::string(buffer, static_cast<std::size_t>(count));
    }
};

bool vanishes(const fs::path& path) {
    for (int i = 0; i < 1000 && fs::exists(path); ++i) ::usleep(10'000);
    return !fs::exists(path);
}

}  // namespace

TEST_CASE("a temporary cluster is ready for use, and gone with its object") {
    fs::path data_dir;
    pid_t server = 0;
    {
        const db::TemporaryCluster cluster;
        data_dir = cluster.data_dir();
        const auto processes = db::server_processes(data_dir / "pg");
        REQUIRE_FALSE(processes.empty());
        server = processes.front();
        pqxx::connection connection(cluster.endpoint().app);
        pqxx::nontransaction work(connection);
        CHECK(work.exec1("select postgis_lib_version()")[0].as<std::string>().starts_with("3."));
        CHECK(work.exec1("show fsync")[0].as<std::string>() == "off");
    }
    CHECK_FALSE(fs::exists(data_dir));
    // Not by kill(server, 0): that finds a dead process too until somebody collects it.
    CHECK_FALSE(db::is_server_process(server, data_dir / "pg"));
}

TEST_CASE("a temporary cluster goes with its owner, also when that is killed") {
    const Owner owner;
    REQUIRE(fs::exists(owner.data_dir / "pg" / "postmaster.pid"));
    const auto server = db::read_postmaster_file(owner.data_dir / "pg");
    REQUIRE(server);
    ::kill(owner.pid, SIGKILL);
    exit_code_of(owner.pid);
    CHECK(vanishes(owner.data_dir));
    CHECK_FALSE(db::is_server_process(server->pid, owner.data_dir / "pg"));
}

TEST_CASE("temporary clusters of one machine do not know of each other") {
    const Owner one;
    const Owner two;
    REQUIRE(one.data_dir != two.data_dir);
    ::kill(one.pid, SIGKILL);
    exit_code_of(one.pid);
    CHECK(vanishes(one.data_dir));
    CHECK(fs::exists(two.data_dir / "pg" / "postmaster.pid"));
    ::kill(two.pid, SIGTERM);
    exit_code_of(two.pid);
    CHECK(vanishes(two.data_dir));
}

TEST_CASE("test databases are apart from each other and from their template") {
    std::string name;
    const TestDatabase other;
    {
        const TestDatabase database;
        name = database.name();
        pqxx::connection connection(database.endpoint().owner);
        pqxx::work work(connection);
        work.exec("CREATE TABLE mallctl.only_here (x integer)");
        work.commit();
    }
    pqxx::connection connection(other.url());
    pqxx::nontransaction work(connection);
    CHECK(work.exec1("select count(*) from pg_database where datname = " + work.quote(name))[0].as<int>() ==
          0);
    CHECK(work.exec1("select to_regclass('mallctl.only_here') is null")[0].as<bool>());
    CHECK(work.exec1("select to_regclass('mallctl.mall') is not null")[0].as<bool>());
}

}  // namespace mallctl::test
