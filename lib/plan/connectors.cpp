#include "plan/connectors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "plan/surface.hpp"

namespace mallctl::plan {

namespace {

constexpr std::array categories{"elevator", "escalator", "ramp", "stairs"};

// Of the smaller unit's area. Flights of one stairwell are drawn alike on every level; neighbouring
// stairwells of one core share at most their walls.
constexpr double least_overlap = 0.5;

struct Candidate {
    UnitIndex unit = 0;
    core::Box box;
    double area = 0;
};

struct Overlap {
    double area = 0;
    UnitIndex below = 0;
    UnitIndex above = 0;
};

// The units of one category of one building, by ordinal.
using Floors = std::map<int, std::vector<Candidate>>;

// Buildings come in plan order; levels without a building belong together and come first.
using Shafts = std::map<std::pair<std::optional<BuildingIndex>, std::string>, Floors>;

std::set<UnitIndex> units_in_connectors(const Plan& plan) {
    std::set<UnitIndex> taken;
    for (const Connector& connector : plan.connectors) {
        for (const ConnectorStop& stop : connector.stops) {
            if (stop.unit) taken.insert(*stop.unit);
        }
    }
    return taken;
}

// Stops of stated connectors that name no unit: they stand for the unit of their category that they lie in.
class StatedStops {
  public:
    explicit StatedStops(const Plan& plan) {
        for (const Connector& connector : plan.connectors) {
            for (const ConnectorStop& stop : connector.stops) {
                if (!stop.unit) by_x_[{stop.level, connector.category}].emplace(stop.point.x, stop.point);
            }
        }
    }

    bool any_in(const Unit& unit, const core::Box& box) const {
        const auto points = by_x_.find({unit.level, unit.category});
        if (points == by_x_.end()) return false;
        const auto end = points->second.upper_bound(box.max.x);
        return std::any_of(points->second.lower_bound(box.min.x), end,
                           [&](const auto& entry) { return contains(unit.geometry, entry.second); });
    }

  private:
    std::map<std::pair<LevelIndex, std::string>, std::multimap<double, Point>> by_x_;
};

Shafts collect(const Plan& plan) {
    const std::set<UnitIndex> taken = units_in_connectors(plan);
    const StatedStops stated(plan);
    Shafts shafts;
    for (UnitIndex i = 0; i < plan.units.size(); ++i) {
        const Unit& unit = plan.units[i];
        if (std::find(categories.begin(), categories.end(), unit.category) == categories.end()) continue;
        const auto box = box_of(unit.geometry);
        const double area = area_of(unit.geometry);
        if (!box || !(area > 0) || taken.contains(i) || stated.any_in(unit, *box)) continue;
        const Level& level = plan.levels.at(unit.level);
        shafts[{level.building, unit.category}][level.ordinal].push_back({i, *box, area});
    }
    for (auto& [key, floors] : shafts) {
        for (auto& [ordinal, candidates] : floors) {
            std::stable_sort(
                candidates.begin(), candidates.end(),
                [](const Candidate& a, const Candidate& b) { return a.box.min.x < b.box.min.x; });
        }
    }
    return shafts;
}

bool boxes_overlap(const core::Box& a, const core::Box& b) {
    return a.min.x < b.max.x && b.min.x < a.max.x && a.min.y < b.max.y && b.min.y < a.max.y;
}

bool directions_agree(const Unit& a, const Unit& b) {
    return !a.direction || !b.direction || *a.direction == *b.direction;
}

// Finds stacks in one building and category: pairs by descending overlap, each unit with one partner up and
// one down.
class Stacker {
  public:
    Stacker(const Plan& plan, const Floors& floors) : plan_(plan), floors_(floors) {}

    // Stacks of two and more, lowest unit first, ordered by their lowest unit's ordinal and place in the
    // plan.
    std::vector<std::vector<UnitIndex>> stacks(const std::set<int>& ordinals, bool may_pass_levels) {
        for (auto low = floors_.begin(); low != floors_.end(); ++low) {
            for (auto high = std::next(low); high != floors_.end(); ++high) {
                if (!may_pass_levels && *std::next(ordinals.find(low->first)) != high->first) break;
                join(low->second, high->second);
            }
        }
        std::vector<std::vector<UnitIndex>> result;
        for (const auto& [ordinal, candidates] : floors_) {
            for (const UnitIndex unit : in_plan_order(candidates)) {
                if (above_.contains(unit) && !below_.contains(unit)) result.push_back(climb(unit));
            }
        }
        return result;
    }

    bool alone(UnitIndex unit) const { return !above_.contains(unit) && !below_.contains(unit); }

  private:
    void join(const std::vector<Candidate>& low, const std::vector<Candidate>& high) {
        std::vector<Overlap> overlaps;
        for (const Candidate& lower : low) {
            if (above_.contains(lower.unit)) continue;
            for (const Candidate& upper : high) {
                if (upper.box.min.x >= lower.box.max.x) break;
                if (!below_.contains(upper.unit)) consider(lower, upper, overlaps);
            }
        }
        std::sort(overlaps.begin(), overlaps.end(), [](const Overlap& a, const Overlap& b) {
            return std::tuple(-a.area, a.below, a.above) < std::tuple(-b.area, b.below, b.above);
        });
        for (const Overlap& overlap : overlaps) {
            if (above_.contains(overlap.below) || below_.contains(overlap.above)) continue;
            above_[overlap.below] = overlap.above;
            below_[overlap.above] = overlap.below;
        }
    }

    void consider(const Candidate& lower, const Candidate& upper, std::vector<Overlap>& overlaps) const {
        const Unit& a = plan_.units[lower.unit];
        const Unit& b = plan_.units[upper.unit];
        if (!boxes_overlap(lower.box, upper.box) || !directions_agree(a, b)) return;
        const double shared = overlap_area(a.geometry, b.geometry);
        if (shared >= least_overlap * std::min(lower.area, upper.area)) {
            overlaps.push_back({shared, lower.unit, upper.unit});
        }
    }

    static std::vector<UnitIndex> in_plan_order(const std::vector<Candidate>& candidates) {
        std::vector<UnitIndex> units;
        for (const Candidate& candidate : candidates) units.push_back(candidate.unit);
        std::sort(units.begin(), units.end());
        return units;
    }

    std::vector<UnitIndex> climb(UnitIndex lowest) const {
        std::vector<UnitIndex> stack{lowest};
        for (auto next = above_.find(lowest); next != above_.end(); next = above_.find(next->second)) {
            stack.push_back(next->second);
        }
        return stack;
    }

    const Plan& plan_;
    const Floors& floors_;
    std::map<UnitIndex, UnitIndex> above_;
    std::map<UnitIndex, UnitIndex> below_;
};

Connector make_connector(const Plan& plan, const std::vector<UnitIndex>& stack) {
    Connector connector;
    connector.inferred = true;
    connector.category = plan.units[stack.front()].category;
    connector.accessible = connector.category == "elevator" || connector.category == "ramp";
    for (const UnitIndex index : stack) {
        const Unit& unit = plan.units[index];
        if (connector.name.empty()) connector.name = unit.name;
        if (unit.direction) connector.direction = *unit.direction;
        connector.stops.push_back({unit.level, index, representative_point(unit)});
    }
    return connector;
}

class Reporter {
  public:
    Reporter(const Plan& plan, core::Diagnostics& findings) : plan_(plan), findings_(findings) {
        for (LevelIndex i = 0; i < plan.levels.size(); ++i) labels_.push_back(level_label(plan, i));
    }

    void alone(UnitIndex index) {
        core::Diagnostic& finding = add(index, "P022", core::Severity::warning);
        finding.message =
            fmt::format("the {} unit has no partner that it lies over on the level above or below",
                        plan_.units[index].category);
        finding.advice = "draw it at the same place on each level it serves, or state the connector";
    }

    void direction(const Connector& connector) {
        const auto says = [&](const ConnectorStop& stop) {
            return plan_.units[*stop.unit].direction.has_value();
        };
        if (connector.category != "escalator") return;
        if (std::any_of(connector.stops.begin(), connector.stops.end(), says)) return;
        core::Diagnostic& finding = add(*connector.stops.front().unit, "P069", core::Severity::note);
        finding.message = "the plan does not say which way the escalator runs; routes use it both ways";
        finding.advice = "state its direction: up or down";
    }

  private:
    core::Diagnostic& add(UnitIndex index, const char* code, core::Severity severity) {
        const Unit& unit = plan_.units[index];
        core::Diagnostic& finding = findings_.emplace_back();
        finding.code = code;
        finding.severity = severity;
        finding.level = labels_[unit.level];
        finding.feature = unit.source_id.empty() ? unit.ref : unit.source_id;
        finding.at = representative_point(unit);
        return finding;
    }

    const Plan& plan_;
    core::Diagnostics& findings_;
    std::vector<std::string> labels_;
};

}  // namespace

void infer_connectors(Plan& plan, core::Diagnostics& findings) {
    std::map<std::optional<BuildingIndex>, std::set<int>> ordinals;
    for (const Level& level : plan.levels) ordinals[level.building].insert(level.ordinal);

    Reporter report(plan, findings);
    for (const auto& [key, floors] : collect(plan)) {
        const auto& [building, category] = key;
        Stacker stacker(plan, floors);
        for (const auto& stack : stacker.stacks(ordinals[building], category == "elevator")) {
            plan.connectors.push_back(make_connector(plan, stack));
            report.direction(plan.connectors.back());
        }
        for (const auto& [ordinal, candidates] : floors) {
            for (const Candidate& candidate : candidates) {
                if (stacker.alone(candidate.unit)) report.alone(candidate.unit);
            }
        }
    }
}

}  // namespace mallctl::plan
