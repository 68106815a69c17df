#include "importers/drawing/drawing.hpp"

namespace mallctl::importers::drawing {

std::vector<core::Point> Entity::all_points() const {
    std::vector<core::Point> all = points;
    for (const core::LineString& line : lines) all.insert(all.end(), line.begin(), line.end());
    for (const core::Polygon& area : areas) {
        for (const core::Ring& ring : area.rings) all.insert(all.end(), ring.begin(), ring.end());
    }
    return all;
}

}  // namespace mallctl::importers::drawing
