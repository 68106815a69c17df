// What is drawn twice.
#include "plan/duplicates.hpp"

#include <fmt/format.h>

#include <string>

#include "plan/check/checks.hpp"

namespace mallctl::plan {

namespace {

constexpr const char* code = "P032";
constexpr core::Severity severity = core::Severity::warning;
constexpr const char* advice = "remove one of them, or import with --repair all";

std::string message(const char* kind, const std::string& kept) {
    return fmt::format("the {} is drawn twice: it is {}", kind,
                       kept.empty() ? "there already" : kept + " again");
}

template <typename F>
void report_area(const Duplicate& pair, const std::vector<F>& features, const char* kind, Report& report) {
    const F& copy = features.at(pair.copy);
    core::Diagnostic& finding = report.add_line(code, severity, copy.level, copy, {},
                                                message(kind, feature_text(features.at(pair.kept))), advice);
    if (copy.geometry.empty() || copy.geometry[0].rings.empty() || copy.geometry[0].rings[0].empty()) return;
    finding.at = copy.geometry[0].rings[0][0];
    finding.shape = copy.geometry;
}

void report_duplicate(const Plan& plan, const Duplicate& pair, Report& report) {
    const char* kind = to_string(pair.drawn_class);
    switch (pair.drawn_class) {
        case DrawnClass::unit:
            report.add_unit(
                code, severity, pair.copy,
                fmt::format("{} is drawn twice: it has the outline of {}",
                            unit_text(plan.units.at(pair.copy)), unit_text(plan.units.at(pair.kept))),
                advice);
            return;
        case DrawnClass::opening: {
            const Opening& copy = plan.openings.at(pair.copy);
            report.add_line(code, severity, copy.level, copy, {copy.geometry},
                            message(kind, feature_text(plan.openings.at(pair.kept))), advice);
            return;
        }
        case DrawnClass::wall: {
            const Wall& copy = plan.walls.at(pair.copy);
            report.add_line(code, severity, copy.level, copy, copy.lines,
                            message(kind, feature_text(plan.walls.at(pair.kept))), advice);
            return;
        }
        case DrawnClass::fixture:
            return report_area(pair, plan.fixtures, kind, report);
        case DrawnClass::section:
            return report_area(pair, plan.sections, kind, report);
        case DrawnClass::kiosk:
            return report_area(pair, plan.kiosks, kind, report);
    }
}

}  // namespace

void check_duplicates(const Survey& survey, Report& report) {
    for (const Duplicate& pair : survey.duplicates) report_duplicate(survey.plan, pair, report);
}

}  // namespace mallctl::plan
