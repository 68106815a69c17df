// Does row-level security hold on this very database? What the catalogue says of it, and what comes of
// trying.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "db/endpoint.hpp"

namespace mallctl::db {

struct SecurityFinding {
    std::string object;  // "mallctl.store", "role mallctl_app"
    std::string what;
    std::string advice;
};

struct SecurityCheck {
    std::vector<SecurityFinding> findings;
    std::string looked_at;  // "46 tables", for when nothing was found
};

struct RowSecurity {
    SecurityCheck tables;         // each table of a mall is protected, and its policies are those that bind
    SecurityCheck ways_around;    // roles, views and functions that policies do not bind
    SecurityCheck other_malls;    // attempts at rows of one mall in the name of another
    SecurityCheck other_callers;  // attempts of callers without a permission, and of another tenant's people
};

// Looks at every table with a mall's id that there is, also at those that mallctl has not made. Attempts run
// as mallctl_app, mallctl_api and mallctl_reader in a transaction that is rolled back, on the rows that there
// are; into an empty table a row is put for the time where a plain one can be. Locks no row unless there is a
// hole. `private_tables` ("lease", of the schema mallctl) hold what somebody without any permission must
// not read. Throws core::Error(unreachable).
RowSecurity check_row_security(const Endpoint& endpoint, const std::vector<std::string>& private_tables);

}  // namespace mallctl::db
