// Answers that are for nobody but the caller.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "server/http/response.hpp"

namespace mallctl::server {

// JSON that a browser may keep, and asks about before it shows it again: rows with an ETag.
http::Response private_json(int status, std::string body);

// JSON that nobody keeps: tokens, and what is said about credentials and payments.
http::Response unkept_json(int status, const nlohmann::ordered_json& body);

// 204, likewise.
http::Response unkept_nothing();

}  // namespace mallctl::server
