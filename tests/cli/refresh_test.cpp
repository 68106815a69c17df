// Graph and search index after verbs that change what they are made of: built again where there are any, and
// told where not.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/cli/workbench.hpp"

using namespace mallctl;
using nlohmann::json;
using test::Workbench;

namespace {

const auto sample = test::source_dir() / "samples/riverside";
const std::string geojson = (sample / "geojson/riverside.geojson").string();

test::RunResult done(const Workbench& bench, std::vector<std::string> words, int exit_code = 0) {
    words.insert(words.end(), {"--mall", "riverside", "--format", "json"});
    auto result = bench.run(std::move(words));
    INFO(result.err);
    REQUIRE(result.exit_code == exit_code);
    return result;
}

json answer(const Workbench& bench, std::vector<std::string> words, int exit_code = 0) {
    return json::parse(done(bench, std::move(words), exit_code).out);
}

// 5: the graph is not that of the plan.
int route(const Workbench& bench) {
    return bench.run({"route", "north_entrance", "unit:G-02@G", "--require-fresh", "--mall", "riverside"})
        .exit_code;
}

// 5: the index is not that of the rows.
int search(const Workbench& bench) {
    return bench.run({"search", "Bun", "Palace", "--require-fresh", "--mall", "riverside"}).exit_code;
}

void apply_sample(const Workbench& bench, const std::string& option) {
    const auto applied = bench.run({"apply", sample.string(), option});
    INFO(applied.err);
    REQUIRE(applied.exit_code == 0);
}

}  // namespace

TEST_CASE("what a verb makes stale of a mall with a graph it builds again", "[journey]") {
    const Workbench bench;
    apply_sample(bench, "--quiet");
    REQUIRE(route(bench) == 0);
    const json built = {{"nav", "built"}};
    CHECK(answer(bench, {"set", "unit", "G-05@G", "category=nonpublic"})["artifacts"] == built);
    CHECK(route(bench) == 0);
    CHECK(answer(bench, {"rollback", "2", "--yes"})["artifacts"] == built);
    CHECK(route(bench) == 0);
    CHECK(answer(bench, {"import", geojson})["artifacts"] == json{{"nav", "built"}, {"search", "built"}});
    CHECK(route(bench) == 0);
    bench.write("units.csv", "unit,category\nG-06@G,office\n");
    CHECK(answer(bench, {"apply", "units.csv"})["artifacts"] == built);
    CHECK(route(bench) == 0);
    CHECK(answer(bench, {"build"})[0]["rebuilt"] == false);
    // Of rows of the catalog only the search index is built, and nothing where nothing changed.
    const json indexed = {{"search", "built"}};
    CHECK(answer(bench, {"set", "store", "bakery", "name:en=Bun Palace"})["artifacts"] == indexed);
    CHECK(answer(bench, {"create", "synonym", "bun", "words=bun;roll"})["artifacts"] == indexed);
    CHECK(answer(bench, {"delete", "synonym", "bun", "--yes"})["artifacts"] == indexed);
    CHECK(answer(bench, {"offer", "publish", "lunch_for_two"})["artifacts"] == indexed);
    CHECK(answer(bench, {"set", "store", "bakery", "phone=1", "--no-build"})["artifacts"] ==
          json{{"search", "stale"}});
    CHECK(search(bench) == 5);
    CHECK(answer(bench, {"build", "search"})[0]["rebuilt"] == true);
    CHECK(search(bench) == 0);
    CHECK_FALSE(answer(bench, {"set", "lease", "lease-0001", "base_rent=1"}).contains("artifacts"));
    CHECK_FALSE(answer(bench, {"import", geojson}).contains("artifacts"));
    CHECK_FALSE(answer(bench, {"import", geojson, "--dry-run"}).contains("artifacts"));
}

TEST_CASE("--no-build leaves a graph stale and says what builds it, and the next build does", "[journey]") {
    const Workbench bench;
    apply_sample(bench, "--quiet");
    bench.write("units.csv", "unit,category\nG-06@G,office\n");
    const json stale = {{"nav", "stale"}};
    const auto set = done(bench, {"set", "unit", "G-05@G", "category=nonpublic", "--no-build"});
    CHECK(json::parse(set.out)["artifacts"] == stale);
    CHECK(set.err.find("build it: mallctl build nav --mall riverside") != std::string::npos);
    CHECK(route(bench) == 5);
    CHECK(answer(bench, {"apply", "units.csv", "--no-build"})["artifacts"] == stale);
    // Other amenities are other things to search for.
    const json both = {{"nav", "stale"}, {"search", "stale"}};
    CHECK(answer(bench, {"import", geojson, "--no-build"})["artifacts"] == both);
    CHECK(answer(bench, {"rollback", "3", "--yes", "--no-build"})["artifacts"] == both);
    CHECK(route(bench) == 5);
    CHECK(search(bench) == 5);
    // The plan that the graph was built from needs no build; the rows that the index was built from do.
    CHECK(answer(bench, {"rollback", "2", "--yes"})["artifacts"] == json{{"search", "built"}});
    CHECK(route(bench) == 0);
    CHECK(search(bench) == 0);
    CHECK(answer(bench, {"rollback", "3", "--yes", "--no-build"})["artifacts"] == stale);
    CHECK(answer(bench, {"build"})[0]["rebuilt"] == true);
    CHECK(route(bench) == 0);
    const auto again = done(bench, {"build"});
    CHECK(json::parse(again.out)[0]["rebuilt"] == false);
    CHECK(again.err.find("nothing changed") != std::string::npos);
}

TEST_CASE("an import into a mall that has no graph builds none, and says so", "[journey]") {
    const Workbench bench;
    apply_sample(bench, "--no-plan");
    const auto imported = done(bench, {"import", geojson});
    CHECK(json::parse(imported.out)["artifacts"] == json{{"nav", "absent"}});
    CHECK(imported.err.find("no navigation graph yet; build it: mallctl build nav --mall riverside") !=
          std::string::npos);
    CHECK(answer(bench, {"build"})[0]["rebuilt"] == true);
}

TEST_CASE("a build that fails after the commit leaves the version, and is told as what it is", "[journey]") {
    const Workbench bench;
    apply_sample(bench, "--quiet");
    json plan = json::parse(test::read_file(geojson));
    plan["features"].push_back(
        {{"type", "Feature"},
         {"properties", {{"class", "unit"}, {"category", "retail"}, {"level", 0}, {"ref", "FAR"}}},
         {"geometry",
          {{"type", "Polygon"},
           {"coordinates", {{{9.5, 49.4}, {9.5001, 49.4}, {9.5001, 49.4001}, {9.5, 49.4}}}}}}});
    bench.write("far.geojson", plan.dump());
    const auto imported = done(bench, {"import", "far.geojson"}, 1);
    const json report = json::parse(imported.out);
    CHECK(report["version"] == 3);
    CHECK(report["artifacts"] == json{{"nav", "stale"}, {"search", "built"}});
    const json failure = json::parse(imported.err.substr(imported.err.rfind("{\"error\"")))["error"];
    CHECK(failure["fault"] == "failed");
    CHECK(failure["message"].get<std::string>().find("version 3, which stays") != std::string::npos);
    CHECK(failure["advice"].get<std::string>().find("mallctl build nav --mall riverside") !=
          std::string::npos);
    CHECK(answer(bench, {"get", "unit", "FAR@G"})["ref"] == "FAR");
    CHECK(route(bench) == 5);
    // Without --require-fresh the last good one answers.
    CHECK(bench.run({"route", "north_entrance", "unit:G-02@G", "--mall", "riverside"}).exit_code == 0);
}
