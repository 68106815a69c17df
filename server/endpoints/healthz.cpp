#include "server/endpoints/healthz.hpp"

namespace mallctl::server {

http::Response Healthz::operator()(const Call&) const {
    http::Response response = http::make_response(200, "application/json", "{\"status\":\"alive\"}\n");
    response.headers.push_back({"Cache-Control", "no-store"});
    return response;
}

Route healthz_route() {
    return {.method = "GET",
            .pattern = "/healthz",
            .operation = "getHealth",
            .tag = "Operations",
            .summary = "Whether the process is alive",
            .outcomes = {{.doc = "It is", .schema = "Health"}},
            .handler = Healthz{}};
}

}  // namespace mallctl::server
