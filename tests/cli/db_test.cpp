// The verb db, from the outside: exit codes, stdout, stderr.
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/paths.hpp"
#include "tests/support/process.hpp"

namespace mallctl::test {

namespace {

namespace fs = std::filesystem;
using Catch::Matchers::Contains;

// Only what the test names: no settings of whoever runs it.
RunOptions plain_options() {
    RunOptions options;
    options.unset = {"MALLCTL_DATABASE", "MALLCTL_DATA_DIR", "MALLCTL_CONFIG", "MALLCTL_MALL"};
    return options;
}

// A data directory whose cluster is stopped in the end. Everybody may enter its parent: as root the server
// has a user of its own.
class DataDir {
  public:
    DataDir() { ::chmod(parent_.path().c_str(), 0711); }
    ~DataDir() { mallctl({"stop"}); }
    DataDir(const DataDir&) = delete;
    DataDir& operator=(const DataDir&) = delete;

    std::string text() const { return (parent_.path() / "data").string(); }

    RunResult mallctl(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), "db");
        // Before the arguments after "--", which are not ours.
        arguments.insert(arguments.begin() + 2, {"--data-dir", text()});
        return run_mallctl(arguments, plain_options());
    }

  private:
    TemporaryDirectory parent_;
};

RunResult db_run(const std::vector<std::string>& command, RunOptions options = plain_options()) {
    std::vector<std::string> arguments = {"db", "run", "--"};
    arguments.insert(arguments.end(), command.begin(), command.end());
    return run_mallctl(arguments, options);
}

// The directory of the throw-away cluster that a libpq URI names.
fs::path cluster_of(const std::string& url) {
    const std::string marker = "mallctl-tmp-";
    const std::size_t at = url.find(marker);
    if (at == std::string::npos) throw std::runtime_error("no throw-away cluster in " + url);
    return fs::path("/tmp") / url.substr(at, marker.size() + 6);
}

bool vanishes(const fs::path& path) {
    for (int i = 0; i < 1000 && fs::exists(path); ++i) ::usleep(10'000);
    return !fs::exists(path);
}

}  // namespace

TEST_CASE("db start, status, url, shell, migrate and stop work on one cluster") {
    const DataDir data;
    const RunResult before = data.mallctl({"status"});
    CHECK(before.exit_code == 1);
    CHECK_THAT(before.out, Contains("not initialised"));
    CHECK(before.err.empty());
    const RunResult no_url = data.mallctl({"url"});
    CHECK(no_url.exit_code == 4);
    CHECK(no_url.out.empty());
    CHECK_THAT(no_url.err, Contains("does not run") && Contains("mallctl db start"));

    const RunResult start = data.mallctl({"start"});
    CAPTURE(start.err);
    REQUIRE(start.exit_code == 0);
    CHECK_THAT(start.out, Contains("made and started") && Contains(data.text()));
    CHECK(start.err.empty());
    const RunResult again = data.mallctl({"start", "--format", "json"});
    CHECK(again.exit_code == 0);
    const auto report = nlohmann::json::parse(again.out);
    CHECK(report.at("state") == "running");
    CHECK(report.at("started") == false);
    CHECK(report.at("schema_version") > 0);

    const RunResult status = data.mallctl({"status", "--format", "json"});
    CHECK(status.exit_code == 0);
    CHECK(nlohmann::json::parse(status.out).at("pid") == report.at("pid"));
    CHECK(nlohmann::json::parse(status.out).at("schema_version") == report.at("schema_version"));
    CHECK_THAT(data.mallctl({"migrate"}).out, Contains("up to date"));
    const RunResult url = data.mallctl({"url"});
    CHECK(url.out.starts_with("postgresql://mallctl_app@/mallctl?host="));
    const RunResult shell = data.mallctl({"shell", "--role", "reader", "--", "-Atc", "select current_user"});
    CAPTURE(shell.err);
    CHECK(shell.exit_code == 0);
    CHECK(shell.out == "mallctl_reader\n");
    CHECK(data.mallctl({"shell", "--", "-Atc", "select count(*) from mall"}).out == "0\n");

    CHECK(data.mallctl({"stop"}).exit_code == 0);
    const RunResult stopped = data.mallctl({"stop"});
    CHECK(stopped.exit_code == 0);
    CHECK_THAT(stopped.err, Contains("not running"));
    CHECK(data.mallctl({"status"}).exit_code == 1);
}

TEST_CASE("db is about the private cluster, not about a server that --database names") {
    for (const char* verb : {"start", "stop", "status"}) {
        const RunResult result =
            run_mallctl({"db", verb, "--database", "postgresql://db.example/m"}, plain_options());
        CHECK(result.exit_code == 2);
        CHECK_THAT(result.err, Contains("leave --database out"));
    }
    CHECK(run_mallctl({"db"}, plain_options()).exit_code == 2);
    CHECK(run_mallctl({"db", "url", "--role", "boss"}, plain_options()).exit_code == 2);
}

TEST_CASE("db shell puts no password into a command line") {
    // psql cannot connect, and what it says shows which server it tried.
    RunOptions options = plain_options();
    options.environment["MALLCTL_DATABASE"] = "postgresql://ann:s3cret@/mall?host=%2Fnonexistent";
    const RunResult result = run_mallctl({"db", "shell", "--", "-c", "select 1"}, options);
    CHECK(result.exit_code == 2);
    CHECK_THAT(result.err, Contains("/nonexistent/.s.PGSQL"));
    CHECK_THAT(result.err, !Contains("s3cret"));
}

TEST_CASE("db run gives a command a migrated database, its own streams and its own exit code") {
    RunOptions options = plain_options();
    options.input = "given\n";
    const RunResult result =
        db_run({"sh", "-c",
                "cat; echo to stderr >&2; echo $MALLCTL_DATABASE; "
                "psql -Atc 'select count(*) from mallctl.mall' $MALLCTL_DATABASE; exit 7"},
               options);
    CHECK(result.exit_code == 7);
    CHECK(result.out.starts_with("given\npostgresql://"));
    CHECK(result.out.ends_with("\n0\n"));
    CHECK(result.err == "to stderr\n");
    CHECK_FALSE(fs::exists(cluster_of(result.out)));
}

TEST_CASE("db run reports a command that a signal ended, or that there is none") {
    CHECK(db_run({"sh", "-c", "kill -KILL $$"}).exit_code == 137);
    const RunResult missing = db_run({"/nonexistent/program"});
    CHECK(missing.exit_code == 1);
    CHECK_THAT(missing.err, Contains("/nonexistent/program") && Contains("No such file"));
    CHECK(run_mallctl({"db", "run"}, plain_options()).exit_code == 2);
}

TEST_CASE("db run passes a signal on, lets the command finish its own way, and clears up") {
    RunningProcess process(
        {mallctl_binary().string(), "db", "run", "--", "sh", "-c",
         "trap 'echo told; exit 9' TERM; echo $MALLCTL_DATABASE; echo up; sleep 60 & wait"},
        plain_options());
    REQUIRE(process.wait_for("up\n"));
    process.signal(SIGTERM);
    const RunResult result = process.wait();
    CHECK(result.exit_code == 9);
    CHECK_THAT(result.out, Contains("told"));
    CHECK_FALSE(fs::exists(cluster_of(result.out)));
}

TEST_CASE("db run that is killed takes its command and its cluster along") {
    RunningProcess process({mallctl_binary().string(), "db", "run", "--", "sh", "-c",
                            "echo $MALLCTL_DATABASE; echo pid $$ up; exec sleep 300"},
                           plain_options());
    REQUIRE(process.wait_for("up\n"));
    const std::string out = process.out();
    const pid_t command = std::stoi(out.substr(out.find("pid ") + 4));
    process.signal(SIGKILL);
    CHECK(process.wait().exit_code == 137);
    CHECK(vanishes(cluster_of(out)));
    CHECK(vanishes("/proc/" + std::to_string(command) + "/exe"));
}

}  // namespace mallctl::test
