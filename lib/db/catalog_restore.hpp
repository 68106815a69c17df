// The rows of the catalog as they were at a version, again.
#pragma once

#include <cstdint>

#include "core/change.hpp"
#include "core/diagnostic.hpp"
#include "db/session.hpp"

namespace mallctl::db {

struct CatalogRestoring {
    core::ChangeSummary changed;  // only kinds of which something is
    core::Diagnostics findings;   // M071: an offer whose cap was redeemed more often than it was then
};

// Gives every row of the transaction's mall back what it was at `version`: fields, slug, `origin` and
// `edited`; rows that were not there go, rows that have gone since come back under their ids. Slugs that rows
// had in between lead to them from now on. Adds audit entries of the coming version, which the caller
// records. Units of leases are looked up in the plan that is current: restore it first. How often offers were
// redeemed is no part of the catalog and stays. To be called under the mall's lock. O(rows changed since),
// all on the server.
CatalogRestoring restore_catalog(Transaction& transaction, std::int64_t version);

}  // namespace mallctl::db
