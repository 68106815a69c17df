// OpenStreetMap: files as they reach GDAL, and the plan that is made of their elements.
#include <cmath>

#include "importers/osm/guard.hpp"
#include "importers/osm/hstore.hpp"
#include "importers/osm/levels.hpp"
#include "importers/osm/osm.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace mallctl;
using namespace mallctl::importers;

void require_on_earth(const core::LineString& line) {
    for (const core::Point& point : line)
        fuzz::require(std::abs(point.x) <= 180 && std::abs(point.y) <= 90, "a point is on Earth");
}

void require_sound(const plan::Plan& plan) {
    for (const plan::Unit& unit : plan.units) {
        fuzz::require(unit.level < plan.levels.size(), "a unit has a level");
        for (const core::Polygon& polygon : unit.geometry) {
            for (const core::Ring& ring : polygon.rings) require_on_earth(ring);
        }
    }
    for (const plan::Opening& opening : plan.openings) {
        fuzz::require(opening.geometry.size() >= 2, "a door is a line");
        fuzz::require(opening.level < plan.levels.size(), "a door has a level");
    }
    for (const plan::Connector& connector : plan.connectors) {
        fuzz::require(connector.stops.size() >= 2, "a connector connects");
        for (const plan::ConnectorStop& stop : connector.stops)
            fuzz::require(!stop.unit || *stop.unit < plan.units.size(), "a stop's unit is there");
    }
    for (std::size_t i = 1; i < plan.levels.size(); ++i)
        fuzz::require(plan.levels[i - 1].ordinal < plan.levels[i].ordinal, "levels ascend");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text = fuzz::to_text(data, size);
    if (const auto levels = osm::parse_levels(text)) {
        fuzz::require(!levels->empty() && levels->size() <= 401, "levels are bounded");
        for (const double level : *levels)
            fuzz::require(std::abs(level) <= osm::max_level, "levels are near");
    }
    osm::parse_hstore(text);
    fuzz::require(osm::in_order(osm::in_order(text)) == osm::in_order(text), "what is in order stays so");
    const bool pbf = size > 4 && data[0] == 0;
    const SourceFile file{"plan.osm", "plan.osm", text};
    if (!pbf && text.find("<osm") == std::string::npos) return 0;
    const auto elements = fuzz::attempt([&] { return osm::read_elements(file, pbf); });
    if (!elements) return 0;
    const auto result = fuzz::attempt([&] { return osm::make_plan(*elements, file.label); });
    if (result) require_sound(result->plan);
    return 0;
}
