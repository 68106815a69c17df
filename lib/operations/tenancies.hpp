// Which units of the plan each store occupies, and when.
#pragma once

#include <string>
#include <vector>

#include "catalog/model.hpp"
#include "db/plan_references.hpp"
#include "plan/model.hpp"

namespace mallctl::operations {

// What a store occupies: the units it states, and the units of its leases over half-open ranges of local
// days.
struct Tenancy {
    struct Leased {
        std::string from;  // "2026-01-31"
        std::string to;    // empty: open end
        std::vector<plan::UnitIndex> units;
    };
    std::vector<plan::UnitIndex> stated;
    std::vector<Leased> leased;
};

// One for each store of the catalog, its leases in the order of the catalog. `held`: the units that leases
// were found to mean when they were written; such a unit counts by its id, whatever number the plan gives it
// by now. What is not held, or no longer in the plan, is looked up by what the lease states. O(stores +
// leases + units).
std::vector<Tenancy> make_tenancies(const catalog::Catalog& catalog, const plan::Plan& plan,
                                    const std::vector<db::LeasedUnit>& held);

}  // namespace mallctl::operations
