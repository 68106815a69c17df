// GET /api/v1/malls/{mall}/units, one unit, and whole floors: the plan as GeoJSON.
#pragma once

#include <vector>

#include "server/route.hpp"
#include "server/snapshot_store.hpp"

namespace mallctl::server {

// A FeatureCollection with "total" and "next" beside its features, in the order of floors.
struct ListUnits {
    const SnapshotStore& store;

    http::Response operator()(const Call& call) const;
};

// A Feature; by REF@LEVEL, a REF that is there once, or its UUID.
struct GetUnit {
    const SnapshotStore& store;

    http::Response operator()(const Call& call) const;
};

// All that is drawn of a floor.
struct LevelFeatures {
    const SnapshotStore& store;

    http::Response operator()(const Call& call) const;
};

std::vector<Route> plan_routes(const SnapshotStore& store);

}  // namespace mallctl::server
