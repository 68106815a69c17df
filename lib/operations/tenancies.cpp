#include "operations/tenancies.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "plan/lookup.hpp"

namespace mallctl::operations {

namespace {

using plan::UnitIndex;

class UnitsOfLeases {
  public:
    UnitsOfLeases(const plan::Plan& plan, const std::vector<db::LeasedUnit>& held) : lookup_(plan) {
        for (UnitIndex i = 0; i < plan.units.size(); ++i) by_id_.emplace(plan.units[i].id, i);
        for (const auto& unit : held) held_.emplace(std::pair(unit.lease, unit.stated), unit.unit);
    }

    std::vector<UnitIndex> stated(const std::vector<std::string>& references) const {
        std::vector<UnitIndex> units;
        for (const auto& reference : references) append(units, lookup_.find(reference));
        return units;
    }

    std::vector<UnitIndex> of(const catalog::Lease& lease) const {
        std::vector<UnitIndex> units;
        for (const auto& reference : lease.units) {
            const auto held = held_.find(std::pair(lease.slug, reference));
            const auto in_plan = held == held_.end() ? by_id_.end() : by_id_.find(held->second);
            append(units, in_plan == by_id_.end() ? lookup_.find(reference) : std::vector{in_plan->second});
        }
        return units;
    }

  private:
    // A unit that is named in two ways counts once.
    static void append(std::vector<UnitIndex>& units, const std::vector<UnitIndex>& more) {
        for (const auto unit : more) {
            if (std::find(units.begin(), units.end(), unit) == units.end()) units.push_back(unit);
        }
    }

    plan::UnitLookup lookup_;
    std::unordered_map<core::Uuid, UnitIndex> by_id_;
    std::map<std::pair<std::string, std::string>, core::Uuid> held_;
};

}  // namespace

std::vector<Tenancy> make_tenancies(const catalog::Catalog& catalog, const plan::Plan& plan,
                                    const std::vector<db::LeasedUnit>& held) {
    const UnitsOfLeases units(plan, held);
    // A lease without a store is for every store of its tenant.
    std::unordered_map<std::string, std::vector<std::size_t>> stores_of_tenant;
    std::unordered_map<std::string, std::size_t> store_of_slug;
    std::vector<Tenancy> tenancies(catalog.stores.size());
    for (std::size_t i = 0; i < catalog.stores.size(); ++i) {
        const auto& store = catalog.stores[i];
        tenancies[i].stated = units.stated(store.units);
        store_of_slug.emplace(store.slug, i);
        if (!store.tenant.empty()) stores_of_tenant[store.tenant].push_back(i);
    }
    for (const auto& lease : catalog.leases) {
        std::vector<std::size_t> stores;
        if (lease.store.empty()) {
            if (const auto it = stores_of_tenant.find(lease.tenant); it != stores_of_tenant.end())
                stores = it->second;
        } else if (const auto it = store_of_slug.find(lease.store); it != store_of_slug.end()) {
            stores = {it->second};
        }
        if (stores.empty()) continue;
        const Tenancy::Leased leased{lease.from, lease.to, units.of(lease)};
        for (const auto store : stores) tenancies[store].leased.push_back(leased);
    }
    return tenancies;
}

}  // namespace mallctl::operations
