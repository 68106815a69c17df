// GET /api/v1/malls/{mall}, and /categories below it: what the mall is, and what kinds of stores it has.
#pragma once

#include <vector>

#include "server/route.hpp"
#include "server/snapshot_store.hpp"

namespace mallctl::server {

struct GetMall {
    const SnapshotStore& store;

    http::Response operator()(const Call& call) const;
};

// Each category of stores and products, and each that is wider, with how many there are of it or below it.
struct Categories {
    const SnapshotStore& store;

    http::Response operator()(const Call& call) const;
};

std::vector<Route> mall_routes(const SnapshotStore& store);

}  // namespace mallctl::server
