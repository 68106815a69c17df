// What the catalogue says of row-level security. Of lib/db/security alone.
#pragma once

#include <string>
#include <vector>

#include "db/connection.hpp"
#include "db/security/row_security.hpp"

namespace mallctl::db {

// A table that holds rows of malls.
struct MallTable {
    std::string name;          // "mallctl.store", quoted where it must be
    std::string key;           // the column with the mall's id
    std::string owner_column;  // the column that says whose row it is: tenant, store, lease_id; "slug" of
                               // mallctl.tenant; "" where rows are of no tenant
};

std::vector<MallTable> mall_tables(Work& work);

// Names in what follows are whole: those of the schema mallctl too.
void forget_search_path(Work& work);

SecurityCheck check_protection(Work& work, const std::vector<std::string>& private_tables);

SecurityCheck check_ways_around(Work& work);

}  // namespace mallctl::db
