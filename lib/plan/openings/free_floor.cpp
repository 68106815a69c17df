#include "plan/openings/free_floor.hpp"

#include <algorithm>
#include <iterator>

#include "plan/openings/segments.hpp"
#include "plan/repair/geos.hpp"
#include "plan/repair/inspect.hpp"
#include "plan/surface.hpp"

namespace mallctl::plan {

namespace {

using core::MultiPolygon;

// What is narrower between two units is a wall, or no way for a wheelchair and its clearance.
constexpr double narrowest_m = 1.2;
constexpr double least_m2 = 2;

MultiPolygon to_metres(const MultiPolygon& area, const FlatFrame& frame) {
    MultiPolygon result = area;
    for (core::Polygon& polygon : result) {
        for (core::Ring& ring : polygon.rings) {
            for (core::Point& point : ring) point = frame.to_metres(point);
        }
    }
    return result;
}

// Rings run as core::Polygon demands.
void bring_home(core::Polygon& polygon, const FlatFrame& frame) {
    for (std::size_t i = 0; i < polygon.rings.size(); ++i) {
        core::Ring& ring = polygon.rings[i];
        for (core::Point& point : ring) point = frame.to_degrees(point);
        if ((twice_signed_area(ring) < 0) == (i == 0)) std::reverse(ring.begin(), ring.end());
    }
}

}  // namespace

FreeFloor free_floor(const MultiPolygon& outline, const std::vector<const MultiPolygon*>& taken) {
    FreeFloor result;
    const auto box = box_of(outline);
    if (!box) return result;
    const FlatFrame frame(box->min);
    const AreaGeos geos;
    MultiPolygon units;
    for (const MultiPolygon* area : taken) {
        const MultiPolygon parts = to_metres(*area, frame);
        units.insert(units.end(), parts.begin(), parts.end());
    }
    const MultiPolygon covered = geos.unite(units);
    const MultiPolygon left = geos.subtract(to_metres(outline, frame), covered);
    const MultiPolygon wide = geos.widen(geos.widen(left, -narrowest_m / 2), narrowest_m / 2);
    for (core::Polygon& part : geos.subtract(wide, covered)) {
        const double area = area_of({part});
        if (area < least_m2) continue;
        result.area_m2 += area;
        result.parts.push_back(std::move(part));
    }
    std::stable_sort(
        result.parts.begin(), result.parts.end(),
        [](const core::Polygon& a, const core::Polygon& b) { return area_of({a}) > area_of({b}); });
    for (core::Polygon& part : result.parts) bring_home(part, frame);
    return result;
}

}  // namespace mallctl::plan
