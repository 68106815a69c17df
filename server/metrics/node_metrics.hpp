// What a node tells of itself, in the text format of Prometheus.
#pragma once

#include <functional>
#include <string>

#include "server/limits/rate_limits.hpp"
#include "server/metrics/request_counters.hpp"
#include "server/server.hpp"
#include "server/snapshot_store.hpp"

namespace mallctl::server::metrics {

// Where the figures come from; all must outlive whoever asks for them.
struct NodeFigures {
    const RequestCounters& requests;
    const SnapshotStore& store;
    const limits::RateLimits& limits;
    std::function<Server::Figures()> server;
    std::string version;  // of mallctl
};

// All of them as they are now, in version 0.0.4 of the text format
// (https://prometheus.io/docs/instrumenting/exposition_formats/). The man page mallctl-serve(1) lists them.
std::string metrics_text(const NodeFigures& figures);

}  // namespace mallctl::server::metrics
