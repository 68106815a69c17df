#include "plan/surface.hpp"

#include <geos_c.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

namespace mallctl::plan {

namespace {

using core::Box;
using core::MultiPolygon;
using core::Point;
using core::Ring;

struct ContextDeleter {
    void operator()(GEOSContextHandle_t context) const { GEOS_finish_r(context); }
};
using Context = std::unique_ptr<GEOSContextHandle_HS, ContextDeleter>;

struct GeometryDeleter {
    GEOSContextHandle_t context;
    void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context, geometry); }
};
using Geometry = std::unique_ptr<GEOSGeometry, GeometryDeleter>;

// Without message handlers: GEOS answers null or an error code, which callers check.
Context make_context() {
    return Context(GEOS_init_r());
}

Geometry own(GEOSContextHandle_t context, GEOSGeometry* geometry) {
    return Geometry(geometry, {context});
}

GEOSGeometry* make_ring(GEOSContextHandle_t context, const Ring& ring) {
    if (ring.size() < 4) return nullptr;
    static_assert(sizeof(Point) == 2 * sizeof(double), "GEOS copies points as pairs of doubles");
    GEOSCoordSequence* points =
        GEOSCoordSeq_copyFromBuffer_r(context, &ring.front().x, static_cast<unsigned>(ring.size()), 0, 0);
    return points == nullptr ? nullptr : GEOSGeom_createLinearRing_r(context, points);
}

GEOSGeometry* make_polygon(GEOSContextHandle_t context, const core::Polygon& polygon) {
    if (polygon.rings.empty()) return nullptr;
    GEOSGeometry* shell = make_ring(context, polygon.rings.front());
    if (shell == nullptr) return nullptr;
    std::vector<GEOSGeometry*> holes;
    for (std::size_t i = 1; i < polygon.rings.size(); ++i) {
        if (GEOSGeometry* hole = make_ring(context, polygon.rings[i])) holes.push_back(hole);
    }
    return GEOSGeom_createPolygon_r(context, shell, holes.data(), static_cast<unsigned>(holes.size()));
}

// Null when nothing of the area is a polygon.
Geometry make_area(GEOSContextHandle_t context, const MultiPolygon& area) {
    std::vector<GEOSGeometry*> parts;
    for (const core::Polygon& polygon : area) {
        if (GEOSGeometry* part = make_polygon(context, polygon)) parts.push_back(part);
    }
    if (parts.empty()) return own(context, nullptr);
    Geometry whole = own(context, GEOSGeom_createCollection_r(context, GEOS_MULTIPOLYGON, parts.data(),
                                                              static_cast<unsigned>(parts.size())));
    if (whole && GEOSisValid_r(context, whole.get()) == 1) return whole;
    return own(context, whole ? GEOSMakeValid_r(context, whole.get()) : nullptr);
}

Ring read_ring(GEOSContextHandle_t context, const GEOSGeometry* ring, bool is_shell) {
    const GEOSCoordSequence* points = GEOSGeom_getCoordSeq_r(context, ring);
    unsigned size = 0;
    if (points == nullptr || GEOSCoordSeq_getSize_r(context, points, &size) != 1) return {};
    Ring result(size);
    if (GEOSCoordSeq_copyToBuffer_r(context, points, &result.front().x, 0, 0) != 1) return {};
    char counter_clockwise = 0;
    if (GEOSCoordSeq_isCCW_r(context, points, &counter_clockwise) != 1) return {};
    if ((counter_clockwise == 1) != is_shell) std::reverse(result.begin(), result.end());
    return result;
}

// The polygons of a polygon, or of a collection of any depth; lines and points are left out.
void read_polygons(GEOSContextHandle_t context, const GEOSGeometry* geometry, MultiPolygon& out) {
    if (GEOSisEmpty_r(context, geometry) != 0) return;
    const int type = GEOSGeomTypeId_r(context, geometry);
    if (type == GEOS_POLYGON) {
        core::Polygon polygon{{read_ring(context, GEOSGetExteriorRing_r(context, geometry), true)}};
        for (int i = 0; i < GEOSGetNumInteriorRings_r(context, geometry); ++i) {
            polygon.rings.push_back(read_ring(context, GEOSGetInteriorRingN_r(context, geometry, i), false));
        }
        out.push_back(std::move(polygon));
    } else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
        for (int i = 0; i < GEOSGetNumGeometries_r(context, geometry); ++i) {
            read_polygons(context, GEOSGetGeometryN_r(context, geometry, i), out);
        }
    }
}

bool ring_contains(const Ring& ring, Point point, bool& on_boundary) {
    bool inside = false;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        const Point a = ring[i - 1];
        const Point b = ring[i];
        const double cross = (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x);
        const bool in_box = point.x >= std::min(a.x, b.x) && point.x <= std::max(a.x, b.x) &&
                            point.y >= std::min(a.y, b.y) && point.y <= std::max(a.y, b.y);
        if (cross == 0 && in_box) on_boundary = true;
        if ((a.y > point.y) != (b.y > point.y) && (cross > 0) == (b.y > a.y)) inside = !inside;
    }
    return inside;
}

double shoelace(const Ring& ring) {
    double twice = 0;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        // Relative to the first point: degrees of a mall differ in the sixth digit only.
        const Point a{ring[i - 1].x - ring[0].x, ring[i - 1].y - ring[0].y};
        const Point b{ring[i].x - ring[0].x, ring[i].y - ring[0].y};
        twice += a.x * b.y - b.x * a.y;
    }
    return std::abs(twice) / 2;
}

enum class Side { outside, boundary, inside };

Side side_of(const MultiPolygon& area, Point point) {
    for (const core::Polygon& polygon : area) {
        bool inside = false;
        bool on_boundary = false;
        for (const Ring& ring : polygon.rings) inside = ring_contains(ring, point, on_boundary) != inside;
        if (on_boundary) return Side::boundary;
        if (inside) return Side::inside;
    }
    return Side::outside;
}

Point first_vertex(const MultiPolygon& area) {
    for (const core::Polygon& polygon : area) {
        for (const Ring& ring : polygon.rings) {
            if (!ring.empty()) return ring.front();
        }
    }
    return {};
}

}  // namespace

bool contains(const MultiPolygon& area, Point point) {
    return side_of(area, point) != Side::outside;
}

bool surrounds(const MultiPolygon& area, Point point) {
    return side_of(area, point) == Side::inside;
}

Point point_on_surface(const MultiPolygon& area) {
    const Context context = make_context();
    const Geometry shape = make_area(context.get(), area);
    if (!shape) return first_vertex(area);
    const Geometry point = own(context.get(), GEOSPointOnSurface_r(context.get(), shape.get()));
    Point result;
    if (!point || GEOSGeomGetX_r(context.get(), point.get(), &result.x) != 1 ||
        GEOSGeomGetY_r(context.get(), point.get(), &result.y) != 1) {
        return first_vertex(area);
    }
    return result;
}

double overlap_area(const MultiPolygon& a, const MultiPolygon& b) {
    const Context context = make_context();
    const Geometry left = make_area(context.get(), a);
    const Geometry right = make_area(context.get(), b);
    if (!left || !right) return 0;
    const Geometry shared = own(context.get(), GEOSIntersection_r(context.get(), left.get(), right.get()));
    double result = 0;
    if (!shared || GEOSArea_r(context.get(), shared.get(), &result) != 1) return 0;
    return result;
}

MultiPolygon overlap(const MultiPolygon& a, const MultiPolygon& b) {
    const Context context = make_context();
    const Geometry left = make_area(context.get(), a);
    const Geometry right = make_area(context.get(), b);
    MultiPolygon result;
    if (!left || !right) return result;
    const Geometry shared = own(context.get(), GEOSIntersection_r(context.get(), left.get(), right.get()));
    if (shared) read_polygons(context.get(), shared.get(), result);
    return result;
}

double area_of(const MultiPolygon& area) {
    double sum = 0;
    for (const core::Polygon& polygon : area) {
        for (std::size_t i = 0; i < polygon.rings.size(); ++i) {
            const double ring = polygon.rings[i].empty() ? 0 : shoelace(polygon.rings[i]);
            sum += i == 0 ? ring : -ring;
        }
    }
    return sum;
}

std::optional<Box> box_of(const MultiPolygon& area) {
    std::optional<Box> box;
    for (const core::Polygon& polygon : area) {
        for (const Ring& ring : polygon.rings) {
            for (const Point& point : ring) {
                if (!box) box = Box{point, point};
                box->min = {std::min(box->min.x, point.x), std::min(box->min.y, point.y)};
                box->max = {std::max(box->max.x, point.x), std::max(box->max.y, point.y)};
            }
        }
    }
    return box;
}

}  // namespace mallctl::plan
