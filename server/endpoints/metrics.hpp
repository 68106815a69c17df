// GET /metrics: what the node tells of itself, for Prometheus.
#pragma once

#include <memory>

#include "server/http/networks.hpp"
#include "server/metrics/node_metrics.hpp"
#include "server/route.hpp"

namespace mallctl::server {

struct Metrics {
    std::shared_ptr<const metrics::NodeFigures> figures;

    http::Response operator()(const Call& call) const;
};

// For whoever has platform.read, and, without a credential, for clients within `scrapers`.
Route metrics_route(metrics::NodeFigures figures, http::Networks scrapers);

}  // namespace mallctl::server
