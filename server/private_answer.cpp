#include "server/private_answer.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "operations/json_parts.hpp"

namespace mallctl::server {

namespace {

http::Response unkept(http::Response response) {
    response.headers.push_back({"Cache-Control", "no-store"});
    return response;
}

}  // namespace

http::Response private_json(int status, std::string body) {
    http::Response response = http::make_response(status, "application/json", std::move(body));
    response.headers.push_back({"Cache-Control", "private, no-cache"});
    return response;
}

http::Response unkept_json(int status, const nlohmann::ordered_json& body) {
    return unkept(http::make_response(status, "application/json", operations::to_text(body) + "\n"));
}

http::Response unkept_nothing() {
    return unkept(http::make_response(204, "", ""));
}

}  // namespace mallctl::server
