// Work on the database for one request, in the name of who asks.
#pragma once

#include "db/access/acting.hpp"
#include "db/session_pool.hpp"
#include "operations/find_mall.hpp"
#include "server/router.hpp"

namespace mallctl::server {

// Returns work(session, mall) for the mall of the path. All that it does with the session runs under
// row-level security as the caller. Throws as SessionPool::with, and core::Error(failed) for an unknown mall.
template <class Work>
auto in_mall(db::SessionPool& pool, const Call& call, Work&& work) {
    return pool.with({}, [&](db::Session& session) {
        const auto mall = operations::find_mall(session, call.path_value("mall"));
        const db::Acting acting(session, call.principal, mall.id);
        return work(session, mall);
    });
}

}  // namespace mallctl::server
