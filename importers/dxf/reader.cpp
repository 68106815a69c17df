#include "importers/dxf/dxf.hpp"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <atomic>
#include <memory>

#include "core/error.hpp"
#include "core/utf8.hpp"
#include "importers/dxf/file_bytes.hpp"
#include "importers/dxf/survey.hpp"
#include "importers/dxf/text.hpp"

namespace mallctl::importers::dxf {

using drawing::Drawing;
using drawing::Entity;
using drawing::max_entities;
using drawing::max_points;

namespace {

// GDAL would print to stderr; its words belong in our errors.
class QuietErrors {
  public:
    QuietErrors() { CPLPushErrorHandler(CPLQuietErrorHandler); }
    ~QuietErrors() { CPLPopErrorHandler(); }
    QuietErrors(const QuietErrors&) = delete;
    QuietErrors& operator=(const QuietErrors&) = delete;
};

// A GDAL option for this thread and this scope.
class LocalOption {
  public:
    LocalOption(const char* key, const char* value) : key_(key) {
        const char* before = CPLGetThreadLocalConfigOption(key, nullptr);
        had_ = before != nullptr;
        if (had_) before_ = before;
        CPLSetThreadLocalConfigOption(key, value);
    }
    ~LocalOption() { CPLSetThreadLocalConfigOption(key_, had_ ? before_.c_str() : nullptr); }
    LocalOption(const LocalOption&) = delete;
    LocalOption& operator=(const LocalOption&) = delete;

  private:
    const char* key_;
    bool had_ = false;
    std::string before_;
};

// The bytes under a name that GDAL can open: what was surveyed is what is read, and no path of the user
// reaches GDAL.
class MemoryFile {
  public:
    explicit MemoryFile(std::string& bytes) {
        static std::atomic<unsigned> counter{0};
        name_ = fmt::format("/vsimem/mallctl-drawing-{}.dxf", counter++);
        auto* data = reinterpret_cast<GByte*>(bytes.data());
        VSILFILE* file = VSIFileFromMemBuffer(name_.c_str(), data, bytes.size(), FALSE);
        if (file != nullptr) VSIFCloseL(file);
    }
    ~MemoryFile() { VSIUnlink(name_.c_str()); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    const char* name() const { return name_.c_str(); }

  private:
    std::string name_;
};

core::LineString points_of(const OGRSimpleCurve& curve) {
    core::LineString line;
    line.reserve(static_cast<std::size_t>(curve.getNumPoints()));
    for (int i = 0; i < curve.getNumPoints(); ++i) line.push_back({curve.getX(i), curve.getY(i)});
    return line;
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
        default:
            entity.has_surface = true;
    }
}

// The field's bytes; empty where it is not set.
std::string text_field(const OGRFeature& feature, const char* name) {
    const int index = feature.GetFieldIndex(name);
    if (index < 0 || feature.IsFieldSetAndNotNull(index) == 0) return {};
    return feature.GetFieldAsString(index);
}

Entity entity_of(const OGRFeature& feature) {
    Entity entity;
    const std::string text = text_field(feature, "Text");
    entity.layer = decode_text(text_field(feature, "Layer"));
    entity.handle = core::one_line(decode_text(text_field(feature, "EntityHandle")));
    entity.text = decode_text(text);
    entity.text_was_recoded = !core::is_utf8(text);
    const int paper_index = feature.GetFieldIndex("PaperSpace");
    entity.in_paper_space = paper_index >= 0 && feature.GetFieldAsInteger(paper_index) != 0;
    if (const OGRGeometry* geometry = feature.GetGeometryRef()) add_geometry(*geometry, entity);
    const std::string classes = text_field(feature, "SubClasses");
    entity.is_broken = !entity.has_surface && entity.points.empty() && entity.lines.empty() &&
                       entity.areas.empty() &&
                       (classes.ends_with("AcDbHatch") || classes.ends_with("AcDbSpline"));
    return entity;
}

[[noreturn]] void reject(const std::string& file, const std::string& why, const std::string& advice) {
    throw core::Error(core::Fault::rejected, fmt::format("{}: {}", file, why), advice);
}

void check_amount(std::int64_t entities, std::int64_t points, const std::string& file) {
    if (entities <= max_entities && points <= max_points) return;
    reject(file,
           fmt::format("once its blocks are inserted, the drawing has more than {} entities or {} points",
                       max_entities, max_points),
           "purge what is not part of the plan, or save each level as a drawing of its own");
}

std::int64_t points_in(const Entity& entity) {
    std::size_t count = entity.points.size();
    for (const core::LineString& line : entity.lines) count += line.size();
    for (const core::Polygon& area : entity.areas) {
        for (const core::Ring& ring : area.rings) count += ring.size();
    }
    return static_cast<std::int64_t>(count);
}

}  // namespace

Drawing read_drawing(const std::filesystem::path& path) {
    const std::string file = path.string();
    std::string bytes = read_dxf_bytes(path);
    Drawing drawing;
    drawing.format = "dxf";
    drawing.name = path.filename().string();
    drawing.survey = survey(bytes, file);
    check_amount(drawing.survey.entities, drawing.survey.points, file);

    const QuietErrors quiet;
    // Parts of a block keep their own layers (unmerged), and the survey has bounded their number already.
    const LocalOption unmerged("DXF_MERGE_BLOCK_GEOMETRIES", "FALSE");
    const LocalOption inlined("DXF_INLINE_BLOCKS", "TRUE");
    const LocalOption limit("DXF_FEATURE_LIMIT_PER_BLOCK", "-1");
    const LocalOption encoding("DXF_ENCODING", drawing.survey.is_utf8() ? "UTF-8" : nullptr);
    RegisterOGRDXF();
    const MemoryFile memory(bytes);
    const char* const drivers[] = {"DXF", nullptr};
    CPLErrorReset();
    const GDALDatasetUniquePtr dataset(
        GDALDataset::Open(memory.name(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, nullptr, nullptr));
    OGRLayer* layer = dataset ? dataset->GetLayerByName("entities") : nullptr;
    if (layer == nullptr) {
        reject(file, fmt::format("GDAL cannot read the drawing: {}", core::one_line(CPLGetLastErrorMsg())),
               "save it again as DXF (ASCII, R2000 or later) from the CAD program");
    }
    CPLErrorReset();
    std::int64_t points = 0;
    while (const OGRFeatureUniquePtr feature{layer->GetNextFeature()}) {
        drawing.entities.push_back(entity_of(*feature));
        const auto insert = drawing.survey.inserts.find(drawing.entities.back().handle);
        if (insert != drawing.survey.inserts.end()) {
            drawing.entities.back().block = insert->second.block;
            drawing.entities.back().insertion = insert->second.at;
        }
        // The survey knows the inserts, but not every way in which an entity can draw a block (leaders,
        // tables).
        points += points_in(drawing.entities.back());
        check_amount(static_cast<std::int64_t>(drawing.entities.size()), points, file);
    }
    if (CPLGetLastErrorType() >= CE_Failure) {
        reject(file, fmt::format("the drawing is damaged: {}", core::one_line(CPLGetLastErrorMsg())),
               "run the CAD program's AUDIT and save it again as DXF");
    }
    return drawing;
}

}  // namespace mallctl::importers::dxf
