// How large a floor is: a wrong unit of length shows here first.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "plan/check/checks.hpp"

namespace mallctl::plan {

namespace {

using core::Severity;

constexpr double least_m = 2;
constexpr double small_m = 10;
constexpr double large_m = 400;
constexpr double most_m = 4500;

// An inch read as a millimetre is 25.4 times too small.
constexpr double other_unit = 25;

constexpr const char* advice =
    "check the unit of length that this level was drawn in, and state it in the mapping";

std::vector<bool> levels_in_use(const Plan& plan) {
    std::vector<bool> used(plan.levels.size(), false);
    const auto mark = [&](const auto& features) {
        for (const auto& feature : features) used.at(feature.level) = true;
    };
    mark(plan.units);
    mark(plan.openings);
    mark(plan.fixtures);
    mark(plan.amenities);
    mark(plan.walls);
    mark(plan.sections);
    mark(plan.kiosks);
    return used;
}

double extent(const SurveyedLevel& level) {
    if (!level.box) return 0;
    return std::max(level.box->max.x - level.box->min.x, level.box->max.y - level.box->min.y);
}

// The middle one of all floors, those that are no floor at all left out.
double usual_extent(const Survey& survey) {
    std::vector<double> extents;
    for (const SurveyedLevel& level : survey.levels) {
        if (const double across = extent(level); across > 0) extents.push_back(across);
    }
    if (extents.empty()) return 0;
    std::sort(extents.begin(), extents.end());
    return extents[(extents.size() - 1) / 2];
}

void check_extent(LevelIndex index, double across, double usual, Report& report) {
    if (across < least_m || across > most_m) {
        report.add_level("P024", Severity::error, index, fmt::format("the level is {:.4g} m across", across),
                         advice);
    } else if (across * other_unit <= usual || across >= usual * other_unit) {
        report.add_level(
            "P024", Severity::warning, index,
            fmt::format("the level is {:.4g} m across where the levels of this plan are {:.4g} m", across,
                        usual),
            advice);
    } else if (across < small_m || across > large_m) {
        report.add_level("P024", Severity::warning, index,
                         fmt::format("the level is {:.4g} m across", across), advice);
    }
}

}  // namespace

void check_level_size(const Survey& survey, Report& report) {
    const std::vector<bool> used = levels_in_use(survey.plan);
    const double usual = usual_extent(survey);
    for (LevelIndex i = 0; i < survey.levels.size(); ++i) {
        if (!used[i]) {
            report.add_level("P095", Severity::note, i, "nothing is on the level",
                             "leave the level out, or import what lies on it");
        }
        if (const double across = extent(survey.levels[i]); across > 0)
            check_extent(i, across, usual, report);
    }
}

}  // namespace mallctl::plan
