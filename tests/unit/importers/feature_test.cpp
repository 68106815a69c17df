#include "importers/features/feature.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "core/error.hpp"
#include "tests/unit/importers/samples.hpp"

using namespace mallctl;
using importers::features::Collection;
using importers::features::Feature;
using importers::features::Json;
using importers::features::Shape;

namespace {

Collection open(const std::string& text, const importers::features::Project& project = {}) {
    Collection collection(importers::SourceFile{"plan.geojson", "plan.geojson", text});
    collection.open(project);
    return collection;
}

// Reads all features; of one, its geometry.
std::vector<Feature> read(Collection collection, core::Diagnostics& findings) {
    std::vector<Feature> features;
    for (std::size_t i = 0; i < collection.size(); ++i) features.push_back(collection.read(i, findings));
    for (Feature& feature : features) feature.properties = {};
    return features;
}

std::vector<Feature> parse(const std::string& text, core::Diagnostics& findings) {
    return read(open(text), findings);
}

Feature parse_one(const std::string& geometry, const std::string& properties = "{}") {
    core::Diagnostics findings;
    return parse(test::collection({test::imdf_feature("unit", "u1", geometry, properties)}), findings).at(0);
}

std::string refusal(const std::string& text) {
    core::Diagnostics findings;
    try {
        parse(text, findings);
    } catch (const core::Error& error) {
        CHECK(error.fault() == core::Fault::rejected);
        CHECK_FALSE(error.advice().empty());
        CHECK(std::string(error.what()).find("plan.geojson") != std::string::npos);
        return error.what();
    }
    return {};
}

std::string point(const std::string& coordinates) {
    return test::collection(
        {test::imdf_feature("amenity", "m1", R"({"type":"Point","coordinates":)" + coordinates + "}", "{}")});
}

}  // namespace

TEST_CASE("each geometry class is read with all its parts") {
    CHECK(parse_one("null").shape == Shape::none);
    CHECK(parse_one(R"({"type":"Point","coordinates":[8,49,100]})").points ==
          std::vector<core::Point>{{8, 49}});
    CHECK(parse_one(R"({"type":"MultiLineString","coordinates":[[[8,49],[9,49]],[[8,50],[9,50]]]})")
              .lines.size() == 2);
    const Feature area = parse_one(
        R"({"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]],[[[2,2],[3,2],[3,3],[2,2]]]]})");
    CHECK(area.shape == Shape::area);
    CHECK(area.area.size() == 2);
    CHECK(parse_one(R"({"type":"GeometryCollection","geometries":[]})").shape == Shape::other);
}

TEST_CASE("a polygon without a ring and a line of one point are findings, and have no geometry") {
    for (const char* geometry : {R"({"type":"Polygon","coordinates":[]})",
                                 R"({"type":"LineString","coordinates":[[0,0]]})"}) {
        INFO(geometry);
        core::Diagnostics findings;
        const auto result =
            parse(test::collection({test::imdf_feature("unit", "u1", geometry, "{}")}), findings);
        CHECK(result.at(0).shape == Shape::none);
        REQUIRE(findings.size() == 1);
        CHECK(findings[0].code == "P001");
        CHECK(findings[0].feature == "u1");
    }
}

TEST_CASE("rings that are open, flat, clockwise or cross themselves stay as drawn, for repair to mend") {
    const auto drawn = [](const std::string& ring) {
        const Feature feature = parse_one(R"({"type":"Polygon","coordinates":[)" + ring + "]}");
        CHECK(feature.shape == Shape::area);
        return feature.area.at(0).rings.at(0);
    };
    CHECK(drawn("[[0,0],[1,0],[1,1],[0,1]]") == core::Ring{{0, 0}, {1, 0}, {1, 1}, {0, 1}});
    CHECK(drawn("[[0,0],[1,0],[0,0]]") == core::Ring{{0, 0}, {1, 0}, {0, 0}});
    CHECK(drawn("[[0,0],[0,1],[1,1],[0,0]]") == core::Ring{{0, 0}, {0, 1}, {1, 1}, {0, 0}});
    CHECK(drawn("[[0,0],[4,4],[4,0],[0,4],[0,0]]").size() == 5);
    CHECK(drawn("[]").empty());
}

TEST_CASE("what is no number is refused by the word and its place") {
    CHECK(refusal(point("[NaN, 49]")).find("NaN is no number (line 1") != std::string::npos);
    CHECK(refusal(point("[8, -Infinity]")).find("Infinity") != std::string::npos);
    CHECK_FALSE(refusal(point("[1e999, 49]")).empty());
    CHECK_FALSE(refusal(point("[\"8\", 49]")).empty());
    CHECK_FALSE(refusal(point("[null, 49]")).empty());
    CHECK_FALSE(refusal(point("[8]")).empty());
    CHECK_FALSE(refusal(point("8")).empty());
}

TEST_CASE("a NUL in a text is refused, as no database stores it") {
    const std::string message =
        refusal(R"({"type":"Feature","properties":{"name":"a\u0000b"},"geometry":null})");
    CHECK(message.find("NUL") != std::string::npos);
}

TEST_CASE("a coordinate that is no place on Earth is refused with its feature") {
    for (const char* bad : {"[181, 0]", "[0, 91]", "[0, -90.5]", "[1e300, 0]", "[468123.4, 5480321.9]"}) {
        const std::string message = refusal(point(bad));
        INFO(message);
        CHECK(message.find("feature 1 (m1)") != std::string::npos);
    }
    CHECK(refusal(point("[180, -90]")).empty());
}

TEST_CASE("a display point is checked like any coordinate") {
    const std::string bad = R"({"display_point":{"type":"Point","coordinates":[8, 1000]}})";
    CHECK_FALSE(
        refusal(test::collection({test::imdf_feature("unit", "u1", test::square(0, 0), bad)})).empty());
    const Feature good = parse_one("null", R"({"display_point":{"type":"Point","coordinates":[8, 49]}})");
    CHECK(good.display_point == core::Point{8, 49});
}

TEST_CASE("text that is not JSON or not GeoJSON is refused") {
    const std::string whole =
        test::collection({test::imdf_feature("unit", "u1", test::square(0, 0), R"({"name":"a\"b"})")});
    for (std::size_t length = 0; length < whole.size(); ++length) {
        if (refusal(whole.substr(0, length)).empty()) FAIL_CHECK("accepted when cut at " << length);
    }
    CHECK(refusal(whole.substr(0, 60)).find("ends too early") != std::string::npos);
    CHECK_FALSE(refusal("[]").empty());
    CHECK_FALSE(refusal(R"({"type":"Topology"})").empty());
    CHECK_FALSE(refusal(R"({"type":"FeatureCollection","features":7})").empty());
    CHECK_FALSE(refusal(R"({"type":"FeatureCollection","features":[7]})").empty());
    CHECK_FALSE(refusal(test::collection(
                            {test::imdf_feature("unit", "u", R"({"type":"Curve","coordinates":[]})", "{}")}))
                    .empty());
    CHECK_FALSE(refusal("{\"type\":\"FeatureCollection\",\"name\":\"\xC3\x28\",\"features\":[]}").empty());
}

TEST_CASE("a depth bomb is refused, however deep") {
    const std::string open(100'000, '[');
    CHECK(refusal(open).find("nested more than 64") != std::string::npos);
    CHECK_FALSE(refusal(open + std::string(100'000, ']')).empty());
    std::string objects;
    for (int i = 0; i < 50'000; ++i) objects += R"({"a":)";
    CHECK_FALSE(refusal(objects).empty());
}

TEST_CASE("a crs other than WGS 84 is refused unless a projection is given") {
    const auto with_crs = [](const char* name) {
        return fmt::format(
            R"({{"type":"FeatureCollection","crs":{{"type":"name","properties":{{"name":"{}"}}}},"features":[]}})",
            name);
    };
    CHECK(refusal(with_crs("urn:ogc:def:crs:OGC:1.3:CRS84")).empty());
    CHECK(refusal(with_crs("urn:ogc:def:crs:EPSG::25832")).find("25832") != std::string::npos);
    core::Diagnostics findings;
    const auto shrink = [](core::Point p) { return core::Point{p.x / 1e5, p.y / 1e6}; };
    const auto result = read(open(point("[468123, 5480321]"), shrink), findings);
    CHECK(result.at(0).points.at(0).x == Approx(4.68123));
}

TEST_CASE("properties are read by type, and other types are as if absent") {
    Collection collection = open(test::collection({test::imdf_feature(
        "unit", "u1", "null",
        R"({"name":{"en":"Hall","de":"","fr":7},"plain":"x","empty":"","n":3,"f":1.5,"big":1e300,"b":true,"l":["a",1,"b"],"z":null})")}));
    core::Diagnostics findings;
    const Feature feature = collection.read(0, findings);
    const Json& it = feature.properties;
    CHECK(it.names("name") == core::Names{{"en", "Hall"}});
    CHECK(it.names("plain") == core::Names{{"", "x"}});
    CHECK(it.names("empty").empty());
    CHECK(it.text("n") == "3");
    CHECK_FALSE(it.text("empty"));
    CHECK(it.integer("n") == 3);
    CHECK_FALSE(it.integer("f"));
    CHECK_FALSE(it.integer("big"));
    CHECK(it.number("f") == 1.5);
    CHECK(it.boolean("b") == true);
    CHECK_FALSE(it.boolean("n"));
    CHECK(it.texts("l") == std::vector<std::string>{"a", "b"});
    CHECK_FALSE(it.has("z"));
    CHECK_FALSE(it.has("absent"));
    CHECK(it.item(0).kind() == Json::Kind::null);
    CHECK(it.item(0).keys().empty());
    CHECK(Json::parse({"", "", R"({"b":1,"a":{"c":2}})"}).keys() == std::vector<std::string>{"a", "b"});
}
