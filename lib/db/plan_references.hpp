// What refers to features of the plan from outside of it: what a new plan may break.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "core/names.hpp"
#include "core/uuid.hpp"
#include "db/session.hpp"

namespace mallctl::db {

// A unit that a lease covers.
struct LeasedUnit {
    std::string lease;   // slug
    std::string tenant;  // slug
    std::string stated;  // as the lease writes it: "G-01@G"
    core::Uuid unit;
};

// By lease and the order in which it states them: of leases that end after the local day `today`
// ("2026-01-31"; empty: of all leases), what a plan has had so far. `transaction` must be one for a mall, as
// below.
std::vector<LeasedUnit> leased_units(Transaction& transaction, std::string_view today);

// A connector, unit, opening or area out of use: what is not empty of the four says what.
struct OpenClosure {
    std::string slug;
    std::string connector;  // as stated, as are the others
    std::string unit;
    std::string opening;
    std::string level;  // of an area
    core::Names reason;
};

// By slug: those that end after `at`.
std::vector<OpenClosure> open_closures(Transaction& transaction, core::Instant at);

// Slugs, sorted, of the stores that an apply made or took over: what an import leaves as it is.
std::vector<std::string> applied_stores(Transaction& transaction);

}  // namespace mallctl::db
