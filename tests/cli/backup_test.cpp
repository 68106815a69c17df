// The sample mall, backed up in one database and restored into another.
#include <signal.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <map>

#include "catalog/fields.hpp"
#include "tests/support/database.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/process.hpp"

using namespace mallctl;
namespace fs = std::filesystem;

namespace {

struct Place {
    test::TestDatabase database;
    test::TemporaryDirectory directory;
    test::RunOptions options;

    Place() {
        options.environment = {{"MALLCTL_DATABASE", database.url()},
                               {"MALLCTL_MALL", "riverside"},
                               {"MALLCTL_NOW", "2026-06-15T10:00:00Z"}};
    }

    test::RunResult run(std::vector<std::string> arguments) const {
        return test::run_mallctl(std::move(arguments), options);
    }

    std::string must(std::vector<std::string> arguments) const {
        const auto result = run(std::move(arguments));
        INFO(result.err);
        REQUIRE(result.exit_code == 0);
        return result.out;
    }

    // The mall's files with a row of every kind, by name.
    std::map<std::string, std::string> manifest() const {
        must({"export", "manifest", "-o", file("manifest"), "--overwrite"});
        std::map<std::string, std::string> files;
        for (const auto& entry : fs::directory_iterator(file("manifest")))
            files[entry.path().filename().string()] = test::read_file(entry.path());
        return files;
    }

    std::string file(const std::string& name) const { return (directory.path() / name).string(); }
};

}  // namespace

TEST_CASE("a mall that is restored elsewhere exports to the same bytes", "[journey]") {
    const Place here;
    const fs::path sample = test::source_dir() / "samples/riverside";
    here.must({"apply", sample.string()});
    here.must({"import", (sample / "geojson/riverside.geojson").string()});
    here.must({"set", "unit", "G-01@G", "name=Corner"});
    here.must({"build"});
    const auto manifest = here.manifest();
    CHECK(manifest.size() == catalog::kinds().size());  // units for the one edited by hand
    const std::string backup = here.file("malls.backup");
    CHECK(here.must({"db", "backup", backup}).find("1 malls") != std::string::npos);

    const Place there;
    const auto restored = there.run({"db", "restore", backup});
    INFO(restored.err);
    REQUIRE(restored.exit_code == 0);  // the database is empty: there is nothing to ask
    for (const std::string format : {"imdf", "geojson", "svg"})
        CHECK(there.must({"export", "plan", "--format", format}) ==
              here.must({"export", "plan", "--format", format}));
    for (const std::string kind : {"mall", "location", "tenant", "store", "lease", "level", "unit"})
        CHECK(there.must({"get", kind, "--format", "json"}) == here.must({"get", kind, "--format", "json"}));
    CHECK(there.manifest() == manifest);
    CHECK(there.must({"history", "--format", "json"}) == here.must({"history", "--format", "json"}));
    CHECK(there.must({"route", "north_entrance", "store:bakery"}) ==
          here.must({"route", "north_entrance", "store:bakery"}));
    there.must({"db", "backup", there.file("again.backup")});
    CHECK(test::read_file(there.file("again.backup")) == test::read_file(backup));
    // What is restored can be worked with.
    there.must({"rollback", "2", "--yes"});
}

TEST_CASE("a backup replaces no file, and a restore no mall, that nobody has said may go") {
    const Place place;
    place.must({"apply", (test::source_dir() / "samples/riverside").string()});
    const std::string backup = place.file("malls.backup");
    place.must({"db", "backup", backup});
    const auto twice = place.run({"db", "backup", backup});
    CHECK(twice.exit_code == 2);
    CHECK(twice.err.find("--overwrite") != std::string::npos);
    place.must({"db", "backup", backup, "--overwrite"});

    const auto unasked = place.run({"db", "restore", backup});
    CHECK(unasked.exit_code == 2);
    CHECK(unasked.err.find("--yes") != std::string::npos);
    place.must({"db", "restore", backup, "--yes"});

    const auto foreign = place.run({"db", "restore", (test::source_dir() / "README.md").string(), "--yes"});
    CHECK(foreign.exit_code == 3);
    CHECK(place.must({"get", "mall", "--fields", "slug", "--format", "csv"}) == "slug\nriverside\n");
}

TEST_CASE("a backup that fails leaves no file") {
    const Place place;
    test::RunOptions away;
    away.environment = {{"MALLCTL_DATABASE", "postgresql://nobody@127.0.0.1:1/x"}};
    const auto result = test::run_mallctl({"db", "backup", place.file("malls.backup")}, away);
    CHECK(result.exit_code == 4);
    CHECK(fs::is_empty(place.directory.path()));
    CHECK(place.run({"db", "backup", "-"}).exit_code == 2);
    CHECK(place.run({"db", "backup", place.file("no/such/directory")}).exit_code == 1);
}

TEST_CASE("a restore waits for a transaction that uses the database, then refuses and changes nothing") {
    const Place place;
    place.must({"apply", (test::source_dir() / "samples/riverside").string(), "--no-plan"});
    const std::string backup = place.file("malls.backup");
    place.must({"db", "backup", backup});
    place.must({"set", "tenant", "zangolind", "name=Changed"});
    const auto before = place.manifest();
    {
        test::RunningProcess reader({"psql", place.database.url(), "-At", "-c", "begin", "-c",
                                     "select 'reads' from mallctl.mall", "-c", "select pg_sleep(60)"});
        REQUIRE(reader.wait_for("reads"));
        const auto refused = place.run({"db", "restore", backup, "--yes"});
        INFO(refused.err);
        CHECK(refused.exit_code == 5);
        CHECK(refused.err.find("try again") != std::string::npos);
        CHECK(place.manifest() == before);
        reader.signal(SIGKILL);
        reader.wait();
    }
    // The server would go on with what it was asked for.
    test::run({"psql", place.database.url(), "-c",
               "select pg_terminate_backend(pid) from pg_stat_activity "
               "where datname = current_database() and pid <> pg_backend_pid()"});
    // A session that is only connected is in nobody's way.
    test::RunningProcess idle({"psql", place.database.url(), "-At", "-c", "select 'there' from mallctl.mall",
                               "-c", "\\! sleep 60"});
    REQUIRE(idle.wait_for("there"));
    place.must({"db", "restore", backup, "--yes"});
    CHECK(place.manifest() != before);
}
