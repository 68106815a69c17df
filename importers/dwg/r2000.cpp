#include "importers/dwg/r2000.hpp"

#include <cpl_error.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <cstdlib>
#include <memory>

#include "core/error.hpp"
#include "core/utf8.hpp"
#include "importers/drawing/gdal_input.hpp"
#include "importers/drawing/text.hpp"

namespace mallctl::importers::dwg {

namespace {

using drawing::Drawing;
using drawing::Entity;

constexpr const char* save_again = "run the CAD program's AUDIT and save it again, best as DXF";

[[noreturn]] void reject(const std::string& file, const std::string& why) {
    throw core::Error(core::Fault::rejected, fmt::format("{}: {}", file, why), save_again);
}

// GDAL's name of the entity as that of DXF.
std::string type_of(const OGRFeature& feature) {
    std::string type = drawing::text_field(feature, "cadgeom_type");
    if (type.starts_with("CAD")) type.erase(0, 3);
    for (char& c : type) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    if (type == "FACE3D") return "3DFACE";
    if (type.starts_with("POLYLINE")) return "POLYLINE";
    return type == "ATTRIB" ? "ATTDEF" : type;
}

Entity entity_of(const OGRFeature& feature, const std::string& layer) {
    Entity entity;
    entity.layer = layer;
    const std::string text = drawing::text_field(feature, "text");
    entity.text = drawing::decode_text(text);
    entity.text_was_recoded = !core::is_utf8(text);
    entity.may_be_closed = drawing::text_field(feature, "cadgeom_type") == "CADLWPolyline";
    if (const OGRGeometry* geometry = feature.GetGeometryRef()) drawing::add_geometry(*geometry, entity);
    return entity;
}

}  // namespace

Drawing read_r2000(std::string bytes, const std::string& file) {
    const drawing::QuietErrors quiet;
    RegisterOGRCAD();
    const drawing::MemoryFile memory(bytes, "dwg");
    const char* const drivers[] = {"CAD", nullptr};
    CPLErrorReset();
    const GDALDatasetUniquePtr dataset(
        GDALDataset::Open(memory.name(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, nullptr, nullptr));
    if (!dataset)
        reject(file, fmt::format("GDAL cannot read the drawing: {}", core::one_line(CPLGetLastErrorMsg())));
    Drawing drawing;
    drawing.survey.version = "AC1015";
    if (const char* units = dataset->GetMetadataItem("$INSUNITS")) drawing.survey.insunits = std::atoi(units);
    drawing.survey.metres_per_unit = drawing::metres_of_insunits(drawing.survey.insunits);
    std::int64_t points = 0;
    for (int i = 0; i < dataset->GetLayerCount(); ++i) {
        OGRLayer* layer = dataset->GetLayer(i);
        if (layer == nullptr) continue;
        const std::string name = drawing::decode_text(layer->GetName());
        while (const OGRFeatureUniquePtr feature{layer->GetNextFeature()}) {
            drawing.entities.push_back(entity_of(*feature, name));
            const Entity& entity = drawing.entities.back();
            ++drawing.survey.by_layer_and_type[{name, type_of(*feature)}];
            points += static_cast<std::int64_t>(entity.all_points().size());
            drawing::check_amount(static_cast<std::int64_t>(drawing.entities.size()), points, file);
        }
    }
    drawing.survey.entities = static_cast<std::int64_t>(drawing.entities.size());
    drawing.survey.points = points;
    if (drawing.entities.empty()) reject(file, "the drawing has no entity that GDAL can read");
    return drawing;
}

}  // namespace mallctl::importers::dwg
