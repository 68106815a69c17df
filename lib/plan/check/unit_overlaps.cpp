// Units against each other: floor that is sold twice.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "plan/check/checks.hpp"
#include "plan/surface.hpp"

namespace mallctl::plan {

namespace {

using core::Severity;

constexpr double least_m2 = 0.1;

// Of the smaller unit: then it lies inside the other.
constexpr double inside = 0.98;

// Of its level, and over this many others: then the unit is the floor itself.
constexpr double whole_floor = 0.9;
constexpr std::size_t many = 3;

// More than the floor has room for.
constexpr double over_full = 1.05;

// Units over units over units: what is beyond this is hostile, and nobody reads as many findings.
constexpr std::size_t most_parts = 20'000;

struct Overlap {
    UnitIndex first = 0;
    UnitIndex second = 0;
    double area_m2 = 0;
};

// Pairs of units by first and second, each once; without copies, which are findings of their own.
std::vector<Overlap> overlaps_of(const Survey& survey, const SurveyedLevel& level) {
    const auto& [tiles, owner, tree] = level.units;
    std::vector<Overlap> parts;
    for (std::size_t i = 0; i < tiles.size(); ++i) {
        if (survey.is_copy[owner[i]]) continue;
        tree.visit(tiles[i].box, [&](std::size_t other) {
            if (owner[other] <= owner[i] || survey.is_copy[owner[other]]) return true;
            const double area = shared_area(tiles[i], tiles[other]);
            if (area > 0) parts.push_back({owner[i], owner[other], area});
            return parts.size() < most_parts;
        });
        if (parts.size() == most_parts) break;
    }
    std::sort(parts.begin(), parts.end(), [](const Overlap& a, const Overlap& b) {
        return std::pair(a.first, a.second) < std::pair(b.first, b.second);
    });
    std::vector<Overlap> pairs;
    for (const Overlap& part : parts) {
        if (pairs.empty() || pairs.back().first != part.first || pairs.back().second != part.second) {
            pairs.push_back({part.first, part.second, 0});
        }
        pairs.back().area_m2 += part.area_m2;
    }
    std::erase_if(pairs, [](const Overlap& pair) { return pair.area_m2 <= least_m2; });
    return pairs;
}

class OverlapCheck {
  public:
    OverlapCheck(const Survey& survey, const SurveyedLevel& level, Report& report)
        : survey_(survey), level_(level), report_(report), pairs_(overlaps_of(survey, level)) {}

    void run(LevelIndex index) {
        find_floors();
        for (const Overlap& pair : pairs_) {
            if (!is_floor(pair.first) && !is_floor(pair.second)) report_pair(pair);
        }
        if (pairs_.size() * 2 > most_parts) {
            report_.add_level("P009", Severity::warning, index,
                              "so many units of the level overlap that not all of them are listed",
                              "look for a layer that is drawn several times");
        }
        check_sum(index);
    }

  private:
    bool is_floor(UnitIndex unit) const { return floors_.contains(unit); }

    double area(UnitIndex unit) const { return survey_.units[unit].area_m2; }

    void find_floors() {
        std::map<UnitIndex, std::size_t> others;
        for (const Overlap& pair : pairs_) {
            ++others[pair.first];
            ++others[pair.second];
        }
        for (const auto& [unit, count] : others) {
            if (count < many || area(unit) < whole_floor * level_.outline_m2) continue;
            floors_.insert(unit);
            report_.add_unit(
                "P094", Severity::warning, unit,
                fmt::format("{} covers its level and lies under {} other units: it is probably the "
                            "outline of the floor",
                            unit_text(survey_.plan.units[unit]), count),
                "make it the outline of the level, not a unit");
        }
    }

    void report_pair(const Overlap& pair) {
        const double smaller = std::min(area(pair.first), area(pair.second));
        const bool within = pair.area_m2 >= inside * smaller;
        const UnitIndex told = within && area(pair.first) < area(pair.second) ? pair.first : pair.second;
        const UnitIndex other = told == pair.first ? pair.second : pair.first;
        const Unit& unit = survey_.plan.units[told];
        const std::string other_text = unit_text(survey_.plan.units[other]);
        core::Diagnostic& finding = report_.add_unit(
            "P009", within ? Severity::note : Severity::warning, told,
            within ? fmt::format("{} lies inside {}, which has no hole for it", unit_text(unit), other_text)
                   : fmt::format("{} and {} overlap by {:.2f} m2", unit_text(unit), other_text, pair.area_m2),
            within ? "cut it out of the unit around it" : "move the edge between them");
        if (within) return;
        const MultiPolygon shared = overlap(survey_.plan.units[other].geometry, unit.geometry);
        if (shared.empty()) return;
        finding.at = point_on_surface(shared);
        finding.shape = shared;
    }

    // Overlaps are findings of their own: what is left over is a level that is too small for its units.
    void check_sum(LevelIndex index) {
        if (!(level_.outline_m2 > 0)) return;
        double sum = 0;
        for (const UnitIndex unit : level_.members) {
            if (!is_floor(unit) && !survey_.is_copy[unit]) sum += area(unit);
        }
        for (const Overlap& pair : pairs_) {
            if (!is_floor(pair.first) && !is_floor(pair.second)) sum -= pair.area_m2;
        }
        if (sum <= over_full * level_.outline_m2) return;
        report_.add_level(
            "P029", Severity::warning, index,
            fmt::format("the units have {:.0f} m2 in all, the level has {:.0f}", sum, level_.outline_m2),
            "correct the outline of the level, or move units that belong to another");
    }

    const Survey& survey_;
    const SurveyedLevel& level_;
    Report& report_;
    std::vector<Overlap> pairs_;
    std::set<UnitIndex> floors_;
};

}  // namespace

void check_unit_overlaps(const Survey& survey, Report& report) {
    for (LevelIndex i = 0; i < survey.levels.size(); ++i) {
        OverlapCheck(survey, survey.levels[i], report).run(i);
    }
}

}  // namespace mallctl::plan
