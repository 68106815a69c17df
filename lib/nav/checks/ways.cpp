#include "nav/checks/ways.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/names.hpp"
#include "nav/space/floor.hpp"
#include "nav/space/frame.hpp"
#include "nav/space/level_shape.hpp"
#include "plan/lookup.hpp"

namespace mallctl::nav {

namespace {

constexpr std::size_t most_named = 5;

using Piece = std::size_t;

// The pieces of free space of one profile, and which leads to which.
class Pieces {
  public:
    // `units` are indexes into Plan::units, in the order in which they are told.
    Pieces(const plan::Plan& plan, const std::vector<plan::UnitIndex>& units,
           const std::vector<const LevelShape*>& shapes, Profile profile) {
        std::map<plan::UnitIndex, const UnitAccess*> accesses;
        for (const LevelShape* shape : shapes) {
            floors_.emplace_back(shape->rings);
            for (const UnitAccess& access : shape->units) accesses.emplace(access.unit, &access);
        }
        units_of_piece_.reserve(units.size());
        for (const plan::UnitIndex unit : units) {
            const UnitAccess& access = *accesses.at(unit);
            if (access.state != UnitState::reachable || access.spots.empty()) continue;
            const auto level = static_cast<std::uint32_t>(plan.units[unit].level);
            if (const auto piece = find(level, access.spots.front())) units_of_piece_[*piece].push_back(unit);
        }
        const auto piece_at = [&](const PortalRef& end) {
            return find(end.level, shapes[end.level]->portals[end.portal].point);
        };
        std::vector<std::pair<Piece, Piece>> links;
        for (const Ride& ride : rides_of(plan, shapes, profile).rides) {
            const auto from = piece_at(ride.from);
            const auto to = piece_at(ride.to);
            if (from && to) links.emplace_back(*from, *to);
        }
        forward_.resize(units_of_piece_.size());
        backward_.resize(units_of_piece_.size());
        for (const auto& [from, to] : links) {
            forward_[from].push_back(to);
            backward_[to].push_back(from);
        }
    }

    std::size_t size() const { return units_of_piece_.size(); }
    const std::vector<std::size_t>& units(Piece piece) const { return units_of_piece_[piece]; }

    // The piece from which most units are reached; the first of equals.
    Piece main() const {
        const std::vector<std::size_t> counts = units_within_reach();
        return static_cast<Piece>(std::max_element(counts.begin(), counts.end()) - counts.begin());
    }

    std::vector<bool> reached_from(Piece start) const { return closure(start, forward_); }
    std::vector<bool> leading_to(Piece start) const { return closure(start, backward_); }

  private:
    using Links = std::vector<std::vector<Piece>>;

    std::optional<Piece> find(std::uint32_t level, Mm point) {
        const auto piece = floors_.at(level).piece_of(point);
        if (!piece) return std::nullopt;
        const auto [known, is_new] = numbers_.emplace(std::pair(level, *piece), units_of_piece_.size());
        if (is_new) units_of_piece_.emplace_back();
        return known->second;
    }

    static std::vector<bool> closure(Piece start, const Links& links) {
        std::vector<bool> found(links.size(), false);
        std::vector<Piece> open{start};
        found[start] = true;
        while (!open.empty()) {
            const Piece from = open.back();
            open.pop_back();
            for (const Piece to : links[from]) {
                if (found[to]) continue;
                found[to] = true;
                open.push_back(to);
            }
        }
        return found;
    }

    // Of the pieces that rides join in any direction together; among those, pieces with more units of their
    // own come first.
    std::vector<std::size_t> units_within_reach() const {
        Links both = forward_;
        for (Piece i = 0; i < size(); ++i)
            both[i].insert(both[i].end(), backward_[i].begin(), backward_[i].end());
        std::vector<std::size_t> counts(size(), 0);
        std::vector<bool> done(size(), false);
        for (Piece i = 0; i < size(); ++i) {
            if (done[i]) continue;
            const std::vector<bool> group = closure(i, both);
            std::size_t sum = 0;
            for (Piece k = 0; k < size(); ++k) sum += group[k] ? units_of_piece_[k].size() : 0;
            for (Piece k = 0; k < size(); ++k) {
                if (!group[k]) continue;
                done[k] = true;
                counts[k] = sum * (size() + 1) + units_of_piece_[k].size();
            }
        }
        return counts;
    }

    std::vector<Floor> floors_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, Piece> numbers_;
    std::vector<std::vector<std::size_t>> units_of_piece_;
    Links forward_;
    Links backward_;
};

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

}  // namespace

core::Diagnostics check_ways(const plan::Plan& plan) {
    core::Diagnostics findings;
    const Geos geos;
    const core::LocalFrame frame = frame_of(plan);
    const ToMm to_mm = [&](core::Point p) { return grid_point(frame, p); };
    std::vector<std::vector<LevelShape>> levels;
    for (plan::LevelIndex i = 0; i < plan.levels.size(); ++i) {
        levels.push_back(shape_level(geos, plan, i, {}, to_mm, findings));
    }
    const std::vector<plan::UnitIndex> order = units_by_id(plan);
    WayReport report(plan, findings);
    std::set<std::size_t> told_islands;  // units; what stops a walker stops a wheelchair too
    std::set<std::size_t> told_traps;
    for (const Profile profile : profiles) {
        std::vector<const LevelShape*> shapes;
        for (const auto& level : levels) shapes.push_back(&level[index_of(body_of(profile))]);
        const Pieces pieces(plan, order, shapes, profile);
        if (pieces.size() == 0) continue;
        const Piece main = pieces.main();
        const std::vector<bool> entered = pieces.reached_from(main);
        const std::vector<bool> left = pieces.leading_to(main);
        for (Piece piece = 0; piece < pieces.size(); ++piece) {
            if (entered[piece] && left[piece]) continue;
            std::vector<std::size_t> units;
            std::set<std::size_t>& told = entered[piece] ? told_traps : told_islands;
            for (const std::size_t unit : pieces.units(piece)) {
                if (told.insert(unit).second) units.push_back(unit);
            }
            if (units.empty()) continue;
            if (entered[piece]) {
                report.add("P070", profile, units, "can be entered and not left",
                           "state the way out: an opening or connector in the other direction");
            } else {
                report.add("P067", profile, units, "cannot be reached from the rest of the mall",
                           "join them to it: by an opening, a lift, stairs or a ramp");
            }
        }
    }
    return findings;
}

}  // namespace mallctl::nav
