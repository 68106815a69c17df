// One server: everything that `mallctl serve` runs, put together from flags and settings.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

#include "cli/serve/flags.hpp"
#include "db/session_pool.hpp"
#include "server/auth/access_routes.hpp"
#include "server/auth/ways_in.hpp"
#include "server/cors.hpp"
#include "server/heartbeat.hpp"
#include "server/imports/import_worker.hpp"
#include "server/limits/rate_limits.hpp"
#include "server/rebuild_worker.hpp"
#include "server/router.hpp"
#include "server/server.hpp"
#include "server/snapshot_feed.hpp"
#include "server/snapshot_store.hpp"
#include "server/upkeep.hpp"

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
    std::vector<server::Route> more_routes(const ServeFlags& flags);
    server::Route metrics_route(const ServeFlags& flags);
    void name_routes();
    server::ServeOptions serve_options(const ServeFlags& flags);
    const server::Application& application() const;
    db::NodeReport report() const;
    server::FeedOptions feed_options();
    server::RebuildOptions rebuild_options();
    std::function<bool(std::string_view slug)> wanted_malls();
    void end_background(bool all_answered);

    // Each is made of those above it.
    Context& context_;
    const bool secure_;  // speaks TLS
    std::mutex one_at_a_time_;
    std::atomic<bool> draining_{false};
    server::SnapshotStore store_;
    db::SessionPool writes_;
    db::SessionPool heavy_reads_;
    server::WaysIn ways_in_;
    server::CredentialGate gate_;
    server::ImportWorker imports_;
    server::limits::RateLimits limits_;
    server::metrics::RequestCounters counters_;
    server::Router api_;
    server::Cors cors_;
    server::Server server_;
    server::SnapshotFeed feed_;
    server::AccessFeed access_;
    std::optional<server::RebuildWorker> rebuilds_;
    server::Upkeep upkeep_;
    const db::NodeReport self_;  // what of it does not change
    server::Heartbeat heartbeat_;
};

}  // namespace mallctl::cli
