#include "plan/match_structure.hpp"

#include <optional>
#include <string>
#include <tuple>

namespace mallctl::plan {

namespace {

class LevelMatcher {
  public:
    LevelMatcher(const Plan& fresh, const Plan& old, const Pairing& buildings)
        : fresh_(fresh.levels),
          old_(old.levels),
          buildings_(buildings),
          same_format_(fresh.format == old.format),
          pairs_(fresh.levels.size(), old.levels.size()) {}

    Pairing run() {
        link_by_id(pairs_, fresh_, old_);
        link_by_source_id(pairs_, fresh_, old_, [&](std::size_t i, std::size_t j) {
            return fresh_[i].ordinal == old_[j].ordinal || fresh_[i].short_name == old_[j].short_name;
        });
        // Within one building first: another one may have a level of the same number.
        for (const bool within : {true, false}) {
            link(within,
                 [](const Level& it) { return std::optional(std::tuple(it.ordinal, it.short_name)); });
            link(within,
                 [](const Level& it) { return std::optional(std::tuple(it.ordinal, std::string())); });
            link(within, [](const Level& it) {
                return it.short_name.empty() ? std::nullopt : std::optional(std::tuple(0, it.short_name));
            });
        }
        if (same_format_) {
            link_by_source_id(pairs_, fresh_, old_, [](std::size_t, std::size_t) { return true; });
        }
        return std::move(pairs_);
    }

  private:
    // The building as the old plan counts it, as far as that has it.
    std::optional<std::size_t> building_of_fresh(std::size_t i) const {
        return fresh_[i].building ? buildings_.old_of(*fresh_[i].building) : std::nullopt;
    }

    // Not in two buildings that are known to be different.
    bool compatible(std::size_t i, std::size_t j) const {
        return !fresh_[i].building || !old_[j].building || building_of_fresh(i) == old_[j].building;
    }

    template <typename KeyOf>
    void link(bool within_building, KeyOf key_of) {
        using Key = std::tuple<std::optional<std::size_t>, std::tuple<int, std::string>>;
        const auto key = [&](const Level& level, std::optional<std::size_t> building) -> std::optional<Key> {
            auto own = key_of(level);
            if (!own || (within_building && !building)) return std::nullopt;
            return Key(within_building ? building : std::nullopt, std::move(*own));
        };
        link_by_key(
            pairs_, Means::ref, [&](std::size_t i) { return key(fresh_[i], building_of_fresh(i)); },
            [&](std::size_t j) { return key(old_[j], old_[j].building); },
            [&](std::size_t i, std::size_t j) { return compatible(i, j); });
    }

    const std::vector<Level>& fresh_;
    const std::vector<Level>& old_;
    const Pairing& buildings_;
    bool same_format_;
    Pairing pairs_;
};

}  // namespace

Pairing match_buildings(const Plan& fresh_plan, const Plan& old_plan) {
    const auto& fresh = fresh_plan.buildings;
    const auto& old = old_plan.buildings;
    Pairing pairs(fresh.size(), old.size());
    link_by_id(pairs, fresh, old);
    link_by_source_id(pairs, fresh, old, [&](std::size_t i, std::size_t j) {
        return fresh_plan.format == old_plan.format || fresh[i].name == old[j].name;
    });
    const auto named = [](const auto& buildings, bool with_category) {
        return [&buildings, with_category](std::size_t i) {
            const Building& it = buildings[i];
            return it.name.empty()
                       ? std::nullopt
                       : std::optional(std::tuple(it.name, with_category ? it.category : std::string()));
        };
    };
    for (const bool with_category : {true, false}) {
        link_by_key(pairs, Means::ref, named(fresh, with_category), named(old, with_category));
    }
    if (fresh.size() == 1 && old.size() == 1) pairs.link(0, 0, Means::ref);
    return pairs;
}

Pairing match_levels(const Plan& fresh, const Plan& old, const Pairing& buildings) {
    return LevelMatcher(fresh, old, buildings).run();
}

}  // namespace mallctl::plan
