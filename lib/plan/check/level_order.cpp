// Levels against each other: their ordinals, their names and their heights.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "plan/check/checks.hpp"
#include "plan/check/folded.hpp"

namespace mallctl::plan {

namespace {

using core::Severity;

void check_ordinals(const Survey& survey, const std::vector<LevelIndex>& levels, Report& report) {
    for (std::size_t i = 1; i < levels.size(); ++i) {
        const int below = survey.plan.levels[levels[i - 1]].ordinal;
        const int here = survey.plan.levels[levels[i]].ordinal;
        if (here == below) {
            report.add_level(
                "P054", Severity::warning, levels[i],
                fmt::format("ordinal {} is that of level {} too", here, survey.levels[levels[i - 1]].label),
                "give each level of a building an ordinal of its own: 0 is the ground floor");
        } else if (static_cast<long long>(here) - below > 1) {
            report.add_level(
                "P054", Severity::warning, levels[i],
                fmt::format("ordinal {} follows {}: the levels between are missing", here, below),
                "number the levels of a building without a gap, or add the missing ones");
        }
    }
}

void check_short_names(const Survey& survey, const std::vector<LevelIndex>& levels, Report& report) {
    std::map<std::string, LevelIndex> seen;
    for (const LevelIndex i : levels) {
        const std::string name = folded(survey.plan.levels[i].short_name);
        if (name.empty()) continue;
        const auto [first, is_new] = seen.emplace(name, i);
        if (is_new || survey.plan.levels[first->second].ordinal == survey.plan.levels[i].ordinal) continue;
        report.add_level("P019", Severity::warning, i,
                         fmt::format("the levels of ordinal {} and {} are both called \"{}\"",
                                     survey.plan.levels[first->second].ordinal, survey.plan.levels[i].ordinal,
                                     survey.plan.levels[i].short_name),
                         "give each level of a building a short name of its own");
    }
}

void check_heights(const Survey& survey, const std::vector<LevelIndex>& levels, Report& report) {
    const Level* below = nullptr;
    for (const LevelIndex i : levels) {
        const Level& level = survey.plan.levels[i];
        if (!level.elevation_m) continue;
        if (below != nullptr && level.ordinal > below->ordinal && *level.elevation_m <= *below->elevation_m) {
            report.add_level(
                "P019", Severity::warning, i,
                fmt::format("ordinal {} lies at {:g} m and the lower ordinal {} at {:g} m", level.ordinal,
                            *level.elevation_m, below->ordinal, *below->elevation_m),
                "correct the elevation or the ordinal: travel times on stairs depend on them");
        }
        below = &level;
    }
}

}  // namespace

void check_level_order(const Survey& survey, Report& report) {
    std::map<std::optional<BuildingIndex>, std::vector<LevelIndex>> buildings;
    for (LevelIndex i = 0; i < survey.plan.levels.size(); ++i) {
        buildings[survey.plan.levels[i].building].push_back(i);
    }
    for (auto& [building, levels] : buildings) {
        std::stable_sort(levels.begin(), levels.end(), [&](LevelIndex a, LevelIndex b) {
            return survey.plan.levels[a].ordinal < survey.plan.levels[b].ordinal;
        });
        check_ordinals(survey, levels, report);
        check_short_names(survey, levels, report);
        check_heights(survey, levels, report);
    }
}

}  // namespace mallctl::plan
