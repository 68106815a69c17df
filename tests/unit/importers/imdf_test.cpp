#include "importers/imdf/imdf.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

#include "core/error.hpp"
#include "plan/connectors.hpp"
#include "plan/ids.hpp"
#include "plan/surface.hpp"
#include "tests/unit/importers/samples.hpp"

using namespace mallctl;
using importers::ImportResult;
using importers::imdf::read_imdf;
using test::collection;
using test::imdf_feature;
using test::square;

namespace {

ImportResult read(const test::Files& files) {
    return read_imdf(test::as_sources(files));
}

// The tiny archive with one file replaced.
ImportResult read_with(const std::string& name, const std::vector<std::string>& features) {
    test::Files files = test::tiny_imdf();
    files[name] = collection(features);
    return read(files);
}

const core::Diagnostic* find(const ImportResult& result, const std::string& code,
                             const std::string& feature) {
    const auto it = std::find_if(
        result.findings.begin(), result.findings.end(),
        [&](const core::Diagnostic& finding) { return finding.code == code && finding.feature == feature; });
    return it == result.findings.end() ? nullptr : &*it;
}

std::string relationship(const char* id, const char* category, const char* direction, const char* from,
                         const char* to, const char* through = "null") {
    const auto reference = [](const char* target) {
        return std::string(R"({"feature_type":"unit","id":")") + target + "\"}";
    };
    return imdf_feature("relationship", id, "null",
                        std::string(R"({"category":")") + category + R"(","direction":")" + direction +
                            R"(","origin":)" + reference(from) + R"(,"destination":)" + reference(to) +
                            R"(,"intermediary":)" + through + "}");
}

}  // namespace

TEST_CASE("an IMDF archive comes in whole") {
    const ImportResult result = read(test::tiny_imdf());
    const plan::Plan& plan = result.plan;
    CHECK(result.findings.empty());
    CHECK(plan.format == "imdf");
    CHECK(plan.name == core::Names{{"de", "Winzig"}, {"en", "Tiny"}});
    REQUIRE(plan.levels.size() == 2);
    CHECK(plan.levels[1].ordinal == 1);
    CHECK(plan.levels[1].short_name == "L1");
    CHECK(plan.levels[1].building == plan::BuildingIndex{0});
    REQUIRE(plan.units.size() == 4);
    CHECK(plan.units[0].ref == "G-01");
    CHECK(plan.units[2].ref.empty());
    CHECK(plan.units[2].level == 1);
    CHECK(plan.units[0].name.at("en") == "Room u0");
    CHECK(plan.openings.at(0).geometry.size() == 2);
    CHECK(plan.amenities.at(0).units == std::vector<plan::UnitIndex>{1});
    CHECK(plan.occupants.at(0).unit == plan::UnitIndex{0});
    CHECK(plan.occupants.at(0).phone == "+49 1");
}

TEST_CASE("files that are not part of the plan are named in a note") {
    test::Files files = test::tiny_imdf();
    files["detail.geojson"] = "not even JSON";
    files["navPath.geojson"] = collection({});
    files["address.geojson"] = collection({});  // belongs to every archive
    CHECK(read(files).notes.at("ignored files") == "detail.geojson, navPath.geojson");
}

TEST_CASE("an archive without a level is refused") {
    test::Files files = test::tiny_imdf();
    files["level.geojson"] = collection({});
    CHECK_THROWS_AS(read(files), core::Error);
    files.erase("level.geojson");
    CHECK_THROWS_AS(read(files), core::Error);
}

TEST_CASE("a level without a whole ordinal is an error, and so is what lies on it") {
    const auto result =
        read_with("level.geojson",
                  {imdf_feature("level", "l0", square(0, 0, 4), R"({"ordinal":0,"short_name":{"en":"G"}})"),
                   imdf_feature("level", "l1", square(0, 0, 4), R"({"ordinal":1.5})")});
    REQUIRE(find(result, "P053", "l1") != nullptr);
    CHECK(find(result, "P053", "l1")->severity == core::Severity::error);
    REQUIRE(find(result, "P052", "u1") != nullptr);
    CHECK(find(result, "P052", "u1")->severity == core::Severity::error);
    CHECK(result.plan.units.size() == 2);
}

TEST_CASE("a unit without level_id is an error and names its file") {
    const auto result =
        read_with("unit.geojson", {imdf_feature("unit", "u9", square(0, 0), R"({"category":"retail"})")});
    REQUIRE(find(result, "P053", "u9") != nullptr);
    CHECK(find(result, "P053", "u9")->where.file == "unit.geojson");
}

TEST_CASE("a geometry of the wrong class is a finding and the feature is left out") {
    const auto result =
        read_with("unit.geojson", {imdf_feature("unit", "u9", R"({"type":"Point","coordinates":[8.5,49.4]})",
                                                R"({"category":"retail","level_id":"l0"})")});
    REQUIRE(find(result, "P050", "u9") != nullptr);
    CHECK(result.plan.units.empty());
}

TEST_CASE("references to nothing are findings") {
    CHECK(find(read_with("anchor.geojson",
                         {imdf_feature("anchor", "a0", R"({"type":"Point","coordinates":[8.5,49.4]})",
                                       R"({"unit_id":"nope"})")}),
               "P052", "a0") != nullptr);
    CHECK(find(read_with("anchor.geojson", {}), "P052", "c0") != nullptr);
    CHECK(find(read_with("building.geojson", {}), "P052", "l0") != nullptr);
}

TEST_CASE("categories that IMDF does not know stay, with one note each") {
    const auto unit = [](const char* id) {
        return imdf_feature("unit", id, square(0, 0), R"({"category":"wardrobe","level_id":"l0"})");
    };
    const auto result = read_with("unit.geojson", {unit("x"), unit("y")});
    CHECK(result.plan.units.at(1).category == "wardrobe");
    CHECK(std::count_if(result.findings.begin(), result.findings.end(),
                        [](const core::Diagnostic& finding) { return finding.code == "P074"; }) == 1);
}

TEST_CASE("an id used twice is found when ids are assigned") {
    auto result = read_with(
        "opening.geojson",
        {imdf_feature("opening", "o", R"({"type":"LineString","coordinates":[[8.5,49.4],[8.5,49.5]]})",
                      R"({"level_id":"l0","category":"pedestrian"})"),
         imdf_feature("opening", "o", R"({"type":"LineString","coordinates":[[8.6,49.4],[8.6,49.5]]})",
                      R"({"level_id":"l0","category":"pedestrian"})")});
    plan::assign_ids(result.plan, core::mall_name_space, result.findings);
    CHECK(find(result, "P005", "o") != nullptr);
    CHECK(result.plan.openings[0].id != result.plan.openings[1].id);
}

TEST_CASE("a feature without an id is a finding") {
    const auto result = read_with(
        "unit.geojson", {imdf_feature("unit", "", square(0, 0), R"({"category":"retail","level_id":"l0"})")});
    CHECK(find(result, "P044", "") != nullptr);
}

TEST_CASE("two levels of one building with one ordinal are a finding") {
    const char* properties = R"({"ordinal":0,"short_name":{"en":"G"},"building_ids":["b"]})";
    const auto result =
        read_with("level.geojson", {imdf_feature("level", "l0", square(0, 0, 4), properties),
                                    imdf_feature("level", "l1", square(0, 0, 4), properties)});
    CHECK(find(result, "P054", "l1") != nullptr);
}

TEST_CASE("relationships are connectors: directed ones by their direction, pairs that share a unit as one") {
    auto result =
        read_with("relationship.geojson", {relationship("r1", "escalator", "directed", "u1", "u0"),
                                           relationship("r2", "elevator", "undirected", "e1", "e0"),
                                           relationship("r3", "elevator", "undirected", "e0", "e1")});
    plan::Plan& plan = result.plan;
    REQUIRE(plan.connectors.size() == 2);
    CHECK(plan.connectors[0].category == "escalator");
    CHECK(plan.connectors[0].direction == plan::Direction::down);
    CHECK(plan.connectors[0].stops.at(0).level == 0);
    CHECK(plan.connectors[1].accessible);
    CHECK(plan.connectors[1].stops.size() == 2);
    CHECK_FALSE(plan.connectors[1].inferred);
    plan::infer_connectors(plan, result.findings);
    CHECK(plan.connectors.size() == 2);
}

TEST_CASE("a lift stated pair by pair, in any order, is one connector with its stops in ascending order") {
    test::Files files = test::tiny_imdf();
    const char* level = R"({"ordinal":%,"short_name":{"en":"%"},"building_ids":["b"]})";
    std::vector<std::string> levels;
    std::vector<std::string> units;
    for (const char* ordinal : {"0", "1", "2", "3"}) {
        std::string properties = level;
        for (auto at = properties.find('%'); at != std::string::npos; at = properties.find('%')) {
            properties.replace(at, 1, ordinal);
        }
        levels.push_back(imdf_feature("level", std::string("l") + ordinal, square(0, 0, 4), properties));
        units.push_back(
            imdf_feature("unit", std::string("e") + ordinal, square(1, 0),
                         std::string(R"({"category":"elevator","level_id":"l)") + ordinal + "\"}"));
    }
    files["level.geojson"] = collection(levels);
    files["unit.geojson"] = collection(units);
    files["relationship.geojson"] = collection({relationship("r1", "elevator", "undirected", "e3", "e2"),
                                                relationship("r2", "elevator", "undirected", "e0", "e1"),
                                                relationship("r3", "elevator", "undirected", "e2", "e1")});
    const plan::Plan plan = read(files).plan;
    REQUIRE(plan.connectors.size() == 1);
    CHECK(plan.connectors[0].source_id == "r1");
    REQUIRE(plan.connectors[0].stops.size() == 4);
    for (std::size_t i = 0; i < 4; ++i) CHECK(plan.connectors[0].stops[i].level == i);
}

TEST_CASE("a directed traversal makes its door one-way, from left to right") {
    // The door runs north along the line between u0 (west) and e0 (east).
    const char* through = R"([{"feature_type":"opening","id":"o0"}])";
    const auto east =
        read_with("relationship.geojson", {relationship("r1", "traversal", "directed", "u0", "e0", through)});
    const auto west =
        read_with("relationship.geojson", {relationship("r1", "traversal", "directed", "e0", "u0", through)});
    CHECK(east.plan.openings[0].one_way);
    CHECK(west.plan.openings[0].one_way);
    CHECK(east.plan.openings[0].geometry.front().y < east.plan.openings[0].geometry.back().y);
    CHECK(west.plan.openings[0].geometry.front().y > west.plan.openings[0].geometry.back().y);
}

TEST_CASE("a nested folder counts where the levels are") {
    std::vector<importers::SourceFile> sources;
    for (importers::SourceFile file : test::as_sources(test::tiny_imdf())) {
        file.path = std::filesystem::path("a.zip/export/IMDF") / file.path.filename();
        sources.push_back(file);
    }
    CHECK(read_imdf(sources).plan.units.size() == 4);
}
