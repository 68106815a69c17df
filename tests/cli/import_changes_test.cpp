// What an import tells of a plan that has changed: the sample mall with walls moved and shops divided.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <map>
#include <nlohmann/json.hpp>

#include "tests/support/database.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/process.hpp"

using namespace mallctl;
using nlohmann::json;

namespace {

json& unit(json& plan, const std::string& ref) {
    for (json& feature : plan["features"]) {
        if (feature["properties"].value("ref", "") == ref) return feature;
    }
    throw std::logic_error("the sample has no unit " + ref);
}

// The four corners of a shop, which is a parallelogram: west along the front, east, and back.
std::vector<std::array<double, 2>> corners(const json& feature) {
    return feature["geometry"]["coordinates"][0].get<std::vector<std::array<double, 2>>>();
}

void set_corners(json& feature, std::vector<std::array<double, 2>> ring) {
    ring.back() = ring.front();
    feature["geometry"]["coordinates"][0] = ring;
}

std::array<double, 2> between(std::array<double, 2> a, std::array<double, 2> b, double share) {
    return {a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])};
}

// The part of a shop between two shares of its front.
json part_of(const json& feature, double from, double to) {
    const auto ring = corners(feature);
    json part = feature;
    set_corners(part, {between(ring[0], ring[1], from),
                       between(ring[0], ring[1], to),
                       between(ring[3], ring[2], to),
                       between(ring[3], ring[2], from),
                       {}});
    return part;
}

struct Fixture {
    test::TestDatabase database;
    test::TemporaryDirectory directory;
    test::RunOptions options;
    json plan =
        json::parse(test::read_file(test::source_dir() / "samples/riverside/geojson/riverside.geojson"));

    Fixture() {
        options.environment["MALLCTL_DATABASE"] = database.url();
        options.environment["MALLCTL_NOW"] = "2026-06-01T12:00:00Z";
        const auto applied = run({"apply", (test::source_dir() / "samples/riverside").string(), "--no-plan"});
        INFO(applied.err);
        REQUIRE(applied.exit_code == 0);
        REQUIRE(import().exit_code == 0);
    }

    test::RunResult run(std::vector<std::string> arguments) const {
        return test::run_mallctl(std::move(arguments), options);
    }

    test::RunResult import(std::vector<std::string> more = {}) const {
        const auto file = directory.path() / "plan.geojson";
        test::write_file(file, plan.dump());
        std::vector<std::string> arguments{"import", file.string(), "--mall", "riverside"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(arguments);
    }

    // G-01 gets a wall 10 % further in and another name, G-02 is split, G-03 is gone, G-05 goes into G-04,
    // and a booth appears.
    void change_plan() {
        json& bakery = unit(plan, "G-01");
        bakery = part_of(bakery, 0, 0.9);
        bakery["properties"]["name"] = {{"en", "Nail Studio"}};
        json& fashion = unit(plan, "G-02");
        json second = part_of(fashion, 0.6, 1);
        fashion = part_of(fashion, 0, 0.6);
        fashion["properties"]["ref"] = "G-02A";
        second["properties"]["ref"] = "G-02B";
        second["id"] = "new-part";
        json booth = part_of(unit(plan, "G-03"), 0, 0.2);
        booth["properties"]["ref"] = "G-30";
        booth["id"] = "booth";
        json& shoes = unit(plan, "G-04");
        const auto west = corners(shoes);
        const auto east = corners(unit(plan, "G-05"));
        set_corners(shoes, {west[0], east[1], east[2], west[3], {}});
        plan["features"].push_back(second);
        plan["features"].push_back(booth);
        std::erase_if(plan["features"].get_ref<json::array_t&>(), [](const json& feature) {
            const std::string ref = feature["properties"].value("ref", "");
            return ref == "G-03" || ref == "G-05";
        });
    }
};

bool has_line(const std::string& text, const std::string& line) {
    return ("\n" + text).find("\n" + line + "\n") != std::string::npos;
}

json find(const json& list, const char* key, const std::string& value) {
    for (const json& entry : list) {
        if (entry[key] == value) return entry;
    }
    return nullptr;
}

}  // namespace

TEST_CASE(
    "a changed plan: what became of the units, and what that breaks, is told before anything is written") {
    Fixture mall;
    mall.change_plan();
    const auto dry = mall.import({"--dry-run", "--exit-code"});
    CHECK(dry.exit_code == 6);
    INFO(dry.out);
    CHECK(has_line(dry.out, "units: 61 kept, 1 resized, 1 split, 1 merged, 2 added, 2 removed"));
    CHECK(has_line(dry.out, "  split    G-02@G into G-02A@G, G-02B@G"));
    CHECK(has_line(dry.out, "  merged   G-04@G, G-05@G into G-04@G"));
    CHECK(dry.out.find(
              "  resized  G-01@G \"Nail Studio\"  191.8 to 172.6 m2, was G-01@G \"Zangolind Bakery\"\n") !=
          std::string::npos);
    CHECK(dry.out.find("  removed  G-03@G \"Pelrovik Café\"  182.0 m2\n") != std::string::npos);
    CHECK(dry.out.find("  added    G-30@G \"Pelrovik Café\"") != std::string::npos);
    for (const char* lease : {"lease-0002", "lease-0003", "lease-0004", "lease-0005"}) {
        CHECK(has_line(dry.out, std::string("  breaks   lease ") + lease + " (P076)"));
    }
    CHECK(has_line(dry.out, "  breaks   store cafe (P077)"));
    CHECK(has_line(dry.out, "dry run: nothing was kept in riverside"));
    CHECK(dry.err.find("P076") != std::string::npos);
    CHECK(dry.err.find("which is split: G-02A@G keeps its id, G-02B@G is new") != std::string::npos);

    CHECK(mall.run({"get", "unit", "--mall", "riverside"}).out.find("G-02A") == std::string::npos);
    CHECK(mall.import().exit_code == 0);
    const auto again = mall.import({"--dry-run", "--exit-code"});
    CHECK(again.exit_code == 0);
    CHECK(has_line(again.out, "units: 66 kept"));
}

TEST_CASE("a changed plan as JSON: every unit with its fate, and ids that last") {
    Fixture mall;
    const json before = json::parse(mall.import({"--dry-run", "--format", "json"}).out);
    REQUIRE(before["units"].size() == 66);
    CHECK(before["fates"]["kept"] == 66);
    mall.change_plan();
    const auto result = mall.import({"--format", "json"});
    REQUIRE(result.exit_code == 0);
    const json after = json::parse(result.out);
    CHECK(after["units"].size() == 68);
    const json split = find(after["units"], "reference", "G-02A@G");
    CHECK(split["fate"] == "split");
    CHECK(split["id"] == find(before["units"], "reference", "G-02@G")["id"]);
    CHECK(split["was_reference"] == "G-02@G");
    const json part = find(after["units"], "reference", "G-02B@G");
    CHECK(split["others"] == json::array({part["id"]}));
    CHECK(part["fate"] == "added");
    CHECK(part["others"] == json::array({split["id"]}));
    const json resized = find(after["units"], "reference", "G-01@G");
    CHECK(resized["fate"] == "resized");
    CHECK(resized["matched_by"] == "source_id");
    CHECK(resized["area_before_m2"].get<double>() == Approx(191.8).epsilon(0.001));
    CHECK(resized["area_after_m2"].get<double>() == Approx(172.62).epsilon(0.001));
    CHECK(resized["moved_m"].get<double>() == Approx(0.68).epsilon(0.01));
    CHECK(resized["was_name"]["en"] == "Zangolind Bakery");
    const json gone = find(after["units"], "reference", "G-03@G");
    CHECK(gone["fate"] == "removed");
    CHECK(gone["matched_by"] == "");
    const json lease = find(after["breaks"], "slug", "lease-0003");
    CHECK(lease["code"] == "P076");
    CHECK(lease["kind"] == "lease");
    CHECK_FALSE(lease["advice"].get<std::string>().empty());
    CHECK(after["conflicts"] == json::array());
}

TEST_CASE("the sample mall keeps its units from drawing to IMDF to GeoJSON") {
    Fixture mall;
    const auto ids = [&] {
        std::map<std::string, std::string> result;
        for (const json& it :
             json::parse(mall.run({"get", "unit", "--mall", "riverside", "--format", "json"}).out)) {
            if (it["ref"].is_null()) continue;
            result.emplace(it["ref"].get<std::string>() + "@" + it["level"].get<std::string>(), it["id"]);
        }
        return result;
    };
    const auto first = ids();
    CHECK(first.size() > 40);
    for (const char* source : {"plan", "imdf", "plan", "geojson/riverside.geojson", "imdf"}) {
        const auto path = test::source_dir() / "samples/riverside" / source;
        const auto result = mall.run({"import", path.string(), "--mall", "riverside"});
        INFO(result.err);
        REQUIRE(result.exit_code == 0);
        CHECK(has_line(result.out, "units: 66 kept"));
        CHECK(ids() == first);
    }
}

TEST_CASE("a long list of changes is cut in the table and whole in JSON") {
    Fixture mall;
    for (json& feature : mall.plan["features"]) {
        if (feature["properties"]["class"] == "unit")
            feature["properties"]["name"] = {{"en", "Under new names"}};
    }
    const auto table = mall.import({"--dry-run"});
    INFO(table.out);
    CHECK(has_line(table.out, "units: 66 kept"));
    CHECK(has_line(table.out, "  and 17 more: --format json has all"));
    CHECK(table.out.find("  renamed  G-01@G \"Zangolind Bakery\" to G-01@G \"Under new names\"\n") !=
          std::string::npos);
    CHECK(json::parse(mall.import({"--dry-run", "--format", "json"}).out)["units"].size() == 66);
}

TEST_CASE("--exit-code without --dry-run is a mistake that is told") {
    Fixture mall;
    const auto result = mall.import({"--exit-code"});
    CHECK(result.exit_code == 2);
    CHECK(result.err.find("--dry-run") != std::string::npos);
}
