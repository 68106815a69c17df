// GET /readyz: 200 while this node can serve any mall and is not stopping, 503 otherwise; what is degraded is
// in the body.
#pragma once

#include <atomic>

#include "server/route.hpp"
#include "server/snapshot_store.hpp"

namespace mallctl::server {

struct Readyz {
    const SnapshotStore& store;
    const std::atomic<bool>& draining;

    http::Response operator()(const Call& call) const;
};

Route readyz_route(const SnapshotStore& store, const std::atomic<bool>& draining);

}  // namespace mallctl::server
