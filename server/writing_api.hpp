// The part of the table of routes that asks the database: writes, and what no shopper reads.
#pragma once

#include <string>
#include <vector>

#include "db/session_pool.hpp"
#include "server/router.hpp"

namespace mallctl::server {

struct WritingOptions {
    // What payments are signed with; empty: there are no payments, and their webhook is answered 404.
    std::string payment_secret = {};
};

// `writes` are to the database, `heavy_reads` may be of a replica; both must outlive the routes.
std::vector<Route> writing_routes(db::SessionPool& writes, db::SessionPool& heavy_reads,
                                  const WritingOptions& options = {});

}  // namespace mallctl::server
