#include "plan/match_units.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

#include "plan/match_overlap.hpp"

namespace mallctl::plan {

namespace {

using core::Box;

double side_by_side(double a_min, double a_max, double b_min, double b_max) {
    return std::max(0.0, std::min(a_max, b_max) - std::max(a_min, b_min));
}

double size_of(const Box& box) {
    return (box.max.x - box.min.x) * (box.max.y - box.min.y);
}

// Neighbours touch each other's boxes, and slanted ones overlap a little: that is not the same place.
bool same_place(const Box& a, const Box& b) {
    const double shared =
        side_by_side(a.min.x, a.max.x, b.min.x, b.max.x) * side_by_side(a.min.y, a.max.y, b.min.y, b.max.y);
    return shared > 0.25 * std::min(size_of(a), size_of(b));
}

class UnitMatcher {
  public:
    UnitMatcher(const UnitSide& fresh, const UnitSide& old, std::size_t old_levels)
        : fresh_(fresh), old_(old), old_levels_(old_levels) {
        matches_.pairs = Pairing(fresh.units.size(), old.units.size());
        matches_.parts.resize(fresh.units.size());
        matches_.origins.resize(fresh.units.size());
    }

    UnitMatches run(bool same_format) {
        Pairing& pairs = matches_.pairs;
        link_by_id(pairs, fresh_.units, old_.units);
        link_by_source_id(pairs, fresh_.units, old_.units,
                          [&](std::size_t i, std::size_t j) { return plausible(i, j); });
        link_by_ref([&](std::size_t j) -> const std::string& { return old_.source_ref(j); });
        link_by_ref([&](std::size_t j) -> const std::string& { return old_.units[j].ref; });
        link_by_overlap(pairs, areas(fresh_), fresh_.shapes, areas(old_), old_.shapes, old_levels_, false);
        if (same_format) {
            link_by_source_id(pairs, fresh_.units, old_.units, [](std::size_t, std::size_t) { return true; });
        }
        find_parts(matches_, fresh_, old_, old_levels_);
        return std::move(matches_);
    }

  private:
    // One source id for a unit elsewhere under another number: rather a new owner of the id. It is believed
    // only when ref and place have found no better match.
    bool plausible(std::size_t i, std::size_t j) const {
        if (fresh_.levels[i] != old_.levels[j]) return false;
        const std::string& ref = fresh_.units[i].ref;
        return (!ref.empty() && ref == old_.source_ref(j)) ||
               same_place(fresh_.shapes[i].box, old_.shapes[j].box);
    }

    template <typename OldRef>
    void link_by_ref(OldRef old_ref) {
        using Key = std::tuple<LevelIndex, std::string_view>;
        const auto key = [](std::optional<LevelIndex> level, const std::string& ref) {
            return !level || ref.empty() ? std::nullopt : std::optional(Key(*level, ref));
        };
        link_by_key(
            matches_.pairs, Means::ref,
            [&](std::size_t i) { return key(fresh_.levels[i], fresh_.units[i].ref); },
            [&](std::size_t j) { return key(old_.levels[j], old_ref(j)); });
    }

    static std::vector<Area> areas(const UnitSide& side) {
        std::vector<Area> result;
        result.reserve(side.units.size());
        for (std::size_t i = 0; i < side.units.size(); ++i) {
            result.push_back({side.levels[i], side.units[i].category, &side.units[i].name});
        }
        return result;
    }

    const UnitSide& fresh_;
    const UnitSide& old_;
    std::size_t old_levels_;
    UnitMatches matches_;
};

}  // namespace

UnitSide::UnitSide(const Plan& plan, std::vector<std::optional<LevelIndex>> level_of_level)
    : units(plan.units) {
    shapes.reserve(units.size());
    levels.reserve(units.size());
    for (const Unit& unit : units) {
        shapes.emplace_back(unit.geometry);
        levels.push_back(level_of_level[unit.level]);
    }
}

const std::string& UnitSide::source_ref(UnitIndex unit) const {
    return units[unit].edits.ref ? *units[unit].edits.ref : units[unit].ref;
}

UnitMatches match_units(const UnitSide& fresh, const UnitSide& old, std::size_t old_levels,
                        bool same_format) {
    return UnitMatcher(fresh, old, old_levels).run(same_format);
}

}  // namespace mallctl::plan
