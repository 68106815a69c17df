// The mall's holidays, from a file to what is open on them.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/cli/workbench.hpp"

using namespace mallctl;
using nlohmann::json;
using test::Workbench;

namespace {

std::string require(const Workbench& bench, const std::vector<std::string>& arguments, int exit_code = 0) {
    const auto result = bench.run(arguments);
    INFO(arguments.front() << ": " << result.err);
    REQUIRE(result.exit_code == exit_code);
    return result.out;
}

// The state of the bakery, of which the mall's hours are not.
std::string bakery_at(const Workbench& bench, const std::string& now) {
    auto options = bench.options();
    options.environment["MALLCTL_NOW"] = now;
    const auto result = test::run_mallctl({"near", "north_entrance", "--straight-line", "--category",
                                           "food.bakery", "--format", "json", "--mall", "riverside"},
                                          options);
    INFO(result.err);
    REQUIRE(result.exit_code == 0);
    const json answer = json::parse(result.out);
    for (const auto& hit : answer.at("hits"))
        if (hit.at("slug") == "bakery") return hit.at("state");
    return "not there";
}

}  // namespace

TEST_CASE("holidays are applied, set, compared, exported, and close what is closed on them") {
    const Workbench bench;
    const auto sample = test::source_dir() / "samples/riverside";
    require(bench, {"apply", sample.string()});
    require(bench, {"import", (sample / "plan").string(), "--mall", "riverside"});
    bench.write("hours.yaml",
                "kind: mall\nslug: riverside\nholidays: [2026-12-26, 2026-12-25]\n---\n"
                "kind: store\nslug: bakery\nhours: 'Mo-Sa 07:00-20:00; PH 10:00-14:00'\n");
    require(bench, {"apply", "hours.yaml"});
    CHECK(require(bench, {"get", "mall", "--fields", "slug,holidays", "--format", "csv"}) ==
          "slug,holidays\nriverside,2026-12-25;2026-12-26\n");
    CHECK(
        json::parse(require(bench, {"get", "mall", "riverside", "--fields", "holidays", "--format", "json"}))
            .dump()
            .find(R"("holidays":["2026-12-25","2026-12-26"])") != std::string::npos);
    CHECK(require(bench, {"get", "mall", "--where", "holidays=2026-12-25", "--fields", "slug", "--format",
                          "csv"}) == "slug\nriverside\n");

    CHECK(bakery_at(bench, "2026-12-24T08:00:00+01:00") == "open");
    CHECK(bakery_at(bench, "2026-12-25T08:00:00+01:00") == "closed");
    CHECK(bakery_at(bench, "2026-12-25T13:59:00+01:00") == "open");

    require(bench, {"export", "manifest", "--mall", "riverside", "-o", "yaml"});
    require(bench, {"export", "manifest", "--mall", "riverside", "-o", "csv", "--format", "csv"});
    CHECK_THAT(test::read_file(bench.path("yaml/mall.yaml")),
               Catch::Contains("holidays: [\"2026-12-25\", \"2026-12-26\"]"));
    for (const char* directory : {"yaml", "csv"}) require(bench, {"diff", directory, "--mall", "riverside"});

    bench.write("other.yaml", "kind: mall\nslug: riverside\nholidays: [2026-12-25]\n");
    CHECK_THAT(require(bench, {"diff", "other.yaml"}, 6), Catch::Contains("holidays"));
    require(bench, {"set", "mall", "riverside", "holidays=2026-12-26;2027-01-01"});
    CHECK(bakery_at(bench, "2026-12-25T08:00:00+01:00") == "open");
    require(bench, {"set", "mall", "riverside", "holidays="});
    CHECK(require(bench, {"get", "mall", "--fields", "slug,holidays", "--format", "csv"}) ==
          "slug,holidays\nriverside,\n");
}

TEST_CASE("a day that is none is told with its place, in every format of a manifest") {
    const Workbench bench;
    bench.write("mall.yaml",
                "kind: mall\nslug: a\nname: A\ntime_zone: Europe/Berlin\ncurrency: EUR\n"
                "holidays: [2026-12-25, 2026-02-30]\n");
    bench.write("mall.csv",
                "slug,name,time_zone,currency,holidays\na,A,Europe/Berlin,EUR,2026-12-25;Easter\n");
    bench.write("mall.jsonl",
                "{\"kind\": \"mall\", \"slug\": \"a\", \"name\": \"A\", \"time_zone\": \"Europe/Berlin\", "
                "\"currency\": \"EUR\", \"holidays\": [\"2026-12-25\", \"2026-12-25\"]}\n");
    const std::vector<std::pair<const char*, const char*>> faults = {
        {"mall.yaml", "mall.yaml:6:24"}, {"mall.csv", "mall.csv:2:34"}, {"mall.jsonl", "mall.jsonl:1:121"}};
    for (const auto& [file, place] : faults) {
        const auto refused = bench.run({"apply", file});
        INFO(refused.err);
        CHECK(refused.exit_code == 3);
        CHECK_THAT(refused.err, Catch::Contains(place) && Catch::Contains("M003"));
    }
}
