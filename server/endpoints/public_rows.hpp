// GET /api/v1/malls/{mall}/stores and the like, and each row by its key: what anybody may read of a kind.
#pragma once

#include <vector>

#include "operations/public_rows.hpp"
#include "server/route.hpp"
#include "server/snapshot_store.hpp"

namespace mallctl::server {

// {"stores": [...], "total": those that pass the filters, "next": a link or null}.
struct ListPublicRows {
    const SnapshotStore& store;
    const operations::PublicKind& kind;

    http::Response operator()(const Call& call) const;
};

// The row, or a problem: 404 "unknown-store".
struct GetPublicRow {
    const SnapshotStore& store;
    const operations::PublicKind& kind;
    std::string_view problem;  // "unknown-store"

    http::Response operator()(const Call& call) const;
};

// Two of each kind of operations::public_kinds().
std::vector<Route> public_row_routes(const SnapshotStore& store);

}  // namespace mallctl::server
