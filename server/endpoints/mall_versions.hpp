// GET /api/v1/malls/{mall}/history and /audit, POST /api/v1/malls/{mall}/rollback.
#pragma once

#include <vector>

#include "db/session_pool.hpp"
#include "server/router.hpp"

namespace mallctl::server {

// The newest versions, newest first.
struct ListHistory {
    db::SessionPool& pool;

    http::Response operator()(const Call& call) const;
};

// Entries of the audit log, newest version first; `after` goes on behind the entry VERSION.SEQ.
struct ListAudit {
    db::SessionPool& pool;

    http::Response operator()(const Call& call) const;
};

// {"version": N, "dry_run": false}: makes the mall what it was at the version, as a new one.
struct RollBack {
    db::SessionPool& pool;

    http::Response operator()(const Call& call) const;
};

// `heavy_reads` may be those of a replica. Both must outlive the routes.
std::vector<Route> version_routes(db::SessionPool& writes, db::SessionPool& heavy_reads);

}  // namespace mallctl::server
