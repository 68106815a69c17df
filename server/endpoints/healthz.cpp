#include "server/endpoints/healthz.hpp"

namespace mallctl::server {

http::Response Healthz::operator()(const Call&) const {
    http::Response response = http::make_response(200, "application/json", "{\"status\":\"alive\"}\n");
    response.headers.push_back({"Cache-Control", "no-store"});
    return response;
}

}  // namespace mallctl::server
