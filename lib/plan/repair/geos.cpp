#include "plan/repair/geos.hpp"

#include <geos_c.h>

#include <vector>

namespace mallctl::plan {

namespace {

using core::MultiPolygon;
using core::Point;
using core::Polygon;
using core::Ring;

struct Deleter {
    GEOSContextHandle_t context;
    void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context, geometry); }
};

using Handle = std::unique_ptr<GEOSGeometry, Deleter>;

}  // namespace

// Without message handlers: GEOS answers null or an error code, which callers check.
struct AreaGeos::Impl {
    GEOSContextHandle_t context = GEOS_init_r();

    Impl() = default;
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    ~Impl() { GEOS_finish_r(context); }

    Handle own(GEOSGeometry* geometry) const { return Handle(geometry, Deleter{context}); }

    GEOSCoordSequence* points(const std::vector<Point>& line) const {
        static_assert(sizeof(Point) == 2 * sizeof(double), "GEOS copies points as pairs of doubles");
        return GEOSCoordSeq_copyFromBuffer_r(context, &line.front().x, static_cast<unsigned>(line.size()), 0,
                                             0);
    }

    GEOSGeometry* polygon(const Polygon& polygon) const {
        std::vector<GEOSGeometry*> rings;
        for (const Ring& ring : polygon.rings) {
            rings.push_back(GEOSGeom_createLinearRing_r(context, points(ring)));
        }
        return GEOSGeom_createPolygon_r(context, rings.front(), rings.data() + 1,
                                        static_cast<unsigned>(rings.size() - 1));
    }

    Handle collection(int type, std::vector<GEOSGeometry*> parts) const {
        return own(
            GEOSGeom_createCollection_r(context, type, parts.data(), static_cast<unsigned>(parts.size())));
    }

    Handle area(const MultiPolygon& area) const {
        std::vector<GEOSGeometry*> parts;
        for (const Polygon& part : area) parts.push_back(polygon(part));
        return collection(GEOS_MULTIPOLYGON, std::move(parts));
    }

    Ring read_ring(const GEOSGeometry* ring) const {
        const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(context, ring);
        unsigned size = 0;
        GEOSCoordSeq_getSize_r(context, sequence, &size);
        Ring result(size);
        if (size > 0) GEOSCoordSeq_copyToBuffer_r(context, sequence, &result.front().x, 0, 0);
        return result;
    }

    MultiPolygon read(const Handle& geometry) const {
        MultiPolygon result;
        read_areas(geometry.get(), result);
        return result;
    }

    // The polygons of a geometry of any type.
    void read_areas(const GEOSGeometry* geometry, MultiPolygon& result) const {
        if (geometry == nullptr || GEOSisEmpty_r(context, geometry) != 0) return;
        if (GEOSGeomTypeId_r(context, geometry) == GEOS_POLYGON) {
            Polygon& part = result.emplace_back();
            part.rings.push_back(read_ring(GEOSGetExteriorRing_r(context, geometry)));
            const int holes = GEOSGetNumInteriorRings_r(context, geometry);
            for (int i = 0; i < holes; ++i) {
                part.rings.push_back(read_ring(GEOSGetInteriorRingN_r(context, geometry, i)));
            }
            return;
        }
        if (GEOSGeomTypeId_r(context, geometry) < GEOS_MULTIPOINT) return;
        const int parts = GEOSGetNumGeometries_r(context, geometry);
        for (int i = 0; i < parts; ++i) read_areas(GEOSGetGeometryN_r(context, geometry, i), result);
    }
};

AreaGeos::AreaGeos() : impl_(std::make_unique<Impl>()) {}

AreaGeos::~AreaGeos() = default;

bool AreaGeos::is_valid(const MultiPolygon& area) const {
    const Handle shape = impl_->area(area);
    return shape && GEOSisValid_r(impl_->context, shape.get()) == 1;
}

MultiPolygon AreaGeos::make_valid(const MultiPolygon& area) const {
    const Handle shape = impl_->area(area);
    if (!shape) return {};
    GEOSMakeValidParams* how = GEOSMakeValidParams_create_r(impl_->context);
    GEOSMakeValidParams_setMethod_r(impl_->context, how, GEOS_MAKE_VALID_STRUCTURE);
    GEOSMakeValidParams_setKeepCollapsed_r(impl_->context, how, 0);
    const Handle valid = impl_->own(GEOSMakeValidWithParams_r(impl_->context, shape.get(), how));
    GEOSMakeValidParams_destroy_r(impl_->context, how);
    return impl_->read(valid);
}

MultiPolygon AreaGeos::faces_of(const core::MultiLineString& lines) const {
    std::vector<GEOSGeometry*> parts;
    for (const core::LineString& line : lines) {
        parts.push_back(GEOSGeom_createLineString_r(impl_->context, impl_->points(line)));
    }
    const Handle drawn = impl_->collection(GEOS_MULTILINESTRING, std::move(parts));
    if (!drawn) return {};
    const Handle cut = impl_->own(GEOSUnaryUnion_r(impl_->context, drawn.get()));
    if (!cut) return {};
    const GEOSGeometry* const whole = cut.get();
    const Handle faces = impl_->own(GEOSPolygonize_r(impl_->context, &whole, 1));
    return impl_->read(faces);
}

MultiPolygon AreaGeos::unite(const MultiPolygon& parts) const {
    const Handle all = impl_->area(parts);
    if (!all) return {};
    return impl_->read(impl_->own(GEOSUnaryUnion_r(impl_->context, all.get())));
}

MultiPolygon AreaGeos::subtract(const MultiPolygon& from, const MultiPolygon& what) const {
    const Handle whole = impl_->area(from);
    const Handle part = impl_->area(what);
    if (!whole || !part) return from;
    return impl_->read(impl_->own(GEOSDifference_r(impl_->context, whole.get(), part.get())));
}

MultiPolygon AreaGeos::widen(const MultiPolygon& area, double distance) const {
    constexpr int arc_pieces = 8;
    constexpr double sharpest = 5;
    const Handle shape = impl_->area(area);
    if (!shape) return {};
    return impl_->read(impl_->own(GEOSBufferWithStyle_r(impl_->context, shape.get(), distance, arc_pieces,
                                                        GEOSBUF_CAP_FLAT, GEOSBUF_JOIN_MITRE, sharpest)));
}

}  // namespace mallctl::plan
