#include "importers/drawing/gdal_input.hpp"

#include <cpl_error.h>
#include <cpl_vsi.h>
#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <atomic>
#include <memory>

#include "core/error.hpp"

namespace mallctl::importers::drawing {

namespace {

core::LineString points_of(const OGRSimpleCurve& curve) {
    core::LineString line;
    line.reserve(static_cast<std::size_t>(curve.getNumPoints()));
    for (int i = 0; i < curve.getNumPoints(); ++i) line.push_back({curve.getX(i), curve.getY(i)});
    return line;
}

}  // namespace

QuietErrors::QuietErrors() {
    CPLPushErrorHandler(CPLQuietErrorHandler);
}

QuietErrors::~QuietErrors() {
    CPLPopErrorHandler();
}

MemoryFile::MemoryFile(std::string& bytes, const char* extension) {
    static std::atomic<unsigned> counter{0};
    name_ = fmt::format("/vsimem/mallctl-drawing-{}.{}", counter++, extension);
    auto* data = reinterpret_cast<GByte*>(bytes.data());
    VSILFILE* file = VSIFileFromMemBuffer(name_.c_str(), data, bytes.size(), FALSE);
    if (file != nullptr) VSIFCloseL(file);
}

MemoryFile::~MemoryFile() {
    VSIUnlink(name_.c_str());
}

void add_geometry(const OGRGeometry& geometry, Entity& entity) {
    switch (wkbFlatten(geometry.getGeometryType())) {
        case wkbPoint: {
            const OGRPoint* point = geometry.toPoint();
            if (point->IsEmpty() == FALSE) entity.points.push_back({point->getX(), point->getY()});
            return;
        }
        case wkbLineString:
            entity.lines.push_back(points_of(*geometry.toLineString()));
            return;
        case wkbPolygon: {
            core::Polygon polygon;
            for (const OGRLinearRing* ring : *geometry.toPolygon()) polygon.rings.push_back(points_of(*ring));
            entity.areas.push_back(std::move(polygon));
            return;
        }
        case wkbMultiPoint:
        case wkbMultiLineString:
        case wkbMultiPolygon:
        case wkbGeometryCollection:
            for (const OGRGeometry* part : *geometry.toGeometryCollection()) add_geometry(*part, entity);
            return;
        case wkbCircularString:
        case wkbCompoundCurve:
        case wkbCurvePolygon:
        case wkbMultiCurve:
        case wkbMultiSurface: {
            const std::unique_ptr<OGRGeometry> stroked(geometry.getLinearGeometry());
            if (stroked && !OGR_GT_IsNonLinear(stroked->getGeometryType())) add_geometry(*stroked, entity);
            return;
        }
        default:
            entity.has_surface = true;
    }
}

std::string text_field(const OGRFeature& feature, const char* name) {
    const int index = feature.GetFieldIndex(name);
    if (index < 0 || feature.IsFieldSetAndNotNull(index) == 0) return {};
    return feature.GetFieldAsString(index);
}

void check_amount(std::int64_t entities, std::int64_t points, const std::string& file) {
    if (entities <= max_entities && points <= max_points) return;
    throw core::Error(
        core::Fault::rejected,
        fmt::format("{}: once its blocks are inserted, the drawing has more than {} entities or {} points",
                    file, max_entities, max_points),
        "purge what is not part of the plan, or save each level as a drawing of its own");
}

}  // namespace mallctl::importers::drawing
