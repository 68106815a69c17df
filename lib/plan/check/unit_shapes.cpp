// Units by themselves: their size, their width and where their label stands.
#include <fmt/format.h>

#include "plan/categories.hpp"
#include "plan/check/checks.hpp"
#include "plan/surface.hpp"

namespace mallctl::plan {

namespace {

using core::Severity;

constexpr double sliver_m = 0.05;
constexpr double least_m2 = 0.5;
constexpr double most_m2 = 100'000;

}  // namespace

void check_unit_shapes(const Survey& survey, Report& report) {
    for (UnitIndex i = 0; i < survey.units.size(); ++i) {
        const auto& [area, perimeter, first, tiles] = survey.units[i];
        const Unit& unit = survey.plan.units[i];
        if (unit.geometry.empty()) continue;
        // Of a long rectangle: its width.
        const double width = perimeter > 0 ? 2 * area / perimeter : 0;
        if (width < sliver_m) {
            report.add_unit("P033", Severity::warning, i,
                            fmt::format("{} is a sliver: {:.3f} m wide in the mean", unit_text(unit), width),
                            "close the gap between its neighbours, or import with --repair all");
        } else if ((area < least_m2 && !is_solid(unit.category)) || area > most_m2) {
            report.add_unit("P060", Severity::warning, i,
                            fmt::format("{} has {:.2f} m2", unit_text(unit), area),
                            "check its outline and the unit of length; draw furniture as fixtures");
        }
        if (unit.display_point && !surrounds(unit.geometry, *unit.display_point)) {
            core::Diagnostic& finding =
                report.add_unit("P057", Severity::note, i,
                                fmt::format("the display point of {} is not inside it", unit_text(unit)),
                                "move it inside; until then a point inside stands in for it");
            finding.at = unit.display_point;
        }
    }
}

}  // namespace mallctl::plan
