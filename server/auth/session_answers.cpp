#include "server/auth/session_answers.hpp"

#include <nlohmann/json.hpp>

#include "access/token.hpp"
#include "server/auth/credential.hpp"
#include "server/http/problem.hpp"
#include "server/private_answer.hpp"

namespace mallctl::server {

using Json = nlohmann::ordered_json;

http::Response with_session(const Call& call, const std::string& token, core::Instant expires, bool cookie,
                            Json body) {
    body["expires"] = core::format_instant(expires);
    if (!cookie) body["token"] = token;
    http::Response response = unkept_json(201, body);
    const auto seconds = (expires - core::now()).count();
    if (cookie)
        response.headers.push_back(
            {"Set-Cookie", set_cookie(token, static_cast<long>(seconds), call.request.secure)});
    return response;
}

void require_same_site(const http::Request& request) {
    if (!is_cross_site(request)) return;
    throw http::ProblemError({403, "cross-site", "Another site may not do this",
                              "a session cookie is only set for a page of this site",
                              "leave \"cookie\" out, and keep the token", 0});
}

std::string_view own_session(const Call& call) {
    const std::string_view token = credential_of(call.request).token;
    if (access::token_kind(token) == access::TokenKind::session) return token;
    throw http::ProblemError({409, "no-session", "There is no session for this",
                              "guests and API keys have none that is kept",
                              "sign in with a login and a password", 0});
}

}  // namespace mallctl::server
