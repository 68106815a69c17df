// GET /api/v1/malls/{mall}/route?from=PLACE&to=PLACE&profile=walk|wheelchair: the same answer as `mallctl
// route --format json`.
#pragma once

#include "server/router.hpp"
#include "server/snapshot_store.hpp"

namespace mallctl::server {

struct RouteBetween {
    const SnapshotStore& store;

    http::Response operator()(const Call& call) const;
};

}  // namespace mallctl::server
