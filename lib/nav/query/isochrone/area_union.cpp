#include "nav/query/isochrone/area_union.hpp"

#include <geos_c.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <string>

#include "core/error.hpp"

namespace mallctl::nav {

namespace {

using core::MultiPolygon;
using core::Point;
using core::Ring;

constexpr double grid_mm = 1;

void remember(const char* message, void* last_error) {
    *static_cast<std::string*>(last_error) = message;
}

double doubled_area(const Ring& ring) {
    double sum = 0;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        sum += (ring[i - 1].x - ring[0].x) * (ring[i].y - ring[0].y) -
               (ring[i].x - ring[0].x) * (ring[i - 1].y - ring[0].y);
    }
    return sum;
}

// Cracks and slivers that the rounding of neighbouring pieces left.
bool is_thin(const Ring& ring) {
    constexpr double thin_mm = 2;
    double around = 0;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        around += std::hypot(ring[i].x - ring[i - 1].x, ring[i].y - ring[i - 1].y);
    }
    return std::abs(doubled_area(ring)) < thin_mm * around / 2;
}

// A ring in degrees. The frame bends straight lines by a millimetre in 200 m: longer ones get more points.
Ring to_geographic(const Ring& ring, const core::LocalFrame& frame) {
    constexpr double longest_mm = 50'000;
    Ring result;
    const auto add = [&](double x, double y) { result.push_back(frame.to_geographic({x / 1000, y / 1000})); };
    for (std::size_t i = 1; i < ring.size(); ++i) {
        const Point a = ring[i - 1];
        const Point b = ring[i];
        const double parts = std::ceil(std::hypot(b.x - a.x, b.y - a.y) / longest_mm);
        add(a.x, a.y);
        for (double k = 1; k < parts; ++k) add(a.x + (b.x - a.x) * k / parts, a.y + (b.y - a.y) * k / parts);
    }
    result.push_back(result.front());
    return result;
}

class Union {
  public:
    Union() : context_(GEOS_init_r(), GEOS_finish_r) {
        GEOSContext_setErrorMessageHandler_r(context(), remember, &last_error_);
    }

    using Geometry = std::unique_ptr<GEOSGeometry, std::function<void(GEOSGeometry*)>>;

    // The union, by layers where that works. Pieces that only just overlap, by the rounding of their corners,
    // are too much for an overlay of whole layers now and then: then they are united piece by piece, each
    // made valid.
    Geometry all_of(const std::vector<Patch>& patches, const std::vector<Layer>& layers) {
        try {
            return unite(patches, layers);
        } catch (const core::Error&) {
            return unite_pieces(patches, layers);
        }
    }

    // The rings of all polygons, each shell followed by its holes.
    MultiPolygon read(const GEOSGeometry* shape) const {
        MultiPolygon polygons;
        const int parts = GEOSGetNumGeometries_r(context(), shape);
        for (int i = 0; i < parts; ++i) {
            const GEOSGeometry* part = GEOSGetGeometryN_r(context(), shape, i);
            if (GEOSGeomTypeId_r(context(), part) != GEOS_POLYGON || GEOSisEmpty_r(context(), part) == 1)
                continue;
            core::Polygon polygon{{read_ring(GEOSGetExteriorRing_r(context(), part), false)}};
            const int holes = GEOSGetNumInteriorRings_r(context(), part);
            for (int k = 0; k < holes; ++k) {
                polygon.rings.push_back(read_ring(GEOSGetInteriorRingN_r(context(), part, k), true));
            }
            polygons.push_back(std::move(polygon));
        }
        return polygons;
    }

    // As it is where it is valid.
    MultiPolygon made_valid(MultiPolygon shape) {
        std::vector<Geometry> parts;
        for (const core::Polygon& part : shape) parts.push_back(polygon(part.rings, true));
        const Geometry all = collect(std::move(parts), GEOS_MULTIPOLYGON);
        if (GEOSisValid_r(context(), all.get()) == 1) return shape;
        const Geometry repaired = own(GEOSMakeValid_r(context(), all.get()));
        return read(repaired.get());
    }

  private:
    Geometry unite_pieces(const std::vector<Patch>& patches, const std::vector<Layer>& layers) {
        std::vector<Geometry> pieces = polygons_of(patches);
        for (const Layer& layer : layers) {
            for (Geometry& piece : polygons_of(layer)) pieces.push_back(std::move(piece));
        }
        for (Geometry& piece : pieces) {
            if (GEOSisValid_r(context(), piece.get()) != 1)
                piece = own(GEOSMakeValid_r(context(), piece.get()));
        }
        const Geometry heap = collect(std::move(pieces), GEOS_GEOMETRYCOLLECTION);
        return polygons_in(own(GEOSUnaryUnionPrec_r(context(), heap.get(), grid_mm)));
    }

    // The overlay takes polygons that share edges for one area, so that each layer costs one overlay.
    Geometry unite(const std::vector<Patch>& patches, const std::vector<Layer>& layers) {
        if (layers.empty()) return collect(polygons_of(patches), GEOS_MULTIPOLYGON);
        Geometry upper = collect({}, GEOS_MULTIPOLYGON);
        for (std::size_t i = layers.size() - 1; i > 0; --i) {
            upper = unite(collect(polygons_of(layers[i]), GEOS_MULTIPOLYGON), upper);
        }
        std::vector<Geometry> lowest = polygons_of(patches);
        for (Geometry& piece : polygons_of(layers[0])) lowest.push_back(std::move(piece));
        return unite(collect(std::move(lowest), GEOS_MULTIPOLYGON), upper);
    }

    GEOSContextHandle_t context() const { return context_.get(); }

    Geometry own(GEOSGeometry* geometry) {
        if (geometry == nullptr) {
            throw core::Error(core::Fault::failed, "cannot draw the area that is reached: " + last_error_,
                              "report this with the navigation artifact that it happened with");
        }
        return {geometry, [context = context()](GEOSGeometry* g) { GEOSGeom_destroy_r(context, g); }};
    }

    Geometry unite(const Geometry& a, const Geometry& b) {
        return polygons_in(own(GEOSUnionPrec_r(context(), a.get(), b.get(), grid_mm)));
    }

    // Pieces thinner than the grid are left as lines.
    Geometry polygons_in(const Geometry& all) {
        std::vector<Geometry> polygons;
        const int parts = GEOSGetNumGeometries_r(context(), all.get());
        for (int i = 0; i < parts; ++i) {
            const GEOSGeometry* part = GEOSGetGeometryN_r(context(), all.get(), i);
            if (GEOSGeomTypeId_r(context(), part) == GEOS_POLYGON)
                polygons.push_back(own(GEOSGeom_clone_r(context(), part)));
        }
        return collect(std::move(polygons), GEOS_MULTIPOLYGON);
    }

    std::vector<Geometry> polygons_of(const std::vector<Patch>& patches) {
        std::vector<Geometry> polygons;
        for (const Patch& patch : patches) {
            std::vector<Ring> rings;
            for (const MmRing& ring : patch) rings.push_back(real(ring));
            polygons.push_back(polygon(rings, false));
        }
        return polygons;
    }

    std::vector<Geometry> polygons_of(const Layer& layer) {
        std::vector<Geometry> polygons;
        for (const Outline& piece : layer) polygons.push_back(polygon({piece}, false));
        return polygons;
    }

    static Ring real(const MmRing& ring) {
        Ring points;
        for (const Mm p : ring) points.push_back({static_cast<double>(p.x), static_cast<double>(p.y)});
        return points;
    }

    GEOSGeometry* linear_ring(const std::vector<Point>& points, bool closed) {
        const auto size = static_cast<unsigned>(points.size() + (closed ? 0 : 1));
        GEOSCoordSequence* sequence = GEOSCoordSeq_create_r(context(), size, 2);
        if (sequence == nullptr) own(nullptr);
        for (unsigned i = 0; i < size; ++i) {
            const Point p = i < points.size() ? points[i] : points[0];
            GEOSCoordSeq_setXY_r(context(), sequence, i, p.x, p.y);
        }
        return own(GEOSGeom_createLinearRing_r(context(), sequence)).release();
    }

    Geometry polygon(const std::vector<std::vector<Point>>& rings, bool closed) {
        std::vector<GEOSGeometry*> holes;
        GEOSGeometry* shell = linear_ring(rings.front(), closed);
        for (std::size_t i = 1; i < rings.size(); ++i) holes.push_back(linear_ring(rings[i], closed));
        return own(
            GEOSGeom_createPolygon_r(context(), shell, holes.data(), static_cast<unsigned>(holes.size())));
    }

    Geometry collect(std::vector<Geometry> parts, int type) {
        std::vector<GEOSGeometry*> raw;
        for (Geometry& part : parts) raw.push_back(part.release());
        return own(
            GEOSGeom_createCollection_r(context(), type, raw.data(), static_cast<unsigned>(raw.size())));
    }

    Ring read_ring(const GEOSGeometry* ring, bool is_hole) const {
        const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(context(), ring);
        unsigned size = 0;
        GEOSCoordSeq_getSize_r(context(), sequence, &size);
        Ring points(size);
        for (unsigned i = 0; i < size; ++i) {
            GEOSCoordSeq_getXY_r(context(), sequence, i, &points[i].x, &points[i].y);
        }
        if ((doubled_area(points) < 0) != is_hole) std::reverse(points.begin(), points.end());
        return points;
    }

    std::unique_ptr<GEOSContextHandle_HS, void (*)(GEOSContextHandle_t)> context_;
    std::string last_error_;
};

}  // namespace

MultiPolygon unite_areas(const std::vector<Patch>& patches, const std::vector<Layer>& layers,
                         const core::LocalFrame& frame) {
    Union geos;
    const Union::Geometry all = geos.all_of(patches, layers);
    MultiPolygon result;
    for (const core::Polygon& found : geos.read(all.get())) {
        if (is_thin(found.rings.front())) continue;
        core::Polygon polygon;
        for (std::size_t i = 0; i < found.rings.size(); ++i) {
            if (i == 0 || !is_thin(found.rings[i])) {
                polygon.rings.push_back(to_geographic(found.rings[i], frame));
            }
        }
        result.push_back(std::move(polygon));
    }
    return geos.made_valid(std::move(result));
}

}  // namespace mallctl::nav
