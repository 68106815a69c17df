#include "importers/drawing/planar.hpp"

#include <cpl_error.h>
#include <ogr_geometry.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace mallctl::importers::drawing {

namespace {

constexpr double same_point_m = 1e-6;
constexpr double least_area_m2 = 1e-4;

bool same_point(core::Point a, core::Point b) {
    return std::abs(a.x - b.x) <= same_point_m && std::abs(a.y - b.y) <= same_point_m;
}

double signed_area(const core::Ring& ring) {
    double sum = 0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        // Relative to the first point, so that large eastings do not cost precision.
        sum += (ring[i].x - ring[0].x) * (ring[i + 1].y - ring[0].y) -
               (ring[i + 1].x - ring[0].x) * (ring[i].y - ring[0].y);
    }
    return sum / 2;
}

void add_ring(OGRPolygon& polygon, const core::Ring& ring) {
    auto* out = new OGRLinearRing;
    for (const core::Point p : ring) out->addPoint(p.x, p.y);
    polygon.addRingDirectly(out);  // which takes ownership
}

std::unique_ptr<OGRPolygon> to_ogr(const core::Polygon& polygon) {
    auto out = std::make_unique<OGRPolygon>();
    for (const core::Ring& ring : polygon.rings) add_ring(*out, ring);
    return out;
}

core::Ring from_ogr(const OGRLinearRing& ring) {
    core::Ring out;
    for (int i = 0; i < ring.getNumPoints(); ++i) out.push_back({ring.getX(i), ring.getY(i)});
    return out;
}

void orient(core::Polygon& polygon) {
    for (std::size_t i = 0; i < polygon.rings.size(); ++i) {
        const bool counter_clockwise = signed_area(polygon.rings[i]) > 0;
        if (counter_clockwise != (i == 0)) std::reverse(polygon.rings[i].begin(), polygon.rings[i].end());
    }
}

core::Polygon polygon_from(const OGRPolygon& polygon) {
    core::Polygon out;
    for (const OGRLinearRing* ring : polygon) out.rings.push_back(from_ogr(*ring));
    orient(out);
    return out;
}

void collect_polygons(const OGRGeometry& geometry, core::MultiPolygon& out) {
    if (const auto type = wkbFlatten(geometry.getGeometryType()); type == wkbPolygon) {
        if (geometry.IsEmpty() == FALSE) out.push_back(polygon_from(*geometry.toPolygon()));
    } else if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection)) {
        for (const OGRGeometry* part : *geometry.toGeometryCollection()) collect_polygons(*part, out);
    }
}

// The ring without repeated points, exactly closed; empty when it is open or encloses nothing.
core::Ring clean_ring(const core::LineString& line) {
    core::Ring ring;
    for (const core::Point p : line) {
        if (ring.empty() || !same_point(ring.back(), p)) ring.push_back(p);
    }
    if (ring.size() > 1 && same_point(ring.front(), ring.back())) ring.pop_back();
    if (ring.size() < 3) return {};
    ring.push_back(ring.front());
    return ring;
}

std::string fault_of(const core::Polygon& polygon) {
    if (polygon.rings.empty() || std::abs(signed_area(polygon.rings.front())) < least_area_m2)
        return "encloses nothing";
    CPLPushErrorHandler(CPLQuietErrorHandler);
    const bool valid = to_ogr(polygon)->IsValid() != FALSE;
    CPLPopErrorHandler();
    return valid ? "" : "crosses or touches itself";
}

}  // namespace

AreaOrFault area_of_ring(const core::LineString& line) {
    if (line.size() < 2 || !same_point(line.front(), line.back())) return {{}, "is open"};
    return clean_area({{line}});
}

AreaOrFault clean_area(const core::Polygon& polygon) {
    AreaOrFault result;
    for (std::size_t i = 0; i < polygon.rings.size(); ++i) {
        core::Ring ring = clean_ring(polygon.rings[i]);
        if (i == 0 && ring.empty()) return {{}, "encloses nothing"};
        if (!ring.empty()) result.area.rings.push_back(std::move(ring));
    }
    orient(result.area);
    result.fault = fault_of(result.area);
    return result;
}

std::optional<core::Polygon> raw_area(const core::LineString& line) {
    core::Ring distinct;
    for (const core::Point p : line) {
        const bool known = std::any_of(distinct.begin(), distinct.end(),
                                       [&](core::Point other) { return same_point(other, p); });
        if (!known) distinct.push_back(p);
        if (distinct.size() == 3) return core::Polygon{{line}};
    }
    return std::nullopt;
}

core::MultiPolygon closed(core::MultiPolygon areas) {
    for (core::Polygon& area : areas) {
        for (core::Ring& ring : area.rings) {
            if (!ring.empty() && ring.front() != ring.back()) ring.push_back(ring.front());
        }
    }
    return areas;
}

core::MultiPolygon dissolve(const core::MultiPolygon& areas) {
    OGRMultiPolygon all;
    for (const core::Polygon& area : areas) all.addGeometryDirectly(to_ogr(area).release());
    CPLPushErrorHandler(CPLQuietErrorHandler);
    const std::unique_ptr<OGRGeometry> united(all.UnionCascaded());
    CPLPopErrorHandler();
    core::MultiPolygon out;
    if (united) collect_polygons(*united, out);
    return out;
}

std::optional<core::Polygon> hull(const std::vector<core::Point>& points) {
    OGRMultiPoint all;
    for (const core::Point p : points) all.addGeometryDirectly(new OGRPoint(p.x, p.y));
    const std::unique_ptr<OGRGeometry> convex(all.ConvexHull());
    core::MultiPolygon out;
    if (convex) collect_polygons(*convex, out);
    if (out.empty() || !fault_of(out.front()).empty()) return std::nullopt;
    return out.front();
}

core::Box box_around(const std::vector<core::Point>& points) {
    core::Box box{points.front(), points.front()};
    for (const core::Point p : points) {
        box.min = {std::min(box.min.x, p.x), std::min(box.min.y, p.y)};
        box.max = {std::max(box.max.x, p.x), std::max(box.max.y, p.y)};
    }
    return box;
}

bool touch(const core::Box& a, const core::Box& b, double gap) {
    return a.min.x <= b.max.x + gap && b.min.x <= a.max.x + gap && a.min.y <= b.max.y + gap &&
           b.min.y <= a.max.y + gap;
}

}  // namespace mallctl::importers::drawing
