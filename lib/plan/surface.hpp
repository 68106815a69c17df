// What GEOS knows about areas, on the plan's own geometry values. Frame-free: degrees in, degrees out; metres
// in, metres out.
#pragma once

#include <optional>

#include "core/geometry.hpp"

namespace mallctl::plan {

// True when the point lies inside a polygon of the area or on its boundary, and in no hole. Even-odd rule
// (Shimrat, "Algorithm 112: Position of point relative to polygon", CACM 5 (1962)), so it also answers for
// rings that cross themselves. O(vertices).
bool contains(const core::MultiPolygon& area, core::Point point);

// The same, without the boundary.
bool surrounds(const core::MultiPolygon& area, core::Point point);

// A point inside the area: GEOS PointOnSurface of it, or of what MakeValid repairs it to; the first vertex of
// an area that has no surface, and (0, 0) of an empty one. The same area gives the same point.
core::Point point_on_surface(const core::MultiPolygon& area);

// The area that two areas share, in the square of their unit; 0 where they only touch. Areas that cross
// themselves are repaired first.
double overlap_area(const core::MultiPolygon& a, const core::MultiPolygon& b);

// What two areas share, valid and oriented; empty where they only touch.
core::MultiPolygon overlap(const core::MultiPolygon& a, const core::MultiPolygon& b);

// The area inside the shells less the holes, in the square of the unit (shoelace formula). O(vertices).
double area_of(const core::MultiPolygon& area);

// The smallest box that holds the area; nothing for an empty one.
std::optional<core::Box> box_of(const core::MultiPolygon& area);

}  // namespace mallctl::plan
