// Makes the database match a mall's files: mall, location, tenant, store and lease, inserting and updating,
// and edits of units of the floor plan.
#pragma once

#include <chrono>
#include <string>

#include "catalog/manifest.hpp"
#include "operations/import.hpp"

namespace mallctl::operations {

struct ApplyOptions {
    std::string mall;            // slug; empty: the manifest's own mall document
    std::string kind = "apply";  // of the version: "set" where a command line states the rows
    bool dry_run = false;
    std::chrono::milliseconds lock_timeout{60'000};
};

// The slug of the mall that a manifest is applied to. Throws core::Error(usage) when `named` (from --mall;
// may be empty) and the manifest's mall document differ, or there is neither.
std::string target_mall(const catalog::Manifest& manifest, const std::string& named);

// One transaction under the mall's lock; a dry run is the same, rolled back. A mall that does not exist is
// created from the manifest's mall document. The same files again change nothing and record no version.
// Edits of units make a new version of the floor plan; before the first import they are a finding M014: for
// "set" an error, else a warning, and they are left out.
// Throws core::Error(rejected) with every finding when one of them is an error, (failed) for an unknown mall,
// (usage) as target_mall, (conflict) on a lock timeout.
WriteReport apply(db::Session& session, const catalog::Manifest& manifest, const ApplyOptions& options);

}  // namespace mallctl::operations
