// /api/v1/malls/{mall}/KINDS and /api/v1/malls/{mall}/KINDS/{slug}: rows of the catalog read from and written
// to the database. What shoppers see of them comes from snapshots, by other endpoints.
//
// A row is an object of its kind's fields (catalog/json_row.hpp, operations/row_json.hpp). Its ETag is that
// of its whole JSON; If-Match is optional: without it the last write wins, with it a row that has changed
// meanwhile is answered 412. If-None-Match: * makes a PUT create only.
#pragma once

#include <vector>

#include "db/session_pool.hpp"
#include "operations/rows/write_row.hpp"
#include "server/router.hpp"

namespace mallctl::server {

// POST .../KINDS (201 with Location; Idempotency-Key), PUT, PATCH (application/merge-patch+json) and DELETE
// .../KINDS/{slug}.
struct WriteRow {
    db::SessionPool& pool;
    const catalog::Kind& kind;
    operations::RowVerb verb;

    http::Response operator()(const Call& call) const;
};

// POST /api/v1/malls: a mall more (201 with Location; Idempotency-Key). Nodes know it within a second.
struct CreateMall {
    db::SessionPool& pool;
    const catalog::Kind& kind;

    http::Response operator()(const Call& call) const;
};

// Which rows a reading endpoint tells: all, or offers that are not published.
enum class RowsTold { all, drafts };

// A row by its slug. A tenant's people see its own rows.
struct ReadRow {
    db::SessionPool& pool;
    const catalog::Kind& kind;
    RowsTold told;

    http::Response operator()(const Call& call) const;
};

// GET .../KINDS?FIELD=VALUE&fields=a,b&limit=100&after=CURSOR: {"rows": [...], "next": CURSOR or null}.
struct ListRows {
    db::SessionPool& pool;
    const catalog::Kind& kind;
    RowsTold told;

    http::Response operator()(const Call& call) const;
};

// All of these. What no shopper sees is read where it is written, and offers that are no offers yet at
// .../drafts; where a GET tells what shoppers see, the row as it is written is at .../rows/KINDS. The pool
// must outlive them.
std::vector<Route> row_routes(db::SessionPool& pool);

}  // namespace mallctl::server
