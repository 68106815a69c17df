// A snapshot from parts that were resolved before.
#pragma once

#include <memory>
#include <vector>

#include "operations/snapshot.hpp"

namespace mallctl::operations {

struct SnapshotArtifact {
    ArtifactBytes bytes;  // empty: there is none
    bool stale = false;
};

struct RestoredParts {
    catalog::Mall mall;
    catalog::Catalog catalog;
    catalog::Wares wares;
    plan::Plan plan;
    std::vector<Tenancy> tenancies;  // one for each store
    db::FormerSlugs former_locations;
    SnapshotArtifact nav;
    SnapshotArtifact search;
};

// An artifact that cannot be read is left out, and is stale.
std::shared_ptr<const Snapshot> restore_snapshot(RestoredParts parts);

}  // namespace mallctl::operations
