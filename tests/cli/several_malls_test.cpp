// One command on several malls, as an operator of a chain types it.
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/support/database.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/process.hpp"

using namespace mallctl;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

// Riverside with its plan, and two malls that have a tenant each.
struct Chain {
    test::TestDatabase database;
    test::TemporaryDirectory directory;
    test::RunOptions options;

    Chain() {
        options.environment = {{"MALLCTL_DATABASE", database.url()}, {"MALLCTL_NOW", "2026-06-15T10:00:00Z"}};
        const fs::path sample = test::source_dir() / "samples/riverside";
        must({"apply", sample.string()});
        must({"import", (sample / "geojson/riverside.geojson").string(), "--mall", "riverside"});
        for (const std::string slug : {"arcade", "riverbank"}) {
            const fs::path file = directory.path() / (slug + ".yaml");
            test::write_file(file, "kind: mall\nslug: " + slug +
                                       "\nname: X\ntime_zone: Europe/Berlin\ncurrency: EUR\n---\n"
                                       "kind: tenant\nslug: acme\nname: Acme of " +
                                       slug + "\n");
            must({"apply", file.string()});
        }
    }

    test::RunResult run(std::vector<std::string> arguments) const {
        return test::run_mallctl(std::move(arguments), options);
    }

    void must(std::vector<std::string> arguments) const {
        const auto result = run(std::move(arguments));
        INFO(result.err);
        REQUIRE(result.exit_code == 0);
    }
};

}  // namespace

TEST_CASE("--mall with a glob, a list or all runs a verb in each mall and gives one answer") {
    const Chain chain;
    const auto got = chain.run({"get", "tenant", "acme", "--mall", "arcade,river*", "--format", "json"});
    CHECK(got.exit_code == 1);  // the highest: riverside has no acme
    const json answer = json::parse(got.out);
    REQUIRE(answer.size() == 3);
    CHECK(answer[0]["mall"] == "arcade");
    CHECK(answer[0]["exit_code"] == 0);
    CHECK(answer[0]["result"]["slug"] == "acme");
    CHECK(answer[1]["result"]["name"].dump().find("Acme of riverbank") != std::string::npos);
    CHECK(answer[2]["mall"] == "riverside");
    CHECK(answer[2]["error"]["fault"] == "failed");
    CHECK(got.err.find("mall riverside: there is no tenant") != std::string::npos);

    const auto table =
        chain.run({"get", "tenant", "--mall", "arcade,riverbank", "--fields", "slug", "--format", "csv"});
    CHECK(table.out == "mall,slug\narcade,acme\nriverbank,acme\n");
    // The form decides, not how many there are.
    const auto one = chain.run({"get", "tenant", "--mall", "arc*", "--fields", "slug", "--format", "jsonl"});
    CHECK(one.out == "{\"mall\":\"arcade\",\"slug\":\"acme\"}\n");
}

TEST_CASE("malls that a verb cannot work on do not keep it from the others") {
    const Chain chain;
    const auto built = chain.run({"build", "--mall", "all", "--format", "json"});
    CHECK(built.exit_code == 1);
    const json answer = json::parse(built.out);
    REQUIRE(answer.size() == 3);
    CHECK(answer[0].contains("error"));
    CHECK(answer[2]["mall"] == "riverside");
    // The sample was applied with its plan, and so with its graph.
    CHECK(answer[2]["result"][0]["rebuilt"] == false);
}

TEST_CASE("files that hold one mall are written by mall, or refused before anything is done") {
    const Chain chain;
    const std::string directory = chain.directory.path().string();
    const auto written = chain.run({"export", "plan", "--mall", "river*", "-o", directory + "/{mall}.svg"});
    CHECK(written.exit_code == 1);  // riverbank has no plan
    CHECK(fs::exists(directory + "/riverside.svg"));
    CHECK_FALSE(fs::exists(directory + "/riverbank.svg"));
    chain.must({"export", "plan", "--mall", "riverside", "-o", directory + "/alone.svg"});
    CHECK(test::read_file(directory + "/riverside.svg") == test::read_file(directory + "/alone.svg"));

    const auto refused = chain.run({"export", "plan", "--mall", "river*", "-o", directory + "/map.svg"});
    CHECK(refused.exit_code == 2);
    CHECK(refused.err.find("{mall}.svg") != std::string::npos);
    CHECK_FALSE(fs::exists(directory + "/map.svg"));
}

TEST_CASE("a verb for one mall, and a name that matches none, say so") {
    const Chain chain;
    const auto route = chain.run({"route", "a", "b", "--mall", "all"});
    CHECK(route.exit_code == 2);
    CHECK(route.err.find("names several") != std::string::npos);
    const auto nothing = chain.run({"get", "tenant", "--mall", "arcade,riverbnk"});
    CHECK(nothing.exit_code == 1);
    CHECK(nothing.out.empty());
    CHECK(nothing.err.find("did you mean riverbank?") != std::string::npos);
}

TEST_CASE("files without a mall document are compared with, and applied to, each of several malls") {
    const Chain chain;
    const fs::path file = chain.directory.path() / "tenants.csv";
    test::write_file(file, "slug,name\nacme,Acme of the chain\nzenith,Zenith\n");
    chain.must({"set", "tenant", "acme", "name=Acme by hand", "--mall", "riverbank"});

    const auto diff = chain.run({"diff", file.string(), "--mall", "arcade,riverside", "--format", "json"});
    CHECK(diff.exit_code == 6);
    const json differences = json::parse(diff.out);
    REQUIRE(differences.size() == 2);
    CHECK(differences[0]["mall"] == "arcade");
    CHECK(differences[0]["result"]["changed"]["updated"] == 1);
    CHECK(differences[1]["result"]["changed"]["added"] == 2);

    // A transaction a mall: the conflict in one keeps nothing from the others.
    const auto applied = chain.run({"apply", file.string(), "--mall", "all", "--format", "json"});
    CHECK(applied.exit_code == 5);
    const json answer = json::parse(applied.out);
    REQUIRE(answer.size() == 3);
    CHECK(answer[0]["result"]["changed"]["updated"] == 1);
    CHECK(answer[1]["mall"] == "riverbank");
    CHECK(answer[1]["error"]["fault"] == "conflict");
    CHECK(answer[2]["result"]["changed"]["added"] == 2);
    CHECK(applied.err.find("mall riverbank: the files would overwrite 1 change") != std::string::npos);
    CHECK(chain.run({"diff", file.string(), "--mall", "arcade,riverside"}).exit_code == 0);
    CHECK(chain.run({"get", "tenant", "zenith", "--mall", "riverbank"}).exit_code == 1);
}

TEST_CASE("what is one mall's is not applied to several, and nothing is written") {
    const Chain chain;
    const std::string sample = (test::source_dir() / "samples/riverside").string();
    const auto refused = [&](std::vector<std::string> arguments, const std::string& why) {
        const auto result = chain.run(std::move(arguments));
        CHECK(result.exit_code == 2);
        INFO(result.err);
        CHECK(result.err.find(why) != std::string::npos);
    };
    refused({"apply", sample, "--mall", "all"}, "for mall \"riverside\", and --mall names several");
    refused({"diff", sample, "--mall", "river*"}, "for mall \"riverside\", and --mall names several");
    refused({"apply", "-", "--kind", "tenant", "--mall", "all"}, "standard input is read once");

    const fs::path directory = chain.directory.path() / "shared";
    fs::create_directories(directory / "plan");
    test::write_file(directory / "tenants.csv", "slug,name\nzenith,Zenith\n,none\n");
    test::write_file(directory / "plan" / "mall.geojson", "{}");
    refused({"apply", directory.string(), "--mall", "all"}, "--no-plan");
    refused({"apply", directory.string(), "--mall", "all", "--no-plan", "--rejects", "bad.csv"},
            "--rejects '{mall}-bad.csv'");
    CHECK(chain.run({"get", "tenant", "zenith", "--mall", "arcade"}).exit_code == 1);

    const std::string rejects = (chain.directory.path() / "bad-{mall}.csv").string();
    const auto kept = chain.run(
        {"apply", directory.string(), "--mall", "arc*,riverbank", "--no-plan", "--rejects", rejects});
    CHECK(kept.exit_code == 3);
    CHECK(fs::exists(chain.directory.path() / "bad-arcade.csv"));
    CHECK(fs::exists(chain.directory.path() / "bad-riverbank.csv"));
}

TEST_CASE("each mall is exported into a directory of its own, and diff finds nothing there") {
    const Chain chain;
    const std::string directory = chain.directory.path().string() + "/malls/{mall}";
    chain.must({"export", "manifest", "--mall", "all", "-o", directory});
    for (const std::string slug : {"arcade", "riverbank", "riverside"})
        chain.must({"diff", chain.directory.path().string() + "/malls/" + slug});
    const auto again = chain.run({"export", "manifest", "--mall", "all", "-o", directory});
    CHECK(again.exit_code == 2);
    CHECK(again.err.find("--overwrite") != std::string::npos);
    chain.must({"export", "manifest", "--mall", "all", "-o", directory, "--overwrite"});
    const auto one = chain.run({"export", "manifest", "--mall", "all", "-o", "malls"});
    CHECK(one.exit_code == 2);
    CHECK(one.err.find("{mall}") != std::string::npos);
}

TEST_CASE("a mall without a plan is exported in no format") {
    const Chain chain;
    for (const std::string format : {"geojson", "imdf", "gpkg", "dxf", "svg", "pdf"}) {
        const std::string file = chain.directory.path().string() + "/empty." + format;
        const auto result = chain.run({"export", "plan", "--mall", "arcade", "--format", format, "-o", file});
        CHECK(result.exit_code == 1);
        CHECK(result.err.find("import one: mallctl import SRC --mall arcade") != std::string::npos);
        CHECK_FALSE(fs::exists(file));
    }
}

TEST_CASE("check takes JSON for what is in it: rows, or a plan") {
    const test::TemporaryDirectory directory;
    const auto checked = [&](const std::string& name, const std::string& text) {
        const auto path = directory.path() / name;
        test::write_file(path, text);
        return test::run_mallctl({"check", path.string(), "--format", "json"});
    };
    for (const std::string rows : {R"([{"slug": "acme", "name": "Acme", "rent": 1}])",
                                   R"({"name": "Acme", "slug": "acme", "rent": 1})"}) {
        const auto result = checked("tenants.json", rows);
        INFO(result.err);
        CHECK(result.exit_code == 3);
        CHECK(result.out.find("rent") != std::string::npos);  // no field of a tenant
    }
    CHECK(checked("tenants.json", R"([{"slug": "acme", "name": "Acme"}])").exit_code == 0);
    const auto plan = test::read_file(test::source_dir() / "samples/riverside/geojson/riverside.geojson");
    CHECK(checked("plan.json", plan).exit_code == 0);
    CHECK(checked("broken.json", "{\"slug").err.find("is not JSON") != std::string::npos);
}
