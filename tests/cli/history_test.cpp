// A mall's plan through its versions: edited by hand, imported again, compared and rolled back.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/support/database.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/process.hpp"

using namespace mallctl;
using nlohmann::json;

namespace {

// The sample mall: version 1 is its catalog, version 2 its plan.
struct Fixture {
    test::TestDatabase database;
    test::TemporaryDirectory directory;
    test::RunOptions options;
    json plan =
        json::parse(test::read_file(test::source_dir() / "samples/riverside/geojson/riverside.geojson"));

    Fixture() {
        options.environment = {{"MALLCTL_DATABASE", database.url()},
                               {"MALLCTL_MALL", "riverside"},
                               {"MALLCTL_NOW", "2026-06-15T10:00:00Z"}};
        const auto applied = run({"apply", (test::source_dir() / "samples/riverside").string(), "--no-plan"});
        INFO(applied.err);
        REQUIRE(applied.exit_code == 0);
        import();
    }

    test::RunResult run(std::vector<std::string> arguments) const {
        return test::run_mallctl(std::move(arguments), options);
    }

    json run_json(std::vector<std::string> arguments, int exit_code = 0) const {
        arguments.insert(arguments.end(), {"--format", "json"});
        const auto result = run(std::move(arguments));
        INFO(result.err);
        REQUIRE(result.exit_code == exit_code);
        return json::parse(result.out);
    }

    json import() const {
        const auto path = directory.path() / "plan.geojson";
        test::write_file(path, plan.dump());
        return run_json({"import", path.string()});
    }

    json& source_unit(const std::string& ref) {
        for (json& feature : plan["features"]) {
            if (feature["properties"].value("ref", "") == ref) return feature["properties"];
        }
        throw std::logic_error("the sample has no unit " + ref);
    }

    json unit(const std::string& reference) const { return run_json({"get", "unit", reference}); }
};

std::vector<std::string> kinds(const json& versions) {
    std::vector<std::string> result;
    for (const auto& version : versions) result.push_back(version["kind"]);
    return result;
}

bool has_code(const json& report, const std::string& code) {
    for (const auto& finding : report["diagnostics"]) {
        if (finding["code"] == code) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("an edit by hand outlives a new plan, a conflict is told, and a rollback takes both back",
          "[journey]") {
    Fixture mall;
    CHECK(mall.run_json({"set", "unit", "G-01@G", "name=Corner"})["version"] == 3);
    CHECK(mall.unit("G-01@G")["edited"] == json{"name"});
    CHECK(mall.import()["version"] == 3);
    CHECK(mall.unit("G-01@G")["name"] == json{{"und", "Corner"}});

    mall.source_unit("G-01")["name"] = "Nail Studio";
    mall.source_unit("G-02")["category"] = "office";
    const json report = mall.import();
    CHECK(report["version"] == 4);
    CHECK(has_code(report, "P075"));
    CHECK(mall.unit("G-01@G")["name"] == json{{"und", "Corner"}});
    CHECK(mall.unit("G-02@G")["category"] == "office");
    CHECK_FALSE(has_code(mall.import(), "P075"));

    const json diff = mall.run_json({"diff", "v3", "v4"}, 6);
    CHECK(diff["by_kind"]["unit"]["updated"] == 2);
    CHECK(kinds(mall.run_json({"history"})) == std::vector<std::string>{"import", "set", "import", "apply"});

    const json rolled_back = mall.run_json({"rollback", "2", "--yes"});
    CHECK(rolled_back["version"] == 5);
    CHECK(rolled_back["undone"].size() == 2);
    CHECK(mall.unit("G-01@G")["edited"] == json::array());
    CHECK(mall.unit("G-02@G")["category"] == "retail");
    CHECK(mall.run({"diff", "v2", "v5"}).exit_code == 0);
}

TEST_CASE("a field given back to its source says what the newest plan says", "[journey]") {
    Fixture mall;
    mall.run_json({"set", "unit", "G-01@G", "name=Corner", "ref=G-77"});
    mall.source_unit("G-01")["name"] = "Nail Studio";
    mall.import();
    CHECK(mall.unit("G-77@G")["name"] == json{{"und", "Corner"}});
    mall.run_json({"set", "unit", "G-77@G", "name-", "ref-"});
    CHECK(mall.unit("G-01@G")["name"] == json{{"und", "Nail Studio"}});
    CHECK(mall.unit("G-01@G")["edited"] == json::array());
}

TEST_CASE("what get prints of units, apply reads, and a file of them edits many", "[journey]") {
    const Fixture mall;
    const auto csv = mall.run({"get", "unit", "--format", "csv"});
    test::write_file(mall.directory.path() / "units.csv", csv.out);
    const auto path = (mall.directory.path() / "units.csv").string();
    CHECK(mall.run_json({"apply", path})["changed"]["updated"] == 0);
    const json yaml = mall.run_json({"apply", path, "--dry-run"});
    CHECK(yaml["by_kind"]["unit"]["unchanged"] == mall.run_json({"get", "unit"}).size());

    test::write_file(path, "unit,category,name:de\nG-01@G,office,Ecke\nG-02@G,office,\n");
    CHECK(mall.run_json({"apply", path})["by_kind"]["unit"]["updated"] == 2);
    CHECK(mall.run_json({"apply", path})["by_kind"]["unit"]["unchanged"] == 2);
    CHECK(mall.run_json({"history", "--limit", "1"})[0]["kind"] == "apply");
}

TEST_CASE("the graph of a plan is used again when a rollback brings the plan back", "[journey]") {
    const Fixture mall;
    REQUIRE(mall.run({"build", "nav"}).exit_code == 0);
    const std::vector<std::string> route = {"route", "north_entrance", "unit:G-02@G", "--require-fresh"};
    CHECK(mall.run(route).exit_code == 0);
    mall.run_json({"set", "unit", "G-05@G", "category=nonpublic", "--no-build"});
    CHECK(mall.run(route).exit_code == 5);
    mall.run_json({"rollback", "v2", "--yes"});
    CHECK(mall.run(route).exit_code == 0);
}

TEST_CASE("a rollback says what it takes away, and nothing happens without a yes", "[journey]") {
    const Fixture mall;
    mall.run_json({"set", "unit", "G-01@G", "category=office"});
    test::write_file(mall.directory.path() / "tenants.csv", "slug,name\nnewcomer,Newcomer\n");
    const std::string tenants = (mall.directory.path() / "tenants.csv").string();
    const json diff = mall.run_json({"diff", tenants}, 6);
    CHECK(diff["changes"][0]["slug"] == "newcomer");
    REQUIRE(mall.run({"apply", tenants}).exit_code == 0);
    CHECK(mall.run({"diff", tenants}).exit_code == 0);
    CHECK(mall.run({"diff", (test::source_dir() / "samples/riverside").string()}).exit_code == 0);
    CHECK(mall.run({"doctor", "audit"}).exit_code == 0);
    CHECK(mall.run_json({"get", "audit", "--where", "kind=tenant", "--limit", "1"})[0]["action"] == "added");
    const auto refused = mall.run({"rollback", "2"});
    CHECK(refused.exit_code == 2);
    CHECK_THAT(refused.err, Catch::Contains("--yes"));
    const json dry = mall.run_json({"rollback", "2", "--dry-run"});
    CHECK(dry["dry_run"] == true);
    CHECK(mall.unit("G-01@G")["category"] == "office");
    const json report = mall.run_json({"rollback", "2", "--yes"});
    REQUIRE(report["changes"].size() == 1);
    CHECK(report["changes"][0]["change"] == "removed");
    CHECK(report["changes"][0]["slug"] == "newcomer");
    CHECK(mall.run({"get", "tenant", "newcomer"}).exit_code == 1);
    const auto again = mall.run({"rollback", "2", "--yes"});
    CHECK(again.exit_code == 0);
    CHECK_THAT(again.out, Catch::Contains("nothing was changed"));
}
