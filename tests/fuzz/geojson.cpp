// GeoJSON: the JSON reader, features, and the plan that is made of them.
#include <cmath>

#include "importers/features/feature.hpp"
#include "importers/geojson/geojson.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace mallctl;
using namespace mallctl::importers;

void require_on_earth(const core::Point& point) {
    fuzz::require(std::abs(point.x) <= 180 && std::abs(point.y) <= 90, "a point is on Earth");
}

void require_sound(const features::Feature& feature) {
    for (const auto& point : feature.points) require_on_earth(point);
    for (const auto& line : feature.lines) {
        fuzz::require(line.size() >= 2, "a line has two points");
        for (const auto& point : line) require_on_earth(point);
    }
    for (const auto& polygon : feature.area) {
        for (const auto& ring : polygon.rings) {
            fuzz::require(ring.size() >= 4 && ring.front() == ring.back(), "a ring is closed");
            for (const auto& point : ring) require_on_earth(point);
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const SourceFile file{"plan.geojson", "plan.geojson", fuzz::to_text(data, size)};
    core::Diagnostics findings;
    const auto collection = fuzz::attempt(
        [&] { return features::parse_collection(file, features::Json::parse(file), {}, findings); });
    if (!collection) return 0;
    for (const features::Feature& feature : collection->features) require_sound(feature);
    fuzz::attempt([&] { return geojson::read_geojson({*collection}, nullptr); });
    return 0;
}
