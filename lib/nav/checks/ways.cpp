#include "nav/checks/ways.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/names.hpp"
#include "nav/space/pieces.hpp"
#include "nav/space/plan_shapes.hpp"
#include "plan/lookup.hpp"

namespace mallctl::nav {

namespace {

constexpr std::size_t most_named = 5;

class WayReport {
  public:
    WayReport(const plan::Plan& plan, core::Diagnostics& findings) : plan_(plan), findings_(findings) {}

    void add(const char* code, Profile profile, const std::vector<std::size_t>& units, const char* what,
             const char* advice) {
        std::string names;
        std::size_t named = 0;
        for (const std::size_t i : units) {
            // An id says nothing to a person.
            const plan::Unit& unit = plan_.units[i];
            const std::string label = unit.ref.empty() ? core::pick_name(unit.name) : unit.ref;
            if (label.empty()) continue;
            if (++named > most_named) break;
            names += (named == 1 ? "" : ", ") + label;
        }
        if (named > most_named) names += ", ...";
        if (!names.empty()) names = " (" + names + ")";
        const plan::UnitIndex first = units.front();
        const plan::Unit& unit = plan_.units[first];
        core::Diagnostic& finding = findings_.emplace_back();
        finding.code = code;
        finding.message = fmt::format("{} unit{}{} {} {}", units.size(), units.size() == 1 ? "" : "s", names,
                                      what, in_words(profile));
        finding.advice = advice;
        finding.level = plan::level_label(plan_, unit.level);
        finding.feature = plan::unit_reference(plan_, first);
        finding.at = plan::representative_point(unit);
        core::MultiPolygon shape;
        for (const std::size_t i : units) {
            const auto& area = plan_.units[i].geometry;
            shape.insert(shape.end(), area.begin(), area.end());
        }
        if (!shape.empty()) finding.shape = std::move(shape);
    }

  private:
    const plan::Plan& plan_;
    core::Diagnostics& findings_;
};

std::vector<plan::UnitIndex> units_by_id(const plan::Plan& plan) {
    std::vector<plan::UnitIndex> order(plan.units.size());
    std::iota(order.begin(), order.end(), plan::UnitIndex{0});
    std::stable_sort(order.begin(), order.end(), [&](plan::UnitIndex a, plan::UnitIndex b) {
        return plan.units[a].id < plan.units[b].id;
    });
    return order;
}

// Who gets where: the units that a profile reaches from the piece with most units and leaves again.
struct Walked {
    Pieces pieces;
    std::vector<bool> entered;  // by piece
    std::vector<bool> left;

    Walked(const plan::Plan& plan, const PlanShapes& shapes, Profile profile)
        : pieces(plan, shapes.of(body_of(profile)), profile) {
        if (pieces.size() == 0) return;
        const Piece main = pieces.main();
        entered = pieces.reached_from(main);
        left = pieces.leading_to(main);
    }

    // Nothing for a unit that cannot be reached by itself, which is a finding of its own.
    std::optional<Piece> piece(plan::UnitIndex unit) const {
        if (pieces.access(unit).state != UnitState::reachable) return std::nullopt;
        const std::vector<Piece> all = pieces.of_unit(unit);
        return all.empty() ? std::nullopt : std::optional(all.front());
    }
    bool there_and_back(plan::UnitIndex unit) const {
        const auto at = piece(unit);
        return at && entered[*at] && left[*at];
    }
};

class Ways {
  public:
    Ways(const plan::Plan& plan, const PlanShapes& shapes, core::Diagnostics& findings)
        : plan_(plan), report_(plan, findings) {
        for (const Profile profile : profiles) walked_.emplace_back(plan, shapes, profile);
    }

    void report() {
        const std::vector<plan::UnitIndex> order = units_by_id(plan_);
        for (const Profile profile : profiles) {
            std::map<Piece, std::vector<std::size_t>> islands;
            std::map<Piece, std::vector<std::size_t>> traps;
            for (const plan::UnitIndex unit : order) {
                const Walked& walked = walked_[index_of(profile)];
                const auto piece = walked.piece(unit);
                if (!piece || walked.there_and_back(unit) || !is_news(unit, profile)) continue;
                const bool trap = walked.entered[*piece];
                if ((trap ? told_traps_ : told_islands_).insert(unit).second)
                    (trap ? traps : islands)[*piece].push_back(unit);
            }
            for (const auto& [piece, units] : islands)
                report_.add("P067", profile, units, "cannot be reached from the rest of the mall",
                            "join them to it: by an opening, a lift, stairs or a ramp");
            for (const auto& [piece, units] : traps)
                report_.add("P070", profile, units, "can be entered and not left",
                            "state the way out: an opening or connector in the other direction");
        }
    }

  private:
    // That the public does not get behind a room for staff is as the plan wants it; what stops a walker stops
    // everyone.
    bool is_news(plan::UnitIndex unit, Profile profile) const {
        if (profile == Profile::staff) return true;
        if (profile == Profile::walk) return !walked_[index_of(Profile::staff)].there_and_back(unit);
        return walked_[index_of(Profile::walk)].there_and_back(unit);
    }

    const plan::Plan& plan_;
    WayReport report_;
    std::vector<Walked> walked_;          // by profile
    std::set<std::size_t> told_islands_;  // units
    std::set<std::size_t> told_traps_;
};

}  // namespace

core::Diagnostics check_ways(const plan::Plan& plan) {
    core::Diagnostics findings;
    const PlanShapes shapes = shapes_of(plan, {}, findings);
    Ways(plan, shapes, findings).report();
    return findings;
}

}  // namespace mallctl::nav
