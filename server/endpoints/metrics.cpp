#include "server/endpoints/metrics.hpp"

#include <utility>

namespace mallctl::server {

http::Response Metrics::operator()(const Call&) const {
    http::Response response =
        http::make_response(200, "text/plain; version=0.0.4; charset=utf-8", metrics::metrics_text(*figures));
    response.headers.push_back({"Cache-Control", "no-store"});
    return response;
}

Route metrics_route(metrics::NodeFigures figures, http::Networks scrapers) {
    return {.method = "GET",
            .pattern = "/metrics",
            .permission = access::Permission::platform_read,
            .open_to = std::make_shared<const http::Networks>(std::move(scrapers)),
            .handler = Metrics{std::make_shared<const metrics::NodeFigures>(std::move(figures))}};
}

}  // namespace mallctl::server
