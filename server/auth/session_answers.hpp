// What the endpoints about credentials have in common.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "core/clock.hpp"
#include "server/http/response.hpp"
#include "server/route.hpp"

namespace mallctl::server {

// 201 with the session's token, or, with `cookie`, with the cookie that holds it and no token.
http::Response with_session(const Call& call, const std::string& token, core::Instant expires, bool cookie,
                            nlohmann::ordered_json body);

// A page of another site must not sign a visitor in either: they would act as somebody whom they do not know.
// Throws http::ProblemError, 403.
void require_same_site(const http::Request& request);

// The token of the caller's session. Throws http::ProblemError, 409, for every other credential: it is no
// matter of rights.
std::string_view own_session(const Call& call);

}  // namespace mallctl::server
