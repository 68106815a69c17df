// Text DXF before GDAL sees it: tags, the survey of blocks and georeference, and texts.
#include <cmath>

#include "core/utf8.hpp"
#include "importers/drawing/text.hpp"
#include "importers/drawing/text_codes.hpp"
#include "importers/dxf/geodata.hpp"
#include "importers/dxf/survey.hpp"
#include "importers/dxf/tags.hpp"
#include "tests/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mallctl;
    using namespace mallctl::importers;
    const std::string text = fuzz::to_text(data, size);
    if (const auto survey = fuzz::attempt([&] { return dxf::survey(text, "plan.dxf"); })) {
        fuzz::require(survey->entities >= 0 && survey->points >= 0, "counts do not wrap around");
        for (const auto& [place, count] : survey->by_layer_and_type) {
            fuzz::require(count > 0, "what is listed is there");
        }
        for (const auto& [handle, insert] : survey->inserts) {
            fuzz::require(std::isfinite(insert.at.x) && std::isfinite(insert.y_scale),
                          "inserts are somewhere");
        }
        if (survey->georeference) {
            fuzz::require(survey->georeference->metres_per_unit > 0, "a drawing's own grid has a unit");
        }
    }
    dxf::epsg_of_definition(text);
    dxf::TagReader reader(text, "plan.dxf");
    dxf::Tag tag;
    while (fuzz::attempt([&] { return reader.next(tag); }).value_or(false)) {
        fuzz::require(core::is_utf8(drawing::decode_text(tag.value)), "texts become UTF-8");
    }
    fuzz::require(core::is_utf8(drawing::decode_text(text)), "texts become UTF-8");
    if (core::is_utf8(text)) {
        fuzz::require(core::is_utf8(drawing::decode_text_codes(text)), "codes become UTF-8");
    }
    return 0;
}
