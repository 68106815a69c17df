#include "importers/geojson/geojson.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "core/error.hpp"
#include "importers/geojson/level_book.hpp"
#include "tests/unit/importers/samples.hpp"

using namespace mallctl;
using importers::ImportResult;
using test::square;

namespace {

std::string feature(const std::string& id, const std::string& geometry, const std::string& properties) {
    return fmt::format(R"({{"type":"Feature","id":"{}","geometry":{},"properties":{}}})", id, geometry,
                       properties);
}

struct Source {
    std::string path;
    std::vector<std::string> features;
};

ImportResult read(const std::vector<Source>& sources, const importers::mapping::Mapping* mapping = nullptr) {
    std::vector<importers::features::Collection> files;
    for (const Source& source : sources) {
        files.emplace_back(
            importers::SourceFile{source.path, source.path, test::collection(source.features)});
        files.back().open({});
    }
    return importers::geojson::read_geojson(files, mapping);
}

std::size_t count(const ImportResult& result, const std::string& code) {
    return static_cast<std::size_t>(
        std::count_if(result.findings.begin(), result.findings.end(),
                      [&](const core::Diagnostic& finding) { return finding.code == code; }));
}

const std::string line = R"({"type":"LineString","coordinates":[[8.5,49.4],[8.5,49.4001]]})";
const std::string point = R"({"type":"Point","coordinates":[8.50005,49.40005]})";
const std::string ground =
    feature("G", square(0, 0, 4),
            R"({"class":"level","ordinal":0,"short_name":"G","building":"House","elevation":1.5})");
const std::string first =
    feature("1", square(0, 0, 4), R"({"class":"level","ordinal":1,"short_name":"1","building":"House"})");

}  // namespace

TEST_CASE("every class of feature is read with its properties") {
    const ImportResult result = read(
        {{"plan.geojson",
          {ground, first,
           feature(
               "u", square(0, 0),
               R"({"class":"unit","level":"G","category":"retail","ref":"G-01","name":{"en":"Bakery"},"restriction":"restricted"})"),
           feature("e", square(1, 0),
                   R"({"class":"unit","level":1,"category":"escalator","direction":"up"})"),
           feature("o", line,
                   R"({"class":"opening","level":"G","width":0.9,"accessible":false,"one_way":true})"),
           feature("w", line, R"({"class":"wall","level":"G"})"),
           feature("f", square(2, 0), R"({"class":"fixture","level":"G","category":"obstruction"})"),
           feature("s", square(2, 0), R"({"class":"section","level":"G","category":"food"})"),
           feature("k", square(3, 0), R"({"class":"kiosk","level":"G"})"),
           feature("a", point,
                   R"({"class":"amenity","level":"G","category":"restroom","units":["G-01"]})")}}});
    const plan::Plan& plan = result.plan;
    CHECK(result.findings.empty());
    CHECK(plan.format == "geojson");
    REQUIRE(plan.levels.size() == 2);
    CHECK(plan.levels[0].elevation_m == 1.5);
    REQUIRE(plan.buildings.size() == 1);
    CHECK(plan.levels[1].building == plan::BuildingIndex{0});
    REQUIRE(plan.units.size() == 2);
    CHECK(plan.units[0].ref == "G-01");
    CHECK(plan.units[0].restriction == "restricted");
    CHECK(plan.units[1].level == 1);
    CHECK(plan.units[1].direction == plan::Direction::up);
    const plan::Opening& opening = plan.openings.at(0);
    CHECK(opening.width_m == 0.9);
    CHECK_FALSE(opening.accessible);
    CHECK(opening.one_way);
    CHECK(plan.walls.at(0).lines.size() == 1);
    CHECK(plan.fixtures.at(0).category == "obstruction");
    CHECK(plan.sections.at(0).category == "food");
    CHECK(plan.kiosks.size() == 1);
    CHECK(plan.amenities.at(0).units == std::vector<plan::UnitIndex>{0});
}

TEST_CASE("a stated connector has its stops in ascending order, by unit id or ref") {
    const ImportResult result = read(
        {{"plan.geojson",
          {feature("c", point, R"({"class":"connector","category":"escalator","direction":"down","wait":5,
                                 "stops":[{"level":"1","unit":"E-1"},{"level":"G","unit":"e0"}]})"),
           ground, first,
           feature("e0", square(0, 0), R"({"class":"unit","level":"G","category":"escalator"})"),
           feature("e1", square(0, 0),
                   R"({"class":"unit","level":"1","category":"escalator","ref":"E-1"})")}}});
    REQUIRE(result.plan.connectors.size() == 1);
    const plan::Connector& connector = result.plan.connectors[0];
    CHECK(connector.direction == plan::Direction::down);
    CHECK(connector.wait_s == 5);
    CHECK_FALSE(connector.accessible);
    REQUIRE(connector.stops.size() == 2);
    CHECK(connector.stops[0].unit == plan::UnitIndex{0});
    CHECK(connector.stops[1].unit == plan::UnitIndex{1});
}

TEST_CASE("a connector with a stop that is not there is left out with findings") {
    const ImportResult result = read(
        {{"plan.geojson",
          {ground,
           feature(
               "c", point,
               R"({"class":"connector","category":"stairs","stops":[{"level":"G","unit":"x"},{"level":"9x"}]})")}}});
    CHECK(result.plan.connectors.empty());
    CHECK(count(result, "P052") == 2);
    CHECK(count(result, "P022") == 1);
}

TEST_CASE("an ordinal alone makes a level, which lacks an outline") {
    const ImportResult result =
        read({{"x.geojson", {feature("u", square(0, 0), R"({"class":"unit","level":2})")}}});
    REQUIRE(result.plan.levels.size() == 1);
    CHECK(result.plan.levels[0].ordinal == 2);
    CHECK(count(result, "P073") == 1);
}

TEST_CASE("a feature of an unknown level, or of none, is an error") {
    const ImportResult result =
        read({{"x.geojson",
               {ground, first, feature("u", square(0, 0), R"({"class":"unit","level":"attic"})"),
                feature("v", square(0, 0), R"({"class":"unit"})")}}});
    CHECK(result.plan.units.empty());
    CHECK(count(result, "P052") == 1);
    CHECK(count(result, "P017") == 1);
    CHECK(core::has_errors(result.findings));
}

TEST_CASE("a file's only level, its name or its folder's name gives features their level") {
    CHECK(read({{"x.geojson", {ground, feature("u", square(0, 0), R"({"class":"unit"})")}}})
              .plan.units.at(0)
              .level == 0);
    const ImportResult named =
        read({{"F1.geojson", {feature("u", square(0, 0), R"({"class":"unit"})")}},
              {"B1/map.geojson", {feature("v", square(0, 0), R"({"class":"unit"})")}}});
    CHECK(named.plan.levels.at(named.plan.units.at(0).level).ordinal == 0);
    CHECK(named.plan.levels.at(named.plan.units.at(1).level).ordinal == -1);
    CHECK(named.plan.levels.at(1).short_name == "B1");
}

TEST_CASE("level names are told from other names") {
    using importers::geojson::ordinal_of_name;
    CHECK(ordinal_of_name("F1") == 0);
    CHECK(ordinal_of_name("f12") == 11);
    CHECK(ordinal_of_name("B2") == -2);
    CHECK(ordinal_of_name("EG") == 0);
    CHECK(ordinal_of_name("-3") == -3);
    for (const char* other : {"", "F", "F0", "F-1", "Floor", "B1b", "F99999999999", "1.5", "map"}) {
        INFO(other);
        CHECK_FALSE(ordinal_of_name(other));
    }
}

TEST_CASE("a mapping gives files their levels and features their classes") {
    const auto mapping = importers::mapping::parse_mapping(R"(
building: {name: {en: Tower}}
files:
  - {file: upper.geojson, level: {ordinal: 3, short_name: U, name: {en: Upper}, elevation: 12}}
layers:
  - {layer: floor, class: outline}
  - {layer: "5d35*", class: unit, category: foodservice}
  - {layer: secret, class: ignore}
)",
                                                           "plans/mapping.yaml");
    const ImportResult result =
        read({{"plans/upper.geojson",
               {feature("f", square(0, 0, 4), R"({"category":"floor"})"),
                feature("u", square(0, 0), R"({"category":["5d35aa","77bb"],"name":"Noodles"})"),
                feature("x", square(1, 0), R"({"layer":"secret"})")}}},
             &mapping);
    REQUIRE(result.plan.levels.size() == 1);
    CHECK(result.plan.levels[0].short_name == "U");
    CHECK(result.plan.levels[0].elevation_m == 12.0);
    CHECK(result.plan.levels[0].outline.size() == 1);
    CHECK(result.plan.levels[0].building == plan::BuildingIndex{0});
    REQUIRE(result.plan.units.size() == 1);
    CHECK(result.plan.units[0].category == "foodservice");
    CHECK(result.plan.units[0].name == core::Names{{"", "Noodles"}});
}

TEST_CASE("features of no class are counted in one finding a file and class") {
    const ImportResult result = read({{"x.geojson",
                                       {ground, feature("1", line, "{}"), feature("2", line, "{}"),
                                        feature("3", line, R"({"class":"laser"})")}}});
    REQUIRE(count(result, "P072") == 2);
    CHECK(result.findings[0].message.find("2 features that say no class") != std::string::npos);
    CHECK(result.findings[1].message.find("laser") != std::string::npos);
}

TEST_CASE("a geometry that does not fit its class is a finding") {
    const ImportResult result = read({{"x.geojson",
                                       {ground, feature("u", point, R"({"class":"unit"})"),
                                        feature("o", square(0, 0), R"({"class":"opening"})")}}});
    CHECK(count(result, "P002") == 2);
    CHECK(result.plan.units.empty());
    CHECK(result.plan.openings.empty());
}

TEST_CASE("GeoJSON without any level is refused") {
    CHECK_THROWS_AS(read({{"x.geojson", {}}}), core::Error);
    CHECK_THROWS_AS(read({{"x.geojson", {feature("u", square(0, 0), "{}")}}}), core::Error);
}

TEST_CASE("two buildings may share a level's short name: the building tells them apart") {
    const ImportResult result = read(
        {{"x.geojson",
          {feature("a1", square(0, 0, 4), R"({"class":"level","ordinal":1,"short_name":"1","building":"A"})"),
           feature("b1", square(9, 0, 4), R"({"class":"level","ordinal":1,"short_name":"1","building":"B"})"),
           feature("u", square(9, 0), R"({"class":"unit","level":"B/1"})"),
           feature("v", square(9, 0), R"({"class":"unit","level":"b1"})")}}});
    CHECK(result.plan.units.at(0).level == 1);
    CHECK(result.plan.units.at(1).level == 1);
    CHECK(result.plan.buildings.size() == 2);
}
