// Real buildings in OpenStreetMap.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "core/local_frame.hpp"
#include "importers/importer.hpp"
#include "importers/osm/osm.hpp"
#include "tests/support/paths.hpp"

using namespace mallctl;
using importers::ImportResult;

namespace {

std::optional<ImportResult> import_shared(const char* file) {
    const auto path = test::shared_data(file);
    if (!path) {
        WARN("shared data is absent: skipped");
        return std::nullopt;
    }
    importers::ImportRequest request;
    request.sources = {*path};
    return importers::import_plan(request);
}

double distance_to_segment(core::Point p, core::Point a, core::Point b) {
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double square = dx * dx + dy * dy;
    const double t = square > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / square, 0.0, 1.0) : 0.0;
    return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

double distance_to_rings(core::Point point, const plan::Unit& unit, const core::LocalFrame& frame) {
    double least = 1e9;
    for (const core::Polygon& polygon : unit.geometry) {
        for (const core::Ring& ring : polygon.rings) {
            for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
                least = std::min(least, distance_to_segment(frame.to_local(point), frame.to_local(ring[i]),
                                                            frame.to_local(ring[i + 1])));
            }
        }
    }
    return least;
}

bool has_door(const plan::Unit& unit, const plan::Plan& plan, const core::LocalFrame& frame) {
    return std::any_of(plan.openings.begin(), plan.openings.end(), [&](const plan::Opening& opening) {
        return opening.level == unit.level &&
               std::all_of(opening.geometry.begin(), opening.geometry.end(),
                           [&](core::Point point) { return distance_to_rings(point, unit, frame) <= 0.05; });
    });
}

// Source ids without the level.
std::string element_of(const std::string& source_id) {
    return source_id.substr(0, source_id.find('@'));
}

}  // namespace

TEST_CASE("a PBF is read like the XML of the same room") {
    importers::ImportRequest request;
    request.sources = {test::source_dir() / "tests/fuzz/seeds/osm/room.osm.pbf"};
    const ImportResult result = importers::import_plan(request);
    REQUIRE(result.plan.units.size() == 1);
    CHECK(result.plan.units[0].source_id == "way/1");
    CHECK(result.plan.units[0].geometry[0].rings[0].size() == 6);
    REQUIRE(result.plan.openings.size() == 1);
    CHECK(result.plan.openings[0].source_id == "node/2");
    CHECK(result.findings.empty());
}

TEST_CASE("Dresden: of 400 rooms at least 399 arrive as polygons with a door on their ring") {
    const auto path = test::shared_data("osm/tu-dresden/APBorig.osm");
    const auto result = import_shared("osm/tu-dresden/APBorig.osm");
    if (!result || !path) return;
    std::set<std::string> rooms;
    const importers::SourceFile file{path->string(), *path, test::read_file(*path)};
    for (const auto& element : importers::osm::read_elements(file, false)) {
        if (element.is("indoor", "room")) rooms.insert(element.id);
    }
    CHECK(rooms.size() == 400);
    const core::LocalFrame frame({13.7229, 51.0254});
    std::set<std::string> arrived;
    std::set<std::string> with_door;
    for (const plan::Unit& unit : result->plan.units) {
        const std::string id = element_of(unit.source_id);
        if (!rooms.contains(id)) continue;
        REQUIRE(unit.geometry.size() == 1);
        const core::Ring& ring = unit.geometry[0].rings.at(0);
        if (ring.size() >= 4 && ring.front() == ring.back()) arrived.insert(id);
        if (has_door(unit, result->plan, frame)) with_door.insert(id);
    }
    CHECK(arrived.size() == 400);
    for (const std::string& id : rooms) {
        if (!with_door.contains(id)) WARN("without a door: " + id);
    }
    CHECK(with_door.size() >= 399);
}

TEST_CASE("Dresden: the GeoJSON that an editor exports is the same plan as the OSM file") {
    const auto xml = import_shared("osm/tu-dresden/APBorig.osm");
    const auto geojson = import_shared("osm/tu-dresden/apb.geojson");
    if (!xml || !geojson) return;
    CHECK(geojson->plan.format == "osm");
    const auto ids = [](const auto& features) {
        std::multiset<std::string> all;
        for (const auto& feature : features) all.insert(feature.source_id);
        return all;
    };
    CHECK(ids(geojson->plan.units) == ids(xml->plan.units));
    CHECK(ids(geojson->plan.openings) == ids(xml->plan.openings));
    CHECK(ids(geojson->plan.connectors) == ids(xml->plan.connectors));
    CHECK(ids(geojson->plan.amenities) == ids(xml->plan.amenities));
}

TEST_CASE("Caserne de Bonne: a mall's shops arrive with their hours, and their store has a unit") {
    const auto result = import_shared("osm/map-gl-indoor/caserne.osm");
    if (!result) return;
    const plan::Plan& plan = result->plan;
    std::set<std::string> shops;
    int with_hours = 0;
    for (const plan::Occupant& occupant : plan.occupants) {
        shops.insert(core::pick_name(occupant.name));
        with_hours += occupant.hours.empty() ? 0 : 1;
    }
    CHECK(shops.size() >= 35);
    CHECK(with_hours >= 8);
    const auto rooms = std::count_if(plan.units.begin(), plan.units.end(), [](const plan::Unit& unit) {
        return unit.category == "retail" || unit.category == "foodservice";
    });
    CHECK(rooms >= 36);
    CHECK(plan.levels.size() == 4);
    CHECK(plan.connectors.size() >= 4);
}

TEST_CASE("Darmstadt: of a station's surroundings only what is indoors makes a plan") {
    const auto result = import_shared("osm/darmstadt/da_hbf.osm");
    if (!result) return;
    CHECK(result->plan.units.size() >= 7);
    CHECK(result->plan.units.size() <= 15);
    CHECK(result->plan.occupants.size() == 6);
    for (const auto& finding : result->findings) {
        CHECK(finding.severity != core::Severity::error);
        CHECK_FALSE(finding.feature.empty());
    }
}

TEST_CASE("Gare de l'Est: shops of a station concourse arrive from GeoJSON with OSM tags") {
    const auto result = import_shared("osm/map-gl-indoor/gare-de-l-est.geojson");
    if (!result) return;
    CHECK(result->plan.format == "osm");
    CHECK(result->plan.units.size() >= 110);
    CHECK(result->plan.occupants.size() >= 39);
}
