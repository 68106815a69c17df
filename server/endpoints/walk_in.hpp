// GET /api/v1/malls/{mall}/walk-in?location=SLUG: what a shopper sees who scans the poster at a location.
#pragma once

#include "server/route.hpp"
#include "server/snapshot_store.hpp"

namespace mallctl::server {

struct WalkIn {
    const SnapshotStore& store;

    http::Response operator()(const Call& call) const;
};

Route walk_in_route(const SnapshotStore& store);

}  // namespace mallctl::server
