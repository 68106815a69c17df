// Makes a mall again what it was at an earlier version.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "db/session.hpp"
#include "db/version_repository.hpp"
#include "operations/catalog_changes.hpp"
#include "operations/import.hpp"

namespace mallctl::operations {

struct RollbackOptions {
    std::string mall;          // slug
    std::int64_t version = 0;  // that the mall is to be again
    bool dry_run = false;
    std::chrono::milliseconds lock_timeout{60'000};
    OnCatalogChange on_change;  // called for every row of the catalog that changes, where it is set
};

// `units`, `breaks` and their findings are told as an import tells them; a unit is the same by its id alone.
struct RollbackReport : ImportReport {
    db::Version target;
    std::vector<db::Version> undone;  // the versions after the target, oldest first
};

// One transaction: floor plan, edits by hand, and every row of the catalog become what they were at the
// target, as a new version of kind "rollback"; units that leases wait for are looked up. A dry run is the
// same, rolled back. Where the mall is like that already nothing changes and no version is recorded. Versions
// of before the audit log do not say what they changed of the catalog: a rollback across one that did is
// refused; one across imports alone makes the stores of the plan's occupants anew. Throws core::Error(failed)
// for an unknown mall or version and for what is refused, (conflict) on a lock timeout.
RollbackReport roll_back(db::Session& session, const RollbackOptions& options);

}  // namespace mallctl::operations
