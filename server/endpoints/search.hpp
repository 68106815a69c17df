// GET /api/v1/malls/{mall}/search?query=TEXT: the same answer as `mallctl search --format json`, on one line.
#pragma once

#include "server/route.hpp"
#include "server/snapshot_store.hpp"

namespace mallctl::server {

struct Search {
    const SnapshotStore& store;

    http::Response operator()(const Call& call) const;
};

Route search_route(const SnapshotStore& store);

}  // namespace mallctl::server
