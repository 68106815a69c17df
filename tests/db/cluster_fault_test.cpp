// What can be wrong with a machine or a data directory: each a clear error that names the object and the way
// out.
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <optional>
#include <string>

#include "db/cluster/cluster.hpp"
#include "tests/db/cluster_fixture.hpp"
#include "tests/support/process.hpp"

namespace mallctl::test {

namespace {

namespace fs = std::filesystem;
using Catch::Matchers::Contains;
using core::Fault;

core::Error failure_of(db::Cluster cluster) {
    try {
        cluster.start();
    } catch (const core::Error& error) {
        return error;
    }
    throw std::runtime_error("the cluster started");
}

bool is_root(const char* needed_for) {
    if (::geteuid() == 0) return true;
    WARN("only root can " << needed_for << ": skipped");
    return false;
}

void make_program(const fs::path& path) {
    fs::create_directories(path.parent_path());
    std::ofstream(path) << "#!/bin/sh\nexit 1\n";
    fs::permissions(path, fs::perms::owner_all | fs::perms::group_exec | fs::perms::others_exec);
}

// A machine on which only these servers are installed, without PostGIS unless said.
db::ServerInstallation machine(const fs::path& root, const std::vector<std::string>& versions, bool postgis) {
    const db::ServerInstallation installation{root / "lib", root / "share"};
    for (const std::string& version : versions) {
        make_program(installation.binaries / version / "bin" / "initdb");
        make_program(installation.binaries / version / "bin" / "postgres");
        const fs::path extensions = installation.share / version / "extension";
        fs::create_directories(extensions);
        if (postgis) std::ofstream(extensions / "postgis.control") << "comment = 'PostGIS'\n";
    }
    return installation;
}

class MountedTmpfs {
  public:
    MountedTmpfs(const fs::path& path, const std::string& size) : path_(path) {
        fs::create_directories(path);
        mounted_ = ::mount("tmpfs", path.c_str(), "tmpfs", 0, ("size=" + size + ",mode=0755").c_str()) == 0;
    }
    ~MountedTmpfs() {
        if (mounted_) ::umount2(path_.c_str(), MNT_DETACH);
    }
    MountedTmpfs(const MountedTmpfs&) = delete;
    MountedTmpfs& operator=(const MountedTmpfs&) = delete;

    bool mounted() const { return mounted_; }

  private:
    fs::path path_;
    bool mounted_ = false;
};

}  // namespace

TEST_CASE("without server binaries the error names the Debian packages") {
    const ClusterDirectory directory;
    const core::Error error =
        failure_of(db::Cluster(directory.path(), machine(directory.base() / "machine", {}, false)));
    CHECK(error.fault() == Fault::unreachable);
    CHECK_THAT(error.what(), Contains("no PostgreSQL server"));
    CHECK_THAT(error.advice(), Contains("apt-get install postgresql-15 postgresql-15-postgis-3"));
    CHECK_FALSE(fs::exists(directory.path()));
}

TEST_CASE("a server too old is as good as none") {
    const ClusterDirectory directory;
    const core::Error error =
        failure_of(db::Cluster(directory.path(), machine(directory.base() / "machine", {"13"}, true)));
    CHECK_THAT(error.advice(), Contains("postgresql-15"));
}

TEST_CASE("without PostGIS the error names its package, and nothing is made") {
    const ClusterDirectory directory;
    const core::Error error =
        failure_of(db::Cluster(directory.path(), machine(directory.base() / "machine", {"15"}, false)));
    CHECK(error.fault() == Fault::unreachable);
    CHECK_THAT(error.what(), Contains("PostGIS is not installed for PostgreSQL 15"));
    CHECK_THAT(error.advice(), Contains("apt-get install postgresql-15-postgis-3"));
    CHECK_FALSE(fs::exists(directory.path()));
}

TEST_CASE("a cluster of a version that is not installed is left alone") {
    const ClusterDirectory directory;
    db::Cluster(directory.path()).start();
    db::Cluster(directory.path()).stop();
    std::ofstream(directory.path() / "pg" / "PG_VERSION") << "16\n";
    const core::Error newer =
        failure_of(db::Cluster(directory.path(), machine(directory.base() / "machine", {"15"}, true)));
    CHECK(newer.fault() == Fault::unreachable);
    CHECK_THAT(newer.what(), Contains("PostgreSQL 16") && Contains("installed: 15"));
    CHECK_THAT(newer.advice(), Contains("postgresql-16"));

    std::ofstream(directory.path() / "pg" / "PG_VERSION") << "11\n";
    const core::Error older = failure_of(db::Cluster(directory.path()));
    CHECK(older.fault() == Fault::usage);
    CHECK_THAT(older.what(), Contains("PostgreSQL 11"));
    CHECK_THAT(older.advice(), Contains("pg_dump"));
    CHECK(fs::exists(directory.path() / "pg" / "base"));
}

TEST_CASE("a data directory that the server's user cannot reach is refused before anything is made") {
    if (!is_root("make a directory that its own server cannot enter")) return;
    const ClusterDirectory directory(fs::path("locked") / "data");
    fs::create_directory(directory.base() / "locked");
    fs::permissions(directory.base() / "locked", fs::perms::owner_all);
    const core::Error error = failure_of(db::Cluster(directory.path()));
    CHECK(error.fault() == Fault::usage);
    CHECK_THAT(error.what(), Contains(directory.path().string()) && Contains("locked cannot be entered"));
    CHECK_THAT(error.advice(), Contains("--data-dir"));
    CHECK_FALSE(fs::exists(directory.path()));
}

TEST_CASE("a directory that is in use for something else is not taken over") {
    const ClusterDirectory directory;
    SECTION("root does not hand it to the server's user") {
        if (!is_root("own a directory that the server's user does not")) return;
        fs::create_directory(directory.path());
        std::ofstream(directory.path() / "thesis.txt") << "important\n";
        const core::Error error = failure_of(db::Cluster(directory.path()));
        CHECK(error.fault() == Fault::usage);
        CHECK_THAT(error.what(), Contains("in use for something else"));
        struct stat info {};
        REQUIRE(::stat(directory.path().c_str(), &info) == 0);
        CHECK(info.st_uid == 0);
    }
    SECTION("a file is no directory") {
        std::ofstream(directory.path()) << "a file\n";
        CHECK_THAT(failure_of(db::Cluster(directory.path())).what(), Contains("is not a directory"));
    }
}

TEST_CASE("root takes over an empty directory, and one that holds only artifacts") {
    if (!is_root("make directories for the server's user")) return;
    const ClusterDirectory directory;
    fs::create_directories(directory.path() / "artifacts");
    db::Cluster cluster(directory.path());
    CHECK(cluster.start().initialised);
}

TEST_CASE("a link in place of one of the cluster's directories is not followed") {
    const ClusterDirectory directory;
    db::Cluster cluster(directory.path());
    cluster.start();
    cluster.stop();
    const fs::path elsewhere = directory.base() / "elsewhere";
    fs::create_directory(elsewhere);
    fs::remove_all(directory.path() / "log");
    fs::create_directory_symlink(elsewhere, directory.path() / "log");
    CHECK(failure_of(cluster).fault() == Fault::usage);
    CHECK(fs::is_empty(elsewhere));
}

TEST_CASE("a disk that is full while the cluster is made leaves nothing half-made") {
    if (!is_root("mount a small disk")) return;
    const ClusterDirectory directory(fs::path("disk") / "data");
    const MountedTmpfs disk(directory.base() / "disk", "20m");
    if (!disk.mounted()) {
        WARN("mounting is not allowed here: skipped");
        return;
    }
    const core::Error error = failure_of(db::Cluster(directory.path()));
    CHECK(error.fault() == Fault::unreachable);
    CHECK_THAT(error.what(), Contains("is full") && Contains(directory.path().string()));
    CHECK_THAT(error.advice(), Contains("free some space"));
    CHECK_FALSE(fs::exists(directory.path() / "pg"));
    CHECK_FALSE(fs::exists(directory.path() / "pg.new"));
}

TEST_CASE(
    "a disk that is full when a cluster is to start is named, and the cluster starts once there is room") {
    if (!is_root("mount a small disk")) return;
    const ClusterDirectory directory(fs::path("disk") / "data");
    const MountedTmpfs disk(directory.base() / "disk", "300m");
    if (!disk.mounted()) {
        WARN("mounting is not allowed here: skipped");
        return;
    }
    db::Cluster cluster(directory.path());
    cluster.start();
    cluster.stop();
    const fs::path filler = directory.base() / "disk" / "filler";
    run({"sh", "-c", "cat /dev/zero > \"$0\"", filler.string()});
    const core::Error error = failure_of(cluster);
    CHECK(error.fault() == Fault::unreachable);
    CHECK_THAT(error.what(), Contains("is full"));
    fs::remove(filler);
    CHECK(cluster.start().started);
    cluster.stop();
}

TEST_CASE("a server that refuses its configuration says so in the error") {
    const ClusterDirectory directory;
    db::Cluster cluster(directory.path());
    cluster.start();
    cluster.stop();
    std::ofstream(directory.path() / "pg" / "postgresql.conf", std::ios::app) << "max_connections = many\n";
    const core::Error error = failure_of(cluster);
    CHECK(error.fault() == Fault::unreachable);
    CHECK_THAT(error.what(), Contains("does not start") && Contains("configuration file"));
    CHECK_THAT(error.advice(), Contains((directory.path() / "log").string()));
}

TEST_CASE("a cluster that does not run has no endpoint, and the error says how to start it") {
    const ClusterDirectory directory;
    try {
        db::Cluster(directory.path()).endpoint();
        FAIL("there is an endpoint");
    } catch (const core::Error& error) {
        CHECK(error.fault() == Fault::unreachable);
        CHECK_THAT(error.advice(), Contains("mallctl db start"));
    }
}

}  // namespace mallctl::test
