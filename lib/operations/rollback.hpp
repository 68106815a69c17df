// Makes the floor plan of an earlier version current again.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "db/session.hpp"
#include "db/version_repository.hpp"
#include "operations/import.hpp"

namespace mallctl::operations {

struct RollbackOptions {
    std::string mall;          // slug
    std::int64_t version = 0;  // whose plan is to be current
    bool dry_run = false;
    std::chrono::milliseconds lock_timeout{60'000};
};

// `units`, `breaks` and their findings are told as an import tells them; a unit is the same by its id alone.
struct RollbackReport : ImportReport {
    db::Version target;
    // Of the versions after the target, oldest first: those whose changes of the plan are undone, and those
    // that changed something else, which stays as it is.
    std::vector<db::Version> undone;
    std::vector<db::Version> kept;
};

// One transaction: the plan of the target, edits by hand included, becomes the current one as a new version
// of kind "rollback"; the stores of its occupants are put back; units that leases wait for are looked up.
// What versions after the target changed beside the plan (tenants, stores, leases, locations) is kept. A dry
// run is the same, rolled back. Where the plan is the current one already nothing changes and no version is
// recorded. Throws core::Error(failed) for an unknown mall or version and for one without a plan, (conflict)
// on a lock timeout.
RollbackReport roll_back(db::Session& session, const RollbackOptions& options);

}  // namespace mallctl::operations
