// GET /api/v1/malls/{mall}/near?from=PLACE: the same answer as `mallctl near --format json`, and
// GET /api/v1/malls/{mall}/isochrone?from=PLACE&within=5min: what is reached, as GeoJSON.
#pragma once

#include <vector>

#include "server/route.hpp"
#include "server/snapshot_store.hpp"

namespace mallctl::server {

struct Near {
    const SnapshotStore& store;

    http::Response operator()(const Call& call) const;
};

struct Isochrone {
    const SnapshotStore& store;

    http::Response operator()(const Call& call) const;
};

std::vector<Route> near_routes(const SnapshotStore& store);

}  // namespace mallctl::server
