// mapping.yaml and the globs in it.
#include <cmath>

#include "core/glob.hpp"
#include "importers/drawing/ground_fit.hpp"
#include "importers/mapping/mapping.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace mallctl;
using namespace mallctl::importers;

// Control points fit, or are refused.
void require_fit(const mapping::Mapping& read) {
    if (!read.georeference) return;
    const auto* reference = std::get_if<mapping::ControlPointReference>(&*read.georeference);
    // A CRS would be looked up in PROJ's database, which is not what is tested.
    if (reference == nullptr || !reference->crs.empty()) return;
    const auto fit = fuzz::attempt([&] { return drawing::fit_ground(*reference, 0.001); });
    if (!fit) return;
    fuzz::require(std::isfinite(fit->report.rms_m) && fit->report.rms_m >= 0, "a fit has a finite error");
    fuzz::require(fit->report.points.size() == reference->points.size(), "every point has a residual");
}

void require_sound(const mapping::Mapping& read) {
    if (read.metres_per_unit) {
        fuzz::require(std::isfinite(*read.metres_per_unit) && *read.metres_per_unit > 0, "units have a size");
    }
    for (const mapping::LayerRule& rule : read.layers) {
        fuzz::require(rule.where.line > 0, "a rule has a place");
        read.layer_rule(rule.glob);
    }
    for (const mapping::LayerRule& rule : read.blocks) {
        fuzz::require(!rule.width_m || *rule.width_m > 0, "a door has a width");
        read.block_rule(rule.glob);
    }
    for (const mapping::FileRule& rule : read.files) {
        read.file_rules(rule.glob);
        if (rule.box) {
            fuzz::require(rule.box->min.x < rule.box->max.x && rule.box->min.y < rule.box->max.y,
                          "a box holds something");
        }
    }
    require_fit(read);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text = fuzz::to_text(data, size);
    const auto read = fuzz::attempt([&] { return mapping::parse_mapping(text, "mapping.yaml"); });
    if (read) require_sound(*read);
    const std::size_t half = std::min<std::size_t>(text.size() / 2, 200);
    core::glob_matches(std::string_view(text).substr(0, half), std::string_view(text).substr(half, 200));
    return 0;
}
