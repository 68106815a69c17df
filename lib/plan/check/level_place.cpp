// Where floors lie: over each other, within their building's footprint, and somewhere on earth.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <vector>

#include "plan/check/checks.hpp"
#include "plan/surface.hpp"

namespace mallctl::plan {

namespace {

using core::Severity;

constexpr double farthest_m = 3000;

// 1 km: nobody builds a mall in the Gulf of Guinea.
constexpr double null_island_degrees = 0.01;

// Of a level that no footprint of its building holds.
constexpr double share_outside = 0.05;
constexpr double least_outside_m2 = 10;

// More levels than this are not asked which of them lies in the middle of all.
constexpr std::size_t most_candidates = 64;

struct Placed {
    LevelIndex level = 0;
    Point middle;  // geographic
};

double distance_m(Point a, Point b) {
    const Point apart = FlatFrame(a).to_metres(b);
    return std::hypot(apart.x, apart.y);
}

std::vector<Placed> placed_levels(const Survey& survey) {
    std::vector<Placed> placed;
    for (LevelIndex i = 0; i < survey.levels.size(); ++i) {
        const SurveyedLevel& level = survey.levels[i];
        if (!level.box) continue;
        const auto& [min, max] = *level.box;
        placed.push_back({i, level.frame.to_degrees({(min.x + max.x) / 2, (min.y + max.y) / 2})});
    }
    return placed;
}

// The level that most others are near to.
Point middle_of(const std::vector<Placed>& placed) {
    Point best;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < std::min(placed.size(), most_candidates); ++i) {
        double sum = 0;
        for (const Placed& other : placed) {
            sum += std::min(distance_m(placed[i].middle, other.middle), 10 * farthest_m);
        }
        if (sum >= least) continue;
        least = sum;
        best = placed[i].middle;
    }
    return best;
}

void check_apart(const Survey& survey, Report& report) {
    const std::vector<Placed> placed = placed_levels(survey);
    const Point middle = middle_of(placed);
    for (const auto& [level, at] : placed) {
        if (std::abs(at.x) < null_island_degrees && std::abs(at.y) < null_island_degrees) {
            report.add_level("P061", Severity::warning, level,
                             "the level lies at longitude 0, latitude 0, where the sea is",
                             "georeference the source: --crs, or control points in the mapping");
            continue;
        }
        const double apart = distance_m(middle, at);
        if (apart <= farthest_m) continue;
        if (distance_m(middle, {at.y, at.x}) <= farthest_m) {
            report.add_level(
                "P061", Severity::warning, level,
                "longitude and latitude of the level are swapped: turned round it lies with the others",
                "swap the axes of this source");
        } else {
            report.add_level(
                "P058", Severity::warning, level,
                fmt::format("the level lies {:.0f} km from the others of this plan", apart / 1000),
                "check the coordinate system and the origin of this level's source");
        }
    }
}

// Footprints of each building; underground floors reach beyond those above ground.
void check_footprints(const Survey& survey, Report& report) {
    const Plan& plan = survey.plan;
    std::map<BuildingIndex, std::vector<const Footprint*>> footprints;
    for (const Footprint& footprint : plan.footprints) {
        for (const BuildingIndex building : footprint.buildings) footprints[building].push_back(&footprint);
    }
    for (LevelIndex i = 0; i < plan.levels.size(); ++i) {
        const Level& level = plan.levels[i];
        if (!level.building || !footprints.contains(*level.building) || level.outdoor) continue;
        TileIndex held;
        bool below_ground = false;
        for (const Footprint* footprint : footprints.at(*level.building)) {
            held.add(survey.levels[i].frame.to_metres(footprint->geometry), 0);
            below_ground |= footprint->category == "subterranean";
        }
        if (level.ordinal < 0 && !below_ground) continue;
        held.close();
        const double area = survey.levels[i].outline_m2;
        double inside = 0;
        for (const Tile& tile : survey.levels[i].outline.tiles) inside += held.covered(tile);
        if (area - inside <= std::max(least_outside_m2, share_outside * area)) continue;
        core::Diagnostic& finding = report.add_level(
            "P058", Severity::warning, i,
            fmt::format("{:.0f} m2 of the level's {:.0f} m2 lie outside the footprint of its building",
                        area - inside, area),
            "correct the level's outline or the footprint");
        finding.shape = level.outline;
    }
}

}  // namespace

void check_level_place(const Survey& survey, Report& report) {
    check_apart(survey, report);
    check_footprints(survey, report);
}

}  // namespace mallctl::plan
