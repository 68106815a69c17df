#include "importers/osm/osm.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "core/error.hpp"
#include "core/local_frame.hpp"
#include "tests/unit/importers/osm_xml.hpp"

using namespace mallctl;
using importers::ImportResult;
using test::osm_plan;
using test::OsmXml;

namespace {

int count(const ImportResult& result, const std::string& code) {
    return static_cast<int>(std::count_if(result.findings.begin(), result.findings.end(),
                                          [&](const auto& finding) { return finding.code == code; }));
}

double length_m(const core::LineString& line) {
    const core::LocalFrame frame(line.front());
    const core::Point end = frame.to_local(line.back());
    return std::hypot(end.x, end.y);
}

core::Error refusal(const std::string& xml) {
    try {
        osm_plan(xml);
    } catch (const core::Error& error) {
        CHECK(error.fault() == core::Fault::rejected);
        CHECK_FALSE(error.advice().empty());
        return error;
    }
    FAIL("nothing was refused");
    return {core::Fault::failed, ""};
}

}  // namespace

TEST_CASE("rooms, corridors and areas become units of IMDF's categories") {
    OsmXml xml;
    xml.square(0, 0, 1, {{"indoor", "room"}, {"level", "0"}, {"shop", "shoes"}, {"ref", "G-01"}});
    xml.square(1, 0, 1, {{"indoor", "corridor"}, {"level", "0"}, {"wheelchair", "yes"}});
    xml.square(2, 0, 1, {{"indoor", "area"}, {"level", "0"}});
    xml.square(3, 0, 1, {{"indoor", "room"}, {"level", "0"}, {"amenity", "toilets"}, {"female", "yes"}});
    xml.square(4, 0, 1, {{"indoor", "room"}, {"level", "0"}, {"access", "private"}});
    xml.square(5, 0, 1, {{"indoor", "room"}, {"level", "0"}, {"amenity", "cafe"}});
    xml.square(9, 9, 1, {{"building", "yes"}});
    xml.square(7, 7, 1, {{"landuse", "grass"}, {"level", "0"}});
    const ImportResult result = osm_plan(xml.text());
    CHECK(result.plan.format == "osm");
    REQUIRE(result.plan.units.size() == 6);
    const std::vector<std::string> categories{"retail",          "walkway", "unenclosedarea",
                                              "restroom.female", "room",    "foodservice"};
    for (std::size_t i = 0; i < categories.size(); ++i) CHECK(result.plan.units[i].category == categories[i]);
    CHECK(result.plan.units[0].source_id == "way/1");
    CHECK(result.plan.units[0].ref == "G-01");
    CHECK(result.plan.units[1].accessibility == std::vector<std::string>{"wheelchair"});
    CHECK(result.plan.units[4].restriction == "employeesonly");
    CHECK(result.plan.buildings.empty());
    CHECK(result.findings.empty());
}

TEST_CASE("a multipolygon keeps its hole") {
    OsmXml xml;
    const int outer = xml.square(0, 0, 4, {});
    const int inner = xml.square(1, 1, 1, {});
    xml.multipolygon(outer, inner, {{"indoor", "area"}, {"level", "0"}, {"name", "Hall"}});
    const ImportResult result = osm_plan(xml.text());
    REQUIRE(result.plan.units.size() == 1);
    CHECK(result.plan.units[0].source_id == "relation/1");
    REQUIRE(result.plan.units[0].geometry.size() == 1);
    CHECK(result.plan.units[0].geometry[0].rings.size() == 2);
}

TEST_CASE("half a floor is a level of its own, and a room on several levels one unit on each") {
    OsmXml xml;
    xml.square(0, 0, 1, {{"indoor", "room"}, {"level", "0.5"}});
    xml.square(1, 0, 1, {{"indoor", "room"}, {"level", "0"}, {"repeat_on", "1-2"}});
    xml.square(2, 0, 1, {{"indoor", "corridor"}, {"level", "-1"}, {"level:ref", "U1"}});
    const ImportResult result = osm_plan(xml.text());
    REQUIRE(result.plan.levels.size() == 5);
    std::vector<std::pair<int, std::string>> levels;
    for (const auto& level : result.plan.levels) levels.emplace_back(level.ordinal, level.short_name);
    CHECK(levels ==
          std::vector<std::pair<int, std::string>>{{-1, "U1"}, {0, "0"}, {1, "0.5"}, {2, "1"}, {3, "2"}});
    std::vector<std::string> ids;
    for (const auto& unit : result.plan.units) ids.push_back(unit.source_id);
    CHECK(ids == std::vector<std::string>{"way/1", "way/2@0", "way/2@1", "way/2@2", "way/3"});
}

TEST_CASE("a door node is a line along the ring, as wide as it says and no longer than its wall") {
    OsmXml xml;
    xml.node(0.5, 0, {{"door", "hinged"}, {"width", "1.4"}, {"wheelchair", "no"}});
    xml.node(1, 1, {{"door", "yes"}});
    xml.node(0, 0.05, {{"entrance", "main"}});
    xml.square(0, 0, 1, {{"indoor", "room"}, {"level", "0"}});
    xml.way({{1, 0}, {1, 1}, {2, 1}, {2, 0}, {1, 0}}, {{"indoor", "corridor"}, {"level", "0"}});
    const ImportResult result = osm_plan(xml.text());
    REQUIRE(result.plan.openings.size() == 3);
    const auto& [middle, corner, beside] =
        std::tie(result.plan.openings[0], result.plan.openings[1], result.plan.openings[2]);
    CHECK(length_m(middle.geometry) == Approx(1.4).epsilon(0.01));
    CHECK(middle.width_m == 1.4);
    CHECK_FALSE(middle.accessible);
    CHECK(middle.source_id == "node/1");
    for (const core::Point& point : middle.geometry) CHECK(point.y == Approx(49.4).margin(1e-9));
    // The corner is on both rings: the door lies in the wall between them.
    CHECK(length_m(corner.geometry) == Approx(0.9).epsilon(0.01));
    for (const core::Point& point : corner.geometry) CHECK(point.x == Approx(8.5001).margin(1e-9));
    // On no ring, but on a wall: half a metre from the corner, which it must not leave.
    CHECK(beside.category == "pedestrian.principal");
    for (const core::Point& point : beside.geometry) {
        CHECK(point.x == Approx(8.5).margin(1e-9));
        CHECK(point.y >= 49.4 - 1e-9);
    }
    CHECK(result.findings.empty());
}

TEST_CASE(
    "a door is on the levels that it states, on a landing on the floor below, and else on all of its room") {
    OsmXml xml;
    xml.node(0.5, 0, {{"door", "yes"}, {"level", "1"}, {"repeat_on", "2"}});
    xml.node(1, 0, {{"door", "yes"}, {"level", "1.5"}});
    xml.node(1, 1, {{"door", "yes"}});
    xml.node(0, 1, {{"entrance", "yes"}});
    xml.node(8, 8, {{"door", "yes"}, {"level", "0"}});
    xml.node(9, 9, {{"entrance", "yes"}});
    xml.square(0, 0, 1, {{"indoor", "room"}, {"level", "0-2"}});
    const ImportResult result = osm_plan(xml.text());
    std::vector<std::string> ids;
    for (const auto& opening : result.plan.openings) ids.push_back(opening.source_id);
    CHECK(ids == std::vector<std::string>{"node/1@1", "node/1@2", "node/2", "node/3@0", "node/3@1",
                                          "node/3@2", "node/4"});
    CHECK(result.plan.openings[2].level == 1);
    CHECK(result.plan.openings[6].level == 0);
    CHECK(count(result, "P010") == 1);
}

TEST_CASE("an exit is passed from inside only, whichever way its ring was drawn") {
    for (const bool clockwise : {false, true}) {
        OsmXml xml;
        xml.node(0.5, 0, {{"entrance", "exit"}, {"door", "yes"}, {"level", "0"}});
        if (clockwise) {
            xml.way({{0, 0}, {0, 1}, {1, 1}, {1, 0}, {0.5, 0}, {0, 0}}, {{"indoor", "room"}, {"level", "0"}});
        } else {
            xml.square(0, 0, 1, {{"indoor", "room"}, {"level", "0"}});
        }
        const ImportResult result = osm_plan(xml.text());
        REQUIRE(result.plan.openings.size() == 1);
        CHECK(result.plan.openings[0].one_way);
        // The room is on the left of its southern wall when that is walked eastwards.
        CHECK(result.plan.openings[0].geometry.front().x < result.plan.openings[0].geometry.back().x);
    }
}

TEST_CASE("lifts, stairs and escalators join the levels that they state") {
    OsmXml xml;
    for (const char* level : {"0", "1", "2"}) {
        xml.square(0, 0, 8, {{"indoor", "corridor"}, {"level", level}});
    }
    xml.square(1, 1, 1, {{"indoor", "room"}, {"highway", "elevator"}, {"level", "0-2"}});
    xml.node(1.25, 1.25, {{"highway", "elevator"}, {"level", "0;1;2"}});
    xml.node(5, 5, {{"highway", "elevator"}, {"level", "0;2"}, {"wheelchair", "no"}});
    xml.way({{3, 1}, {3, 3}},
            {{"highway", "steps"}, {"level", "0;1"}, {"conveying", "forward"}, {"incline", "down"}});
    xml.way({{4, 1}, {4, 3}}, {{"highway", "steps"}, {"level", "1;2"}, {"conveying", "yes"}});
    xml.way({{6, 1}, {6, 3}}, {{"highway", "steps"}, {"level", "0;1"}, {"incline", "up"}});
    xml.node(6, 6, {{"highway", "elevator"}, {"level", "0"}});
    xml.way({{9, 1}, {9, 3}}, {{"highway", "steps"}, {"level", "7;8"}});
    const ImportResult result = osm_plan(xml.text());
    REQUIRE(result.plan.connectors.size() == 5);
    const auto& shaft = result.plan.connectors[0];
    CHECK(shaft.category == "elevator");
    CHECK(shaft.accessible);
    REQUIRE(shaft.stops.size() == 3);
    CHECK(shaft.stops[2].unit);
    const auto find = [&](const std::string& id) {
        return *std::find_if(result.plan.connectors.begin(), result.plan.connectors.end(),
                             [&](const auto& connector) { return connector.source_id == id; });
    };
    // Drawn downwards, so its first point is on the upper floor and it runs down.
    CHECK(find("way/5").direction == plan::Direction::down);
    CHECK(find("way/5").stops.front().point.y > find("way/5").stops.back().point.y);
    CHECK(find("way/6").direction == plan::Direction::both);
    CHECK(find("way/7").category == "stairs");
    CHECK(find("way/7").stops.front().point.y < find("way/7").stops.back().point.y);
    CHECK_FALSE(result.plan.connectors.back().accessible);
    CHECK(count(result, "P069") == 1);
    CHECK(count(result, "P022") == 1);
}

TEST_CASE("who trades is an occupant with its hours, and what stands there an amenity") {
    OsmXml xml;
    xml.square(0, 0, 1,
               {{"indoor", "room"},
                {"level", "0;1"},
                {"shop", "books"},
                {"name", "Lesen"},
                {"name:en", "Read"},
                {"opening_hours", "Mo-Sa 10:00-20:00"},
                {"contact:phone", "+49 1"},
                {"website", "https://example.org"}});
    xml.square(1, 0, 1, {{"indoor", "room"}, {"level", "0"}});
    xml.square(2, 0, 1, {{"indoor", "room"}, {"level", "0"}, {"shop", "vacant"}, {"name", "Nobody"}});
    xml.node(1.25, 0.25, {{"shop", "bakery"}, {"name", "Brot"}, {"level", "0"}});
    xml.node(2.25, 0.25, {{"amenity", "bench"}, {"level", "0"}});
    xml.node(7, 7, {{"shop", "kiosk"}, {"name", "Alone"}, {"level", "0"}});
    xml.node(7, 8, {{"amenity", "atm"}, {"level", "5"}, {"indoor", "yes"}});
    xml.node(8, 8, {{"amenity", "bench"}});
    const ImportResult result = osm_plan(xml.text());
    REQUIRE(result.plan.occupants.size() == 3);
    const auto& books = result.plan.occupants[0];
    CHECK(books.name == core::Names{{"", "Lesen"}, {"en", "Read"}});
    CHECK(books.category == "books");
    CHECK(books.hours == "Mo-Sa 10:00-20:00");
    CHECK(books.phone == "+49 1");
    CHECK(books.website == "https://example.org");
    REQUIRE(books.unit);
    CHECK(result.plan.units[*books.unit].source_id == "way/1@0");
    REQUIRE(result.plan.occupants[1].unit);
    CHECK(result.plan.units[*result.plan.occupants[1].unit].category == "retail");
    CHECK_FALSE(result.plan.occupants[2].unit);
    REQUIRE(result.plan.amenities.size() == 1);
    CHECK(result.plan.amenities[0].category == "seat");
    CHECK(result.plan.amenities[0].units.size() == 1);
    CHECK(count(result, "P083") == 1);
    CHECK(count(result, "P082") == 1);
}

TEST_CASE("the building around the rooms is theirs, and walls and outlines are drawn") {
    OsmXml xml;
    xml.square(0, 0, 8, {{"building", "train_station"}, {"name", "Station"}});
    xml.square(1, 1, 1, {{"indoor", "room"}, {"level", "0"}});
    xml.square(0, 0, 8, {{"indoor", "level"}, {"level", "0"}, {"name", "Concourse"}});
    xml.way({{3, 3}, {4, 3}, {4, 4}, {3, 3}}, {{"indoor", "wall"}, {"level", "0"}});
    xml.square(20, 20, 2, {{"building", "house"}});
    const ImportResult result = osm_plan(xml.text());
    REQUIRE(result.plan.buildings.size() == 1);
    CHECK(result.plan.buildings[0].category == "transit.train");
    CHECK(core::pick_name(result.plan.name) == "Station");
    REQUIRE(result.plan.footprints.size() == 1);
    CHECK(result.plan.levels[0].building == 0);
    CHECK(result.plan.levels[0].outline.size() == 1);
    CHECK(core::pick_name(result.plan.levels[0].name) == "Concourse");
    REQUIRE(result.plan.walls.size() == 1);
    CHECK(result.plan.walls[0].lines[0].size() == 4);
}

TEST_CASE("what is indoors and not read is named, with a level that cannot be and a room without one") {
    OsmXml xml;
    xml.square(0, 0, 1, {{"indoor", "room"}});
    xml.square(1, 0, 1, {{"indoor", "room"}, {"level", "0-999999999"}});
    xml.way({{3, 3}, {4, 3}}, {{"indoor", "pathway"}, {"level", "0"}});
    xml.node(5, 5, {{"indoor", "yes"}, {"level", "0"}});
    const ImportResult result = osm_plan(xml.text());
    CHECK(result.plan.units.size() == 1);
    CHECK(count(result, "P017") == 1);
    CHECK(count(result, "P081") == 1);
    CHECK(count(result, "P080") == 2);
    std::set<std::string> features;
    for (const auto& finding : result.findings) features.insert(finding.feature);
    CHECK(features == std::set<std::string>{"way/1", "way/2", "way/3", "node/11"});
}

TEST_CASE("an open ring of a room is handed over as it was drawn") {
    OsmXml xml;
    xml.way({{0, 0}, {1, 0}, {1, 1}, {0, 1}}, {{"indoor", "room"}, {"level", "0"}});
    const ImportResult result = osm_plan(xml.text());
    REQUIRE(result.plan.units.size() == 1);
    CHECK(result.plan.units[0].geometry[0].rings[0].size() == 4);
}

TEST_CASE("a file without rooms, damaged, or with entities is refused") {
    OsmXml outdoors;
    outdoors.square(0, 0, 1, {{"building", "yes"}});
    CHECK(std::string(refusal(outdoors.text()).what()).find("no indoor rooms") != std::string::npos);
    OsmXml xml;
    xml.square(0, 0, 1, {{"indoor", "room"}, {"level", "0"}});
    const std::string text = xml.text();
    refusal(text.substr(0, text.size() / 2));
    const std::string bomb = "<!DOCTYPE osm [<!ENTITY a \"aaaa\">]>" + text;
    CHECK(std::string(refusal(bomb).what()).find("entities") != std::string::npos);
    std::string far = text;
    far.replace(far.find("lon=\"8.5"), 8, "lon=\"888");
    refusal(far);
}

TEST_CASE("ids that an editor gives before an upload, and ways before their nodes, are read") {
    OsmXml xml;
    xml.node(0.5, 0, {{"door", "yes"}});
    xml.square(0, 0, 1, {{"indoor", "room"}, {"level", "0"}});
    std::string text = xml.text();
    for (const char* id : {"id=\"3\"", "ref=\"3\""}) {
        const std::size_t at = text.find(id);
        text.replace(at, std::string(id).size(), std::string(id).replace(std::string(id).find('3'), 1, "-3"));
    }
    const std::size_t way = text.find("<way");
    const std::size_t way_end = text.find("</osm>");
    const std::size_t first_node = text.find("<node");
    const std::string swapped = text.substr(0, first_node) + text.substr(way, way_end - way) +
                                text.substr(first_node, way - first_node) + "</osm>";
    for (const std::string& variant : {text, swapped}) {
        const ImportResult result = osm_plan(variant);
        REQUIRE(result.plan.units.size() == 1);
        CHECK(result.plan.units[0].geometry[0].rings[0].size() == 6);
        CHECK(result.plan.openings.size() == 1);
    }
}
