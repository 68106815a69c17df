// Makes the database match a mall's files: mall, location, tenant, store and lease, inserting and updating.
#pragma once

#include <chrono>

#include "catalog/manifest.hpp"
#include "operations/import.hpp"

namespace mallctl::operations {

struct ApplyOptions {
    std::string mall;  // slug; empty: the manifest's own mall document
    bool dry_run = false;
    std::chrono::milliseconds lock_timeout{60'000};
};

// One transaction. Throws core::Error(rejected) with every finding of the manifest when one of them is an
// error.
WriteReport apply(db::Session& session, const catalog::Manifest& manifest, const ApplyOptions& options);

}  // namespace mallctl::operations
