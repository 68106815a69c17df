// The sample mall is one plan in three formats: what is imported from each must be the same.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "core/local_frame.hpp"
#include "importers/importer.hpp"
#include "plan/connectors.hpp"
#include "tests/support/paths.hpp"

using namespace mallctl;

namespace {

constexpr double millimetre = 0.001;

plan::Plan import_sample(const char* source) {
    importers::ImportRequest request;
    request.sources = {test::source_dir() / "samples/riverside" / source};
    auto result = importers::import_plan(request);
    for (const auto& finding : result.findings) INFO(core::to_line(finding));
    CHECK(result.findings.empty());
    plan::infer_connectors(result.plan, result.findings);
    CHECK(result.findings.empty());
    return std::move(result.plan);
}

// The corners of a feature in metres, rounded to the millimetre, in one order whatever ring they begin in.
std::vector<core::Point> corners(const core::MultiPolygon& geometry) {
    static const core::LocalFrame frame({8.5624, 49.4581});
    std::vector<core::Point> points;
    for (const auto& polygon : geometry) {
        for (const auto& ring : polygon.rings) {
            for (std::size_t i = 0; i + 1 < ring.size(); ++i) points.push_back(frame.to_local(ring[i]));
        }
    }
    std::sort(points.begin(), points.end(), [](core::Point a, core::Point b) {
        const auto key = [](core::Point p) {
            return std::pair(std::llround(p.x * 100), std::llround(p.y * 100));
        };
        return key(a) < key(b);
    });
    return points;
}

bool same(const std::vector<core::Point>& a, const std::vector<core::Point>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](core::Point p, core::Point q) {
        return std::abs(p.x - q.x) < millimetre && std::abs(p.y - q.y) < millimetre;
    });
}

bool same_geometry(const core::MultiPolygon& a, const core::MultiPolygon& b) {
    return same(corners(a), corners(b));
}

std::string described(const plan::Plan& plan, const plan::Unit& unit) {
    return plan.levels[unit.level].short_name + " " + unit.category + " " + unit.ref + " " +
           core::pick_name(unit.name, {"en"});
}

// Every unit of `a` has exactly one of `b` with the same description and shape.
void check_units(const plan::Plan& a, const plan::Plan& b) {
    for (const auto& unit : a.units) {
        const auto twins = std::count_if(b.units.begin(), b.units.end(), [&](const plan::Unit& other) {
            return described(b, other) == described(a, unit) && same_geometry(other.geometry, unit.geometry);
        });
        if (twins != 1) FAIL_CHECK(described(a, unit) << " has " << twins << " twins");
    }
}

void check_same(const plan::Plan& a, const plan::Plan& b) {
    CHECK(a.buildings.size() == b.buildings.size());
    CHECK(a.levels.size() == b.levels.size());
    CHECK(a.units.size() == b.units.size());
    CHECK(a.openings.size() == b.openings.size());
    CHECK(a.fixtures.size() == b.fixtures.size());
    CHECK(a.amenities.size() == b.amenities.size());
    CHECK(a.kiosks.size() == b.kiosks.size());
    CHECK(a.connectors.size() == b.connectors.size());
    check_units(a, b);
    for (const auto& connector : a.connectors) {
        const auto twins = std::count_if(b.connectors.begin(), b.connectors.end(), [&](const auto& other) {
            return other.category == connector.category && other.direction == connector.direction &&
                   other.accessible == connector.accessible && other.stops.size() == connector.stops.size();
        });
        if (twins != 1) FAIL_CHECK(connector.category << " has " << twins << " twins");
    }
}

}  // namespace

TEST_CASE("the sample imports without a finding and the same from DXF, IMDF and GeoJSON") {
    const plan::Plan geojson = import_sample("geojson/riverside.geojson");
    CHECK(geojson.levels.size() == 3);
    CHECK(geojson.units.size() == 66);
    CHECK(geojson.connectors.size() == 4);
    SECTION("IMDF") {
        check_same(geojson, import_sample("imdf"));
    }
    SECTION("DXF") {
        check_same(geojson, import_sample("plan"));
    }
}
