// Areas in a drawing's plane, in metres.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/geometry.hpp"

namespace mallctl::importers::drawing {

// What stands in for a ring, or why there is none.
struct AreaOrFault {
    core::Polygon area;
    std::string fault;  // empty when the area is good; else as in "is open", "crosses itself"
};

// The line as the shell of an area, just as it is drawn: open, crossing itself or both. Nothing where fewer
// than three of its points differ, since no mending makes an area of those.
std::optional<core::Polygon> raw_area(const core::LineString& line);

// A closed line as an area: repeated points taken out, shell counter-clockwise. End points that agree to 1
// micrometre are one point; a wider gap is never closed, since what belongs there is not known.
AreaOrFault area_of_ring(const core::LineString& line);

// The same for an area that the drawing has as such (a hatch).
AreaOrFault clean_area(const core::Polygon& polygon);

// The same areas with every ring closed by its own first point, for questions that need a closed one.
core::MultiPolygon closed(core::MultiPolygon areas);

// One geometry that covers what any of the areas covers. O(n log n).
core::MultiPolygon dissolve(const core::MultiPolygon& areas);

// The convex hull; nothing for points on one line.
std::optional<core::Polygon> hull(const std::vector<core::Point>& points);

core::Box box_around(const std::vector<core::Point>& points);  // of at least one point

// True when the boxes share a point, or come nearer than `gap`.
bool touch(const core::Box& a, const core::Box& b, double gap);

}  // namespace mallctl::importers::drawing
