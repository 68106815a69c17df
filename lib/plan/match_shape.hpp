// How alike two areas are: what matching by geometry measures.
#pragma once

#include "core/geometry.hpp"

namespace mallctl::plan {

// Metres in a degree around a place: the radii of curvature of the WGS 84 ellipsoid (Snyder, "Map
// projections: a working manual", USGS 1395, equations 4-18 and 4-20). Over the size of a shop exact to a
// millimetre, and cheap enough for every unit of a large mall.
struct DegreeScale {
    explicit DegreeScale(double latitude);

    double x = 0;  // metres in a degree of longitude
    double y = 0;  // metres in a degree of latitude

    // In metres; both points near the latitude.
    double distance(core::Point a, core::Point b) const;
};

// An area with what comparing it needs again and again. Refers to the area, which must outlive it.
struct Shape {
    explicit Shape(const core::MultiPolygon& area);

    bool empty() const { return size <= 0; }
    double area_m2() const;

    const core::MultiPolygon* area = nullptr;
    core::Box box;         // of nothing: a point at (0, 0)
    core::Point centroid;  // weighted by area; the middle of the box where there is no area
    double size = 0;       // in square degrees
    bool plain = false;    // one ring, no hole
    bool convex = false;   // plain, and turns one way only
};

// The size that two shapes share, in square degrees. Where one is convex and the other has one ring, by
// clipping (Sutherland, Hodgman, "Reentrant polygon clipping", CACM 17 (1974)) in O(vertices of a times
// those of b), else by GEOS.
double shared_size(const Shape& a, const Shape& b);

// Intersection over union where it is at least a half, 0 where it is less: most pairs of neighbours are told
// apart by their boxes.
double overlap_from_half(const Shape& a, const Shape& b);

// True when no vertex is further than `tolerance_m` from the vertex of the same number in the other.
bool same_outline(const Shape& a, const Shape& b, double tolerance_m);

}  // namespace mallctl::plan
