// GET /api/v1/malls/{mall}/route?from=PLACE&to=PLACE: the same answer as `mallctl route --format json`. `to`
// may be several places joined by ';'. Optional: profile=walk|wheelchair|pram|staff,
// prefer=quickest|fewest-turns, at=TIME, optimize=true, explain=true, language=TAG.
#pragma once

#include "server/route.hpp"
#include "server/snapshot_store.hpp"

namespace mallctl::server {

struct RouteBetween {
    const SnapshotStore& store;

    http::Response operator()(const Call& call) const;
};

Route route_between_route(const SnapshotStore& store);

}  // namespace mallctl::server
