#include "importers/drawing/gdal_input.hpp"
#include "importers/dxf/dxf.hpp"

#include <cpl_conv.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <memory>

#include "core/error.hpp"
#include "core/utf8.hpp"
#include "importers/drawing/text.hpp"
#include "importers/dxf/file_bytes.hpp"
#include "importers/dxf/survey.hpp"
#include "importers/gdal/session.hpp"

namespace mallctl::importers::dxf {

using drawing::add_geometry;
using drawing::Drawing;
using drawing::Entity;
using drawing::text_field;

namespace {

Entity entity_of(const OGRFeature& feature) {
    Entity entity;
    const std::string text = text_field(feature, "Text");
    entity.layer = drawing::decode_text(text_field(feature, "Layer"));
    entity.handle = core::one_line(drawing::decode_text(text_field(feature, "EntityHandle")));
    entity.text = drawing::decode_text(text);
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

}  // namespace

Drawing read_drawing(const std::filesystem::path& path) {
    const std::string file = path.string();
    std::string bytes = read_dxf_bytes(path);
    Drawing drawing;
    drawing.format = "dxf";
    drawing.name = path.filename().string();
    drawing.survey = survey(bytes, file);
    drawing::check_amount(drawing.survey.entities, drawing.survey.points, file);

    const drawing::QuietErrors quiet;
    // Parts of a block keep their own layers (unmerged), and the survey has bounded their number already.
    const gdal::LocalOption unmerged("DXF_MERGE_BLOCK_GEOMETRIES", "FALSE");
    const gdal::LocalOption inlined("DXF_INLINE_BLOCKS", "TRUE");
    const gdal::LocalOption limit("DXF_FEATURE_LIMIT_PER_BLOCK", "-1");
    const gdal::LocalOption encoding("DXF_ENCODING", drawing.survey.is_utf8() ? "UTF-8" : nullptr);
    RegisterOGRDXF();
    const drawing::MemoryFile memory(bytes, "dxf");
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
        points += static_cast<std::int64_t>(drawing.entities.back().all_points().size());
        drawing::check_amount(static_cast<std::int64_t>(drawing.entities.size()), points, file);
    }
    if (CPLGetLastErrorType() >= CE_Failure) {
        reject(file, fmt::format("the drawing is damaged: {}", core::one_line(CPLGetLastErrorMsg())),
               "run the CAD program's AUDIT and save it again as DXF");
    }
    return drawing;
}

}  // namespace mallctl::importers::dxf
