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
            for (const auto& point : ring) require_on_earth(point);
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::vector<features::Collection> files;
    fuzz::attempt([&] {
        files.emplace_back(SourceFile{"plan.geojson", "plan.geojson", fuzz::to_text(data, size)});
        files.back().open({});
        return files.back().size();
    });
    if (files.empty()) return 0;
    fuzz::attempt([&] {
        core::Diagnostics findings;
        for (std::size_t i = 0; i < files.back().size(); ++i) require_sound(files.back().read(i, findings));
        return findings.size();
    });
    fuzz::attempt([&] { return geojson::read_geojson(files, nullptr); });
    return 0;
}
