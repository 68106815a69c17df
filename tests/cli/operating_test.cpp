// What an operator asks of mallctl itself: its settings, and whether all is well.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/support/database.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/process.hpp"

using namespace mallctl::test;
using nlohmann::json;

namespace {

json row(const json& rows, const std::string& key, const std::string& value) {
    for (const auto& one : rows) {
        if (one[key] == value) return one;
    }
    FAIL("there is no " << value);
    return {};
}

}  // namespace

TEST_CASE("config show names each setting's value and origin, and no password") {
    const TemporaryDirectory directory;
    const std::string file = (directory.path() / "config.yaml").string();
    write_file(file, "# mine\nmall: riverside\ncolor: never\n");
    RunOptions options;
    options.environment = {
        {"MALLCTL_DATABASE", "postgresql://ann:s3cret@db.example/mall?sslpassword=s3cret2"},
        {"MALLCTL_COLOR", "always"}};
    const auto result =
        run_mallctl({"config", "show", "--config", file, "--progress", "never", "--format", "json"}, options);
    REQUIRE(result.exit_code == 0);
    CHECK((result.out + result.err).find("s3cret") == std::string::npos);
    const json rows = json::parse(result.out);
    CHECK(row(rows, "setting", "database")["value"] ==
          "postgresql://ann:***@db.example/mall?sslpassword=***");
    CHECK(row(rows, "setting", "database")["origin"] == "MALLCTL_DATABASE");
    CHECK(row(rows, "setting", "mall")["origin"] == file + ":2");
    CHECK(row(rows, "setting", "color")["value"] == "always");
    CHECK(row(rows, "setting", "color")["origin"] == "MALLCTL_COLOR");
    CHECK(row(rows, "setting", "progress")["origin"] == "--progress");
    CHECK(row(rows, "setting", "drain")["origin"] == "default");
    CHECK(row(rows, "setting", "base-url")["value"].is_null());
}

TEST_CASE("doctor finds a sound database sound, and says what is wrong with another") {
    const TestDatabase database;
    RunOptions options;
    options.environment = {{"MALLCTL_DATABASE", database.url()}};
    const auto examine = [&](int exit_code) {
        const auto result = run_mallctl({"doctor", "--format", "json"}, options);
        INFO(result.out << result.err);
        REQUIRE(result.exit_code == exit_code);
        return json::parse(result.out);
    };
    const json sound = examine(0);
    for (const char* code : {"D001", "D002", "D003", "D004", "D006", "D008", "D009"})
        CHECK(row(sound, "code", code)["state"] == "ok");
    CHECK(row(sound, "code", "D005")["state"] == "warning");  // a cluster that is thrown away
    CHECK(row(sound, "code", "D005")["found"].get<std::string>().find("fsync") != std::string::npos);

    const std::string sample = (source_dir() / "samples/riverside").string();
    REQUIRE(run_mallctl({"apply", sample}, options).exit_code == 0);
    REQUIRE(
        run_mallctl({"import", sample + "/geojson/riverside.geojson", "--mall", "riverside", "--no-build"},
                    options)
            .exit_code == 0);
    CHECK(row(examine(0), "code", "D009")["advice"] == "run: mallctl build nav --mall riverside");
    REQUIRE(run_mallctl({"build", "--mall", "riverside"}, options).exit_code == 0);
    CHECK(row(examine(0), "code", "D009")["state"] == "ok");

    const auto dropped = run_mallctl(
        {"db", "shell", "--role", "owner", "--", "-qc", "delete from schema_migration where number > 8"},
        options);
    REQUIRE(dropped.exit_code == 0);
    const json old = examine(1);
    CHECK(row(old, "code", "D003")["state"] == "error");
    CHECK(row(old, "code", "D003")["advice"] == "run: mallctl db migrate");
}

TEST_CASE("doctor rls finds a database closed, and the table that somebody has opened") {
    const TestDatabase database;
    RunOptions options;
    options.environment = {{"MALLCTL_DATABASE", database.url()}};
    REQUIRE(run_mallctl({"apply", (source_dir() / "samples/riverside").string()}, options).exit_code == 0);
    const auto sound = run_mallctl({"doctor", "rls", "--format", "json"}, options);
    INFO(sound.out << sound.err);
    REQUIRE(sound.exit_code == 0);
    for (const char* code : {"D010", "D011", "D012", "D013"})
        CHECK(row(json::parse(sound.out), "code", code)["state"] == "ok");
    REQUIRE(run_mallctl({"db", "shell", "--role", "owner", "--", "-qc",
                         "alter table mallctl.lease disable row level security"},
                        options)
                .exit_code == 0);
    const auto open = run_mallctl({"doctor", "rls", "--format", "json"}, options);
    CHECK(open.exit_code == 1);
    const json found = row(json::parse(open.out), "code", "D010");
    CHECK(found["state"] == "error");
    CHECK(found["advice"] == "have its owner run: alter table mallctl.lease enable row level security");
}

TEST_CASE("doctor looks at the rest when the database does not answer") {
    const TemporaryDirectory directory;
    RunOptions options;
    options.environment = {{"MALLCTL_DATA_DIR", (directory.path() / "none").string()},
                           {"MALLCTL_NOW", "2026-06-15T10:00:00Z"}};
    const auto result = run_mallctl({"doctor", "--format", "json"}, options);
    CHECK(result.exit_code == 1);
    const json rows = json::parse(result.out);
    REQUIRE(rows.size() == 3);
    CHECK(rows[0]["code"] == "D001");
    CHECK(rows[0]["state"] == "error");
    CHECK(rows[0]["advice"].get<std::string>().find("mallctl db start") != std::string::npos);
    CHECK(rows[1]["code"] == "D007");
    CHECK(rows[2]["code"] == "D008");
    CHECK(rows[2]["state"] == "warning");
}
