#include "server/endpoints/description.hpp"

#include <utility>

namespace mallctl::server {

http::Response Description::operator()(const Call&) const {
    http::Response response = http::make_response(200, "application/json", "");
    response.body = document;
    return response;
}

Route description_route(std::shared_ptr<const std::string> document) {
    return {.method = "GET",
            .pattern = "/api/v1/openapi.json",
            .operation = "getDescription",
            .tag = "Description",
            .summary = "This API as an OpenAPI 3.1 document",
            .outcomes = {{.doc = "The document", .schema = "OpenApiDocument"}},
            .handler = Description{std::move(document)}};
}

}  // namespace mallctl::server
