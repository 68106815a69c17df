// One server: everything that `mallctl serve` runs, put together from flags and settings.
#pragma once

#include <atomic>
#include <mutex>
#include <vector>

#include "cli/serve/flags.hpp"
#include "db/session_pool.hpp"
#include "server/auth/access_routes.hpp"
#include "server/router.hpp"
#include "server/server.hpp"
#include "server/snapshot_feed.hpp"
#include "server/snapshot_store.hpp"

namespace mallctl::cli {

class Context;

class Node {
  public:
    // Listens, and starts to load malls. Throws core::Error for flags and settings that are wrong and for an
    // address that is taken. `context` must outlive the node.
    Node(const ServeFlags& flags, Context& context);

    // Until SIGINT or SIGTERM. Where the database holds a read that cannot be ended it leaves the process.
    void run();

  private:
    db::Endpoint endpoint();
    std::vector<server::Route> database_routes();
    server::ServeOptions serve_options(const ServeFlags& flags);
    server::FeedOptions feed_options();

    // Each is made of those above it.
    Context& context_;
    const bool secure_;  // speaks TLS
    std::mutex one_at_a_time_;
    std::atomic<bool> draining_{false};
    server::SnapshotStore store_;
    db::SessionPool writes_;
    db::SessionPool heavy_reads_;
    server::CredentialGate gate_;
    server::Router api_;
    server::Server server_;
    server::SnapshotFeed feed_;
    server::AccessFeed access_;
};

}  // namespace mallctl::cli
