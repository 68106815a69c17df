#include "plan/check/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace mallctl::plan {

std::string feature_text(const Feature& feature) {
    if (!feature.source_id.empty()) return feature.source_id;
    return feature.id.is_nil() ? std::string() : core::to_string(feature.id);
}

std::string feature_text(const Unit& unit) {
    if (unit.source_id.empty() && !unit.ref.empty()) return unit.ref;
    return feature_text(static_cast<const Feature&>(unit));
}

std::string unit_text(const Unit& unit) {
    std::string text = unit.category;
    const std::string name = core::pick_name(unit.name);
    if (!unit.ref.empty()) text += " " + unit.ref;
    if (!name.empty() && name != unit.ref) text += fmt::format(" \"{}\"", name);
    return text;
}

core::Diagnostic& Report::add_level(const char* code, core::Severity severity, LevelIndex level,
                                    std::string message, std::string advice) {
    const SurveyedLevel& surveyed = survey_.levels.at(level);
    core::Diagnostic& finding = findings_.emplace_back();
    finding.code = code;
    finding.severity = severity;
    finding.message = std::move(message);
    finding.advice = std::move(advice);
    finding.level = surveyed.label;
    finding.feature = feature_text(survey_.plan.levels[level]);
    if (surveyed.box) {
        const auto& [min, max] = *surveyed.box;
        finding.at = surveyed.frame.to_degrees({(min.x + max.x) / 2, (min.y + max.y) / 2});
    }
    return finding;
}

core::Diagnostic& Report::add_unit(const char* code, core::Severity severity, UnitIndex index,
                                   std::string message, std::string advice) {
    const Unit& unit = survey_.plan.units.at(index);
    core::Diagnostic& finding = findings_.emplace_back();
    finding.code = code;
    finding.severity = severity;
    finding.message = std::move(message);
    finding.advice = std::move(advice);
    finding.level = survey_.levels[unit.level].label;
    finding.feature = feature_text(unit);
    finding.at = representative_point(unit);
    if (!unit.geometry.empty()) finding.shape = unit.geometry;
    return finding;
}

core::Diagnostic& Report::add_line(const char* code, core::Severity severity, LevelIndex level,
                                   const Feature& feature, const core::MultiLineString& lines,
                                   std::string message, std::string advice) {
    core::Diagnostic& finding = findings_.emplace_back();
    finding.code = code;
    finding.severity = severity;
    finding.message = std::move(message);
    finding.advice = std::move(advice);
    finding.level = survey_.levels.at(level).label;
    finding.feature = feature_text(feature);
    if (!lines.empty() && !lines[0].empty()) {
        finding.at = lines[0][lines[0].size() / 2];
        finding.shape = lines;
    }
    return finding;
}

core::Diagnostics Report::sorted() && {
    std::stable_sort(findings_.begin(), findings_.end(), [](const auto& a, const auto& b) {
        return std::tie(a.code, a.level, a.feature) < std::tie(b.code, b.level, b.feature);
    });
    return std::move(findings_);
}

}  // namespace mallctl::plan
