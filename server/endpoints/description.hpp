// GET /api/v1/openapi.json: the description of the API.
#pragma once

#include <memory>
#include <string>

#include "server/route.hpp"

namespace mallctl::server {

// The text is made once, when the table that it describes is whole.
struct Description {
    std::shared_ptr<const std::string> document;

    http::Response operator()(const Call& call) const;
};

Route description_route(std::shared_ptr<const std::string> document);

}  // namespace mallctl::server
