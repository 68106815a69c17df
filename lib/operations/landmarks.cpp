#include "operations/landmarks.hpp"

#include <algorithm>

#include "core/names.hpp"
#include "operations/guide_facts.hpp"
#include "plan/categories.hpp"

namespace mallctl::operations {

namespace {

constexpr double weight_of_store = 1;
constexpr double weight_of_name = 0.6;
constexpr double weight_of_number = 0.3;
constexpr double weight_of_anchor = 1.5;  // a factor

// Whose it is: the first of the catalog that is in it at the time; null for nobody.
const catalog::Store* store_in(const Snapshot& snapshot, const ShopFront& front, core::Instant at) {
    for (const auto store : front.stores) {
        const auto& units = units_of_store(snapshot, store, at);
        if (std::find(units.begin(), units.end(), front.unit) != units.end())
            return &snapshot.catalog.stores[store];
    }
    return nullptr;
}

nav::Storefront storefront(const Snapshot& snapshot, const ShopFront& seen,
                           const std::vector<std::string>& locales, core::Instant at) {
    const plan::Unit& unit = snapshot.plan.units[seen.unit];
    nav::Storefront front;
    front.unit = unit.id;
    front.door = seen.door;
    front.left = seen.left;
    front.right = seen.right;
    if (const catalog::Store* store = store_in(snapshot, seen, at)) {
        front.name = core::pick_name(store->name, locales);
        if (front.name.empty()) front.name = store->slug;
        front.weight = weight_of_store;
    } else if (plan::is_looked_for(unit.category)) {
        const std::string own = core::pick_name(unit.name, locales);
        front.name = own.empty() ? unit.ref : own;
        front.weight = own.empty() ? weight_of_number : weight_of_name;
    }
    front.anchor = !front.name.empty() && seen.is_large;
    if (front.anchor) front.weight *= weight_of_anchor;
    return front;
}

}  // namespace

nav::Surroundings surroundings_of(const Snapshot& snapshot, const std::vector<std::string>& locales,
                                  core::Instant at) {
    const auto fronts = [&snapshot, locales, at](std::uint32_t level) {
        std::vector<nav::Storefront> list;
        for (const ShopFront& front : snapshot.guide_facts->fronts(level))
            list.push_back(storefront(snapshot, front, locales, at));
        return list;
    };
    const auto in_sight = [&graph = *snapshot.nav](std::uint32_t level, core::Point a, core::Point b) {
        return graph.in_sight({level, a, std::nullopt}, {level, b, std::nullopt});
    };
    return {fronts, in_sight};
}

}  // namespace mallctl::operations
