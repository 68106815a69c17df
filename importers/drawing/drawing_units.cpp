#include "importers/drawing/drawing_units.hpp"

#include <fmt/format.h>

#include <cmath>
#include <optional>

#include "core/error.hpp"
#include "importers/drawing/ground_fit.hpp"

namespace mallctl::importers::drawing {

namespace {

// Control points that may scale the drawing say how long its unit is.
std::optional<double> scale_of_control_points(const mapping::Mapping& mapping) {
    if (!mapping.georeference) return std::nullopt;
    const auto* points = std::get_if<mapping::ControlPointReference>(&*mapping.georeference);
    if (points == nullptr || points->transform == projection::Fit::rigid) return std::nullopt;
    return fit_ground(*points, 1).report.scale;
}

}  // namespace

double metres_per_unit(const Drawing& drawing, const std::filesystem::path& file,
                       const mapping::Mapping& mapping) {
    if (mapping.metres_per_unit) return *mapping.metres_per_unit;
    if (drawing.survey.metres_per_unit) return *drawing.survey.metres_per_unit;
    if (const auto scale = scale_of_control_points(mapping)) return *scale;
    throw core::Error(
        core::Fault::rejected,
        fmt::format(
            "{}: the drawing does not say its units ($INSUNITS is {}), and the mapping does not either",
            file.string(), drawing.survey.insunits),
        "add 'units: mm' (or cm, m, in, ft) to the mapping");
}

void report_units(const Drawing& drawing, const mapping::Mapping& mapping, ImportResult& result,
                  FindingLog& log) {
    const std::optional<double>& header = drawing.survey.metres_per_unit;
    if (!mapping.metres_per_unit || !header) return;
    // US survey feet are feet here: a mall of 500 m is 1 mm longer in them.
    if (std::abs(*mapping.metres_per_unit / *header - 1) < 1e-5) return;
    if (!mapping.units_reason.empty()) {
        result.notes["units of " + drawing.name] =
            fmt::format("{} m by the mapping, not {} m as the drawing says: {}", *mapping.metres_per_unit,
                        *header, mapping.units_reason);
        return;
    }
    core::Diagnostic finding;
    finding.code = "P087";
    finding.severity = core::Severity::warning;
    finding.message =
        fmt::format("the mapping says that a unit is {} m, and the drawing that it is {} m ($INSUNITS {})",
                    *mapping.metres_per_unit, *header, drawing.survey.insunits);
    finding.advice =
        "if the drawing is wrong, say why under units_reason of the mapping; else take units out";
    finding.where.file = drawing.name;
    log.add(std::move(finding), {});
}

}  // namespace mallctl::importers::drawing
