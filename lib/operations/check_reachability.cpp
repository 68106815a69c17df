// Stores and entrances of the catalog on the ways of the plan.
#include <algorithm>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "nav/checks/reachability.hpp"
#include "operations/check_plan.hpp"
#include "plan/lookup.hpp"

namespace mallctl::operations {

namespace {

// What the plan does not have, or has several of, is a finding of its own.
std::vector<plan::UnitIndex> units_of(const std::vector<std::string>& texts, const plan::UnitLookup& lookup) {
    std::vector<plan::UnitIndex> units;
    for (const std::string& text : texts) {
        const auto found = lookup.find(text);
        if (found.size() == 1) units.push_back(found.front());
    }
    return units;
}

std::vector<nav::StoreUnits> stores_on(const catalog::Catalog& catalog, const plan::Plan& plan) {
    const plan::UnitLookup lookup(plan);
    std::vector<nav::StoreUnits> stores;
    for (const catalog::Store& store : catalog.stores) {
        nav::StoreUnits placed{store.slug, units_of(store.units, lookup)};
        for (const catalog::Lease& lease : catalog.leases) {
            if (!placed.units.empty()) break;
            const bool meant = lease.store.empty() ? !store.tenant.empty() && lease.tenant == store.tenant
                                                   : lease.store == store.slug;
            if (meant) placed.units = units_of(lease.units, lookup);
        }
        stores.push_back(std::move(placed));
    }
    return stores;
}

std::vector<nav::Entrance> entrances_on(const catalog::Catalog& catalog, const plan::Plan& plan) {
    std::vector<nav::Entrance> entrances;
    for (const catalog::Location& location : catalog.locations) {
        if (location.kind != "entrance") continue;
        const auto levels = plan::find_levels(plan, location.level);
        if (levels.size() == 1) entrances.push_back({location.slug, levels.front(), location.point});
    }
    return entrances;
}

}  // namespace

core::Diagnostics check_reachability(const catalog::Catalog& catalog, const plan::Plan& plan) {
    try {
        return nav::prove_reachability(plan, entrances_on(catalog, plan), stores_on(catalog, plan));
    } catch (const core::Error& error) {
        // A plan without ways is P096, which check_ways says.
        if (error.fault() != core::Fault::rejected && error.fault() != core::Fault::failed) throw;
        return {};
    }
}

}  // namespace mallctl::operations
