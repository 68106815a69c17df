#include "nav/checks/ways.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "nav/build_image.hpp"
#include "nav/space/floor.hpp"
#include "nav/artifact/image.hpp"
#include "plan/lookup.hpp"

namespace mallctl::nav {

namespace {

constexpr std::size_t most_named = 5;

using Piece = std::size_t;

// The pieces of free space of one profile, and which leads to which.
class Pieces {
  public:
    Pieces(const Image& image, const ProfileImage& profile) {
        for (const auto& rings : profile.floors) floors_.emplace_back(rings);
        units_of_piece_.reserve(image.units.size());
        for (std::size_t i = 0; i < image.units.size(); ++i) {
            const UnitSpot& spot = profile.unit_spots[i];
            if (spot.state != UnitState::reachable || !spot.has_point) continue;
            if (const auto piece = find(image.units[i].level, spot.point))
                units_of_piece_[*piece].push_back(i);
        }
        std::vector<std::optional<Piece>> sites;
        for (const Site& site : profile.sites) sites.push_back(find(site.level, site.point));
        forward_.resize(units_of_piece_.size());
        backward_.resize(units_of_piece_.size());
        for (const ImageRide& ride : profile.rides) {
            if (!sites[ride.from] || !sites[ride.to]) continue;
            forward_[*sites[ride.from]].push_back(*sites[ride.to]);
            backward_[*sites[ride.to]].push_back(*sites[ride.from]);
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
    WayReport(const plan::Plan& plan, const Image& image, core::Diagnostics& findings)
        : plan_(plan), image_(image), findings_(findings) {
        for (plan::UnitIndex i = 0; i < plan.units.size(); ++i) by_id_.emplace(plan.units[i].id, i);
    }

    void add(const char* code, Profile profile, const std::vector<std::size_t>& units, const char* what,
             const char* advice) {
        std::string names;
        std::size_t named = 0;
        for (const std::size_t i : units) {
            // A label that is only an id says nothing to a person.
            if (image_.units[i].label == core::to_string(image_.units[i].id)) continue;
            if (++named > most_named) break;
            names += (named == 1 ? "" : ", ") + image_.units[i].label;
        }
        if (named > most_named) names += ", ...";
        if (!names.empty()) names = " (" + names + ")";
        const plan::UnitIndex first = by_id_.at(image_.units[units.front()].id);
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
            const auto& area = plan_.units[by_id_.at(image_.units[i].id)].geometry;
            shape.insert(shape.end(), area.begin(), area.end());
        }
        if (!shape.empty()) finding.shape = std::move(shape);
    }

  private:
    const plan::Plan& plan_;
    const Image& image_;
    core::Diagnostics& findings_;
    std::map<core::Uuid, plan::UnitIndex> by_id_;
};

}  // namespace

core::Diagnostics check_ways(const plan::Plan& plan) {
    core::Diagnostics findings;
    const Image image = build_image(plan, Sightlines::left_out, findings);
    WayReport report(plan, image, findings);
    std::set<std::size_t> told_islands;  // units; what stops a walker stops a wheelchair too
    std::set<std::size_t> told_traps;
    for (const Profile profile : profiles) {
        const Pieces pieces(image, image.by_profile.at(static_cast<std::size_t>(profile)));
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
