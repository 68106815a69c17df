#include "nav/checks/reachability.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "nav/checks/cut_words.hpp"
#include "nav/space/frame.hpp"
#include "nav/space/pieces.hpp"
#include "nav/space/plan_shapes.hpp"

namespace mallctl::nav {

namespace {

enum class Way { to, back };

class Proof {
  public:
    Proof(const plan::Plan& plan, const std::vector<Entrance>& entrances,
          const std::vector<StoreUnits>& stores, const PlanShapes& shapes)
        : plan_(plan), entrances_(entrances), stores_(stores), shapes_(shapes) {}

    core::Diagnostics run() {
        // A pram goes wherever a wheelchair does, and more.
        for (const Profile profile : {Profile::walk, Profile::wheelchair, Profile::pram, Profile::staff})
            prove(profile);
        return std::move(findings_);
    }

  private:
    void prove(Profile profile) {
        const Pieces pieces(plan_, shapes_.of(body_of(profile)), profile);
        std::vector<std::vector<Piece>> targets;
        for (const StoreUnits& store : stores_) {
            std::vector<Piece>& target = targets.emplace_back();
            for (const plan::UnitIndex unit : store.units) {
                for (const Piece piece : pieces.of_unit(unit)) target.push_back(piece);
            }
        }
        // By store, way and what cuts it off: the entrances.
        std::map<std::tuple<std::size_t, Way, std::string>, std::vector<std::size_t>> missed;
        for (std::size_t e = 0; e < entrances_.size(); ++e) {
            const auto start = start_of(pieces, e, profile);
            if (!start) continue;
            const std::vector<bool> reached = pieces.reached_from(*start);
            const std::vector<bool> leading = pieces.leading_to(*start);
            for (std::size_t s = 0; s < stores_.size(); ++s) {
                for (const Way way : {Way::to, Way::back}) {
                    const std::vector<bool>& joined = way == Way::to ? reached : leading;
                    if (std::any_of(targets[s].begin(), targets[s].end(),
                                    [&](Piece piece) { return joined[piece]; })) {
                        continue;
                    }
                    if (!told_.emplace(s, e, way).second) continue;
                    // Who cannot get there is not also told that there is no way back.
                    if (way == Way::back && told_.contains({s, e, Way::to})) continue;
                    missed[{s, way, cut_off(pieces, *start, targets[s], stores_[s], way)}].push_back(e);
                }
            }
        }
        for (const auto& [what, from] : missed)
            report(stores_[std::get<0>(what)], std::get<1>(what), std::get<2>(what), from, profile);
    }

    std::optional<Piece> start_of(const Pieces& pieces, std::size_t index, Profile profile) {
        const Entrance& entrance = entrances_[index];
        const auto level = static_cast<std::uint32_t>(entrance.level);
        const auto piece = pieces.near(level, grid_point(shapes_.frame, entrance.point));
        if (piece || !told_entrances_.insert(index).second) return piece;
        core::Diagnostic& finding = findings_.emplace_back();
        finding.code = "P098";
        finding.message = fmt::format("entrance {} is more than 2 m from any space to move in {}",
                                      entrance.label, in_words(profile));
        finding.advice = "move the location, or draw the walkway that it lies on";
        finding.level = plan::level_label(plan_, entrance.level);
        finding.feature = "location " + entrance.label;
        finding.at = entrance.point;
        return std::nullopt;
    }

    std::string cut_off(const Pieces& pieces, Piece start, const std::vector<Piece>& target,
                        const StoreUnits& store, Way way) const {
        std::optional<std::vector<Cut>> cuts;
        if (way == Way::to) {
            cuts = pieces.cuts_between(start, target);
        } else {
            for (const Piece piece : target) {
                auto found = pieces.cuts_between(piece, {{start}});
                if (found && (!cuts || found->size() < cuts->size())) cuts = std::move(found);
            }
        }
        if (cuts && !cuts->empty()) return cuts_in_words(plan_, shapes_, *cuts);
        std::string state;
        for (const plan::UnitIndex unit : store.units) {
            if (state.empty()) state = state_in_words(pieces.access(unit).state);
        }
        return state.empty() ? "no opening or connector joins this part of the plan to the rest" : state;
    }

    void report(const StoreUnits& store, Way way, const std::string& cut,
                const std::vector<std::size_t>& from, Profile profile) {
        std::string names;
        for (const std::size_t e : from) names += (names.empty() ? "" : ", ") + entrances_[e].label;
        const char* plural = from.size() == 1 ? "" : "s";
        core::Diagnostic& finding = findings_.emplace_back();
        finding.code = "P098";
        finding.message =
            way == Way::to
                ? fmt::format("store {} cannot be reached from entrance{} {} {}: {}", store.label, plural,
                              names, in_words(profile), cut)
                : fmt::format("store {} is reached, but there is no way back to entrance{} {} {}: {}",
                              store.label, plural, names, in_words(profile), cut);
        finding.advice = "open what stands between them, or draw what joins them";
        finding.feature = "store " + store.label;
        const plan::Unit& unit = plan_.units[store.units.front()];
        finding.level = plan::level_label(plan_, unit.level);
        finding.at = plan::representative_point(unit);
        finding.shape = unit.geometry;
    }

    const plan::Plan& plan_;
    const std::vector<Entrance>& entrances_;
    const std::vector<StoreUnits>& stores_;
    const PlanShapes& shapes_;
    std::set<std::tuple<std::size_t, std::size_t, Way>> told_;  // store, entrance
    std::set<std::size_t> told_entrances_;
    core::Diagnostics findings_;
};

}  // namespace

core::Diagnostics prove_reachability(const plan::Plan& plan, const std::vector<Entrance>& entrances,
                                     const std::vector<StoreUnits>& stores) {
    std::vector<StoreUnits> placed = stores;
    std::erase_if(placed, [](const StoreUnits& store) { return store.units.empty(); });
    if (entrances.empty() || placed.empty()) return {};
    core::Diagnostics known;  // told by check_ways
    const PlanShapes shapes = shapes_of(plan, {}, known);
    return Proof(plan, entrances, placed, shapes).run();
}

}  // namespace mallctl::nav
