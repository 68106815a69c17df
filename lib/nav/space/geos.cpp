#include "nav/space/geos.hpp"

#include <geos_c.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "core/error.hpp"

namespace mallctl::nav {

namespace {

constexpr double grid_mm = 1;
constexpr int quadrant_segments = 8;  // unused by mitre joins, but part of the interface
constexpr double mitre_limit = 2;
constexpr std::size_t most_widened_at_once = 64;

void remember(const char* message, void* last_error) {
    *static_cast<std::string*>(last_error) = message;
}

double doubled_area(const MmRing& ring) {
    double sum = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        sum += static_cast<double>(cross(ring[i] - ring[0], ring[(i + 1) % ring.size()] - ring[0]));
    }
    return sum;
}

// Begins at the smallest point and runs counter-clockwise, or clockwise for a hole.
void normalise(MmRing& ring, bool hole) {
    if ((doubled_area(ring) < 0) != hole) std::reverse(ring.begin(), ring.end());
    std::rotate(ring.begin(), std::min_element(ring.begin(), ring.end()), ring.end());
}

}  // namespace

Shape::Shape(GEOSContextHandle_HS* context, GEOSGeom_t* geometry)
    : geometry_(geometry, [context](GEOSGeom_t* g) { GEOSGeom_destroy_r(context, g); }),
      empty_(GEOSisEmpty_r(context, geometry) == 1) {}

Geos::Geos() : context_(GEOS_init_r()), last_error_(std::make_unique<std::string>()) {
    GEOSContext_setErrorMessageHandler_r(context_, remember, last_error_.get());
}

Geos::~Geos() {
    GEOS_finish_r(context_);
}

Shape Geos::own(GEOSGeom_t* geometry, const char* what) const {
    if (geometry == nullptr) {
        throw core::Error(core::Fault::failed,
                          std::string("cannot ") + what + " the plan's geometry: " + *last_error_,
                          "run 'mallctl check' on the plan and repair what it names");
    }
    return {context_, geometry};
}

Shape Geos::snapped(const Shape& shape) const {
    if (shape.is_empty()) return empty();
    if (shape.on_grid_) return shape;
    Shape result = own(GEOSGeom_setPrecision_r(context_, shape.geometry_.get(), grid_mm, 0), "snap");
    result.on_grid_ = true;
    return result;
}

Shape Geos::empty() const {
    return own(GEOSGeom_createEmptyCollection_r(context_, GEOS_GEOMETRYCOLLECTION), "make");
}

GEOSGeom_t* Geos::clone(const Shape& shape) const {
    return GEOSGeom_clone_r(context_, shape.geometry_.get());
}

const GEOSGeom_t* Geos::get(const Shape& shape, Shape& spare) const {
    if (shape.geometry_ != nullptr) return shape.geometry_.get();
    spare = empty();
    return spare.geometry_.get();
}

GEOSGeom_t* Geos::make_line(const std::vector<Mm>& points, bool closed) const {
    std::vector<double> buffer;
    for (const Mm p : points) {
        buffer.push_back(static_cast<double>(p.x));
        buffer.push_back(static_cast<double>(p.y));
    }
    if (closed && points.front() != points.back()) {
        buffer.push_back(buffer[0]);
        buffer.push_back(buffer[1]);
    }
    GEOSCoordSequence* sequence = GEOSCoordSeq_copyFromBuffer_r(
        context_, buffer.data(), static_cast<unsigned>(buffer.size() / 2), 0, 0);
    if (sequence == nullptr) return nullptr;
    return closed ? GEOSGeom_createLinearRing_r(context_, sequence)
                  : GEOSGeom_createLineString_r(context_, sequence);
}

Shape Geos::polygon(const std::vector<std::vector<Mm>>& rings) const {
    std::vector<GEOSGeom_t*> made;
    for (const auto& ring : rings) {
        const std::size_t distinct = ring.size() - (ring.size() > 1 && ring.front() == ring.back() ? 1 : 0);
        if (distinct < 3) {
            if (made.empty()) return empty();
            continue;
        }
        GEOSGeom_t* linear = make_line(ring, true);
        if (linear == nullptr) {
            for (GEOSGeom_t* other : made) GEOSGeom_destroy_r(context_, other);
            return own(nullptr, "read");
        }
        made.push_back(linear);
    }
    if (made.empty()) return empty();
    Shape shape = own(
        GEOSGeom_createPolygon_r(context_, made[0], made.data() + 1, static_cast<unsigned>(made.size() - 1)),
        "read");
    if (GEOSisValid_r(context_, shape.geometry_.get()) != 1) {
        shape = own(GEOSMakeValid_r(context_, shape.geometry_.get()), "repair");
        // MakeValid may leave lines beside the polygons; widening by nothing keeps the polygons only.
        shape = own(GEOSBuffer_r(context_, shape.geometry_.get(), 0, quadrant_segments), "repair");
        return snapped(shape);
    }
    shape.on_grid_ = true;
    return shape;
}

Shape Geos::line(const std::vector<Mm>& points) const {
    if (points.size() < 2) return empty();
    return own(make_line(points, false), "read");
}

Shape Geos::collect(const std::vector<Shape>& shapes) const {
    std::vector<GEOSGeom_t*> parts;
    for (const Shape& shape : shapes) {
        if (!shape.is_empty()) parts.push_back(clone(shape));
    }
    return own(GEOSGeom_createCollection_r(context_, GEOS_GEOMETRYCOLLECTION, parts.data(),
                                           static_cast<unsigned>(parts.size())),
               "collect");
}

Shape Geos::unite(const std::vector<Shape>& shapes) const {
    return own(GEOSUnaryUnion_r(context_, collect(shapes).geometry_.get()), "unite");
}

Shape Geos::subtract(const Shape& from, const Shape& what) const {
    Shape a;
    Shape b;
    return own(GEOSDifference_r(context_, get(from, a), get(what, b)), "subtract");
}

Shape Geos::intersect(const Shape& left, const Shape& right) const {
    Shape a;
    Shape b;
    return own(GEOSIntersection_r(context_, get(left, a), get(right, b)), "intersect");
}

Shape Geos::widen(const Shape& shape, double mm, LineEnd end) const {
    if (shape.is_empty()) return empty();
    GEOSBufferParams* params = GEOSBufferParams_create_r(context_);
    GEOSBufferParams_setEndCapStyle_r(context_, params,
                                      end == LineEnd::flat ? GEOSBUF_CAP_FLAT : GEOSBUF_CAP_SQUARE);
    GEOSBufferParams_setJoinStyle_r(context_, params, GEOSBUF_JOIN_MITRE);
    GEOSBufferParams_setMitreLimit_r(context_, params, mitre_limit);
    GEOSBufferParams_setQuadrantSegments_r(context_, params, quadrant_segments);
    GEOSGeom_t* wide = GEOSBufferWithParams_r(context_, shape.geometry_.get(), params, mm);
    GEOSBufferParams_destroy_r(context_, params);
    return own(wide, "widen");
}

Shape Geos::widen_all(const std::vector<Shape>& shapes, double mm) const {
    if (shapes.size() <= most_widened_at_once) return widen(collect(shapes), mm);
    std::vector<Shape> groups;
    for (const std::vector<Shape>& group : neighbours(shapes)) groups.push_back(widen(collect(group), mm));
    return unite(groups);
}

// GEOS looks for what lies around each part of a buffer among all the others: groups of what lies together.
// Strips from left to right, each from below.
std::vector<std::vector<Shape>> Geos::neighbours(const std::vector<Shape>& shapes) const {
    struct Placed {
        double x = 0;
        double y = 0;
        std::size_t index = 0;
        auto operator<=>(const Placed&) const = default;
    };
    std::vector<Placed> order;
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        if (const auto at = box(shapes[i]))
            order.push_back({at->min.x + at->max.x, at->min.y + at->max.y, i});
    }
    std::sort(order.begin(), order.end());
    const double groups = std::ceil(static_cast<double>(order.size()) / most_widened_at_once);
    const auto strip = static_cast<std::size_t>(std::ceil(std::sqrt(groups))) * most_widened_at_once;
    std::vector<std::vector<Shape>> result;
    for (std::size_t first = 0; first < order.size(); first += strip) {
        const auto from = order.begin() + static_cast<std::ptrdiff_t>(first);
        const auto to = order.begin() + static_cast<std::ptrdiff_t>(std::min(first + strip, order.size()));
        std::sort(from, to, [](const Placed& a, const Placed& b) {
            return std::tie(a.y, a.x, a.index) < std::tie(b.y, b.x, b.index);
        });
    }
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i % most_widened_at_once == 0) result.emplace_back();
        result.back().push_back(shapes[order[i].index]);
    }
    return result;
}

Shape Geos::outline(const Shape& polygons) const {
    if (polygons.is_empty()) return empty();
    return own(GEOSBoundary_r(context_, polygons.geometry_.get()), "outline");
}

bool Geos::intersects(const Shape& a, const Shape& b) const {
    if (a.is_empty() || b.is_empty()) return false;
    if (!a.prepared_) {
        const GEOSPrepGeom_t* prepared = GEOSPrepare_r(context_, a.geometry_.get());
        if (prepared == nullptr) own(nullptr, "index");
        a.prepared_ = {prepared, [context = context_, indexed = a.geometry_](const GEOSPrepGeom_t* p) {
                           GEOSPreparedGeom_destroy_r(context, p);
                       }};
    }
    return GEOSPreparedIntersects_r(context_, a.prepared_.get(), b.geometry_.get()) == 1;
}

bool Geos::contains(const Shape& polygons, Mm point) const {
    if (polygons.is_empty()) return false;
    const Shape at = own(
        GEOSGeom_createPointFromXY_r(context_, static_cast<double>(point.x), static_cast<double>(point.y)),
        "read");
    return intersects(polygons, at);
}

std::optional<core::Box> Geos::box(const Shape& shape) const {
    if (shape.is_empty()) return std::nullopt;
    core::Box box;
    const GEOSGeom_t* geometry = shape.geometry_.get();
    if (GEOSGeom_getXMin_r(context_, geometry, &box.min.x) != 1 ||
        GEOSGeom_getYMin_r(context_, geometry, &box.min.y) != 1 ||
        GEOSGeom_getXMax_r(context_, geometry, &box.max.x) != 1 ||
        GEOSGeom_getYMax_r(context_, geometry, &box.max.y) != 1) {
        own(nullptr, "measure");
    }
    return box;
}

Mm Geos::nearest(const Shape& shape, Mm point) const {
    const Shape at = own(
        GEOSGeom_createPointFromXY_r(context_, static_cast<double>(point.x), static_cast<double>(point.y)),
        "read");
    GEOSCoordSequence* pair = GEOSNearestPoints_r(context_, shape.geometry_.get(), at.geometry_.get());
    if (pair == nullptr) own(nullptr, "measure");
    double x = 0;
    double y = 0;
    GEOSCoordSeq_getXY_r(context_, pair, 0, &x, &y);
    GEOSCoordSeq_destroy_r(context_, pair);
    return {std::llround(x), std::llround(y)};
}

std::vector<Mm> Geos::points(const GEOSGeom_t* line) const {
    const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(context_, line);
    unsigned size = 0;
    GEOSCoordSeq_getSize_r(context_, sequence, &size);
    std::vector<Mm> result;
    result.reserve(size);
    for (unsigned i = 0; i < size; ++i) {
        double x = 0;
        double y = 0;
        GEOSCoordSeq_getXY_r(context_, sequence, i, &x, &y);
        const Mm p{std::llround(x), std::llround(y)};
        if (result.empty() || result.back() != p) result.push_back(p);
    }
    return result;
}

std::vector<std::vector<Mm>> Geos::joined_lines(const Shape& lines) const {
    if (lines.is_empty()) return {};
    const Shape joined = own(GEOSLineMerge_r(context_, lines.geometry_.get()), "join");
    std::vector<std::vector<Mm>> result;
    const int parts = GEOSGetNumGeometries_r(context_, joined.geometry_.get());
    for (int i = 0; i < parts; ++i) {
        const GEOSGeom_t* part = GEOSGetGeometryN_r(context_, joined.geometry_.get(), i);
        if (GEOSGeomTypeId_r(context_, part) == GEOS_LINESTRING && GEOSisEmpty_r(context_, part) != 1)
            result.push_back(points(part));
    }
    return result;
}

std::vector<MmRing> Geos::rings(const Shape& shape) const {
    const Shape polygons = snapped(shape);
    using Piece = std::vector<MmRing>;
    std::vector<Piece> pieces;
    const auto read_ring = [&](const GEOSGeom_t* ring, bool hole) {
        MmRing corners = points(ring);
        if (corners.size() > 1) corners.pop_back();
        normalise(corners, hole);
        return corners;
    };
    const int parts =
        polygons.geometry_ != nullptr ? GEOSGetNumGeometries_r(context_, polygons.geometry_.get()) : 0;
    for (int i = 0; i < parts; ++i) {
        const GEOSGeom_t* part = GEOSGetGeometryN_r(context_, polygons.geometry_.get(), i);
        if (GEOSGeomTypeId_r(context_, part) != GEOS_POLYGON || GEOSisEmpty_r(context_, part) == 1) continue;
        Piece piece{read_ring(GEOSGetExteriorRing_r(context_, part), false)};
        const int holes = GEOSGetNumInteriorRings_r(context_, part);
        for (int h = 0; h < holes; ++h)
            piece.push_back(read_ring(GEOSGetInteriorRingN_r(context_, part, h), true));
        std::sort(piece.begin() + 1, piece.end());
        pieces.push_back(std::move(piece));
    }
    std::sort(pieces.begin(), pieces.end());
    std::vector<MmRing> all;
    for (Piece& piece : pieces) {
        for (MmRing& ring : piece) all.push_back(std::move(ring));
    }
    return all;
}

}  // namespace mallctl::nav
