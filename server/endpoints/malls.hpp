// GET /api/v1/malls: the malls that this node serves, by slug, with what each can answer; of one that is not
// in memory that is null.
#pragma once

#include "server/route.hpp"
#include "server/snapshot_store.hpp"

namespace mallctl::server {

struct Malls {
    const SnapshotStore& store;

    http::Response operator()(const Call& call) const;
};

Route malls_route(const SnapshotStore& store);

}  // namespace mallctl::server
