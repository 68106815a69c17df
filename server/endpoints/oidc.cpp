#include "server/endpoints/oidc.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "access/random.hpp"
#include "access/token.hpp"
#include "core/denied.hpp"
#include "operations/access/credentials.hpp"
#include "operations/access/identities.hpp"
#include "operations/access/identity_sign_in.hpp"
#include "operations/access/sign_in.hpp"
#include "server/auth/oidc_attempt.hpp"
#include "server/auth/session_answers.hpp"
#include "server/auth/small_body.hpp"
#include "server/endpoints/identities.hpp"
#include "server/http/problem.hpp"
#include "server/private_answer.hpp"

namespace mallctl::server {

namespace {

using Json = nlohmann::ordered_json;

const OidcProvider& require_provider(const OidcProvider* provider) {
    if (provider != nullptr) return *provider;
    throw http::ProblemError({404, "not-configured", "The server is not set up for this",
                              "nobody signs in by OpenID Connect here", "", 0});
}

std::string require_own_path(std::string path) {
    if (path.empty()) return "/";
    if (is_own_path(path)) return path;
    throw http::ProblemError({400, "bad-request", "The request cannot be understood",
                              "'return_to' is no path of this site", "give it as /PATH", 0});
}

// The address to go to and the cookie to bring back.
std::pair<std::string, http::Header> begin(const Call& call, const CredentialGate& gate,
                                           const OidcProvider& provider, OidcAttempt attempt) {
    attempt.secrets = make_oidc_secrets();
    attempt.expires = core::now() + oidc_attempt_time;
    std::string address = provider.address_for(attempt.secrets);
    const bool secure = call.request.secure;
    return {std::move(address),
            {"Set-Cookie",
             set_named_cookie(oidc_cookie_name(secure), seal_attempt(attempt, gate.secrets()->front()),
                              std::chrono::seconds(oidc_attempt_time).count(), secure)}};
}

http::Response see_other(const std::string& address) {
    http::Response response = http::make_response(303, "", "");
    response.headers.push_back({"Location", address});
    response.headers.push_back({"Cache-Control", "no-store"});
    return response;
}

[[noreturn]] void refuse(const std::string& why, const std::string& advice) {
    throw http::ProblemError({401, "sign-in-refused", "This does not sign in", why, advice, 0});
}

// What the browser left with, and comes back to; anything else was begun by somebody else.
OidcAttempt require_attempt(const Call& call, const CredentialGate& gate) {
    const std::string_view sealed = cookie_of(call.request, oidc_cookie_name(call.request.secure));
    auto attempt = read_attempt(sealed, *gate.secrets(), core::now());
    if (!attempt || !access::equal_secrets(attempt->secrets.state, call.parameter("state")))
        refuse("this browser has begun no such sign-in, or did so too long ago", "begin anew");
    return *std::move(attempt);
}

// The browser has to bring the session when it comes back.
core::Uuid own_account_by_cookie(const Call& call) {
    static_cast<void>(own_session(call));
    if (credential_of(call.request).source == Credential::Source::cookie)
        return core::parse_uuid(call.principal.id).value();
    throw http::ProblemError({409, "no-session", "There is no session for this",
                              "the browser comes back from the provider with a cookie alone",
                              "sign in with \"cookie\": true", 0});
}

// The session that a cookie holds; empty where there is none.
std::string_view session_of_browser(const http::Request& request) {
    const std::string_view token = cookie_of(request, cookie_name(request.secure));
    return access::token_kind(token) == access::TokenKind::session ? token : std::string_view{};
}

void link(db::Session& session, const Call& call, const OidcAttempt& attempt, const access::Claims& claims) {
    const core::Instant now = core::now();
    const auto caller = operations::principal_of(session, session_of_browser(call.request), now);
    if (!caller || caller->principal.id != attempt.account)
        refuse("the session that asked for the link is over", "sign in, and begin anew");
    operations::link_identity(session, core::parse_uuid(attempt.account).value(), claims.issuer,
                              claims.subject, caller->principal.second_factor_at, now);
}

http::Response sign_in(db::Session& session, const Call& call, const OidcAttempt& attempt,
                       const access::Claims& claims) {
    const operations::IdentityProof proof{claims.issuer, claims.subject, claims.nonce,
                                          std::string(call.request.client)};
    const core::Instant now = core::now();
    const auto signed_in = attempt.invitation.empty()
                               ? operations::sign_in_with_identity(session, proof, now)
                               : operations::accept_with_identity(session, proof, attempt.invitation, now);
    if (const auto old = session_of_browser(call.request); !old.empty())
        operations::sign_out(session, old, now);
    http::Response response = see_other(attempt.return_to);
    const auto seconds = (signed_in.expires - now).count();
    response.headers.push_back(
        {"Set-Cookie", set_cookie(signed_in.token, static_cast<long>(seconds), call.request.secure)});
    return response;
}

Route route_of(std::string_view method, std::string_view pattern, std::string_view operation,
               std::string_view summary, Handler handler) {
    Route route;
    route.method = method;
    route.pattern = pattern;
    route.operation = operation;
    route.tag = "Access";
    route.summary = summary;
    route.blocks = true;
    route.takes_credentials = true;
    route.handler = std::move(handler);
    return route;
}

}  // namespace

http::Response OidcStart::operator()(const Call& call) const {
    OidcAttempt attempt;
    attempt.return_to = require_own_path(std::string(call.parameter("return_to")));
    const auto [address, cookie] = begin(call, gate, require_provider(provider), std::move(attempt));
    http::Response response = see_other(address);
    response.headers.push_back(cookie);
    return response;
}

http::Response OidcLink::operator()(const Call& call) const {
    require_provider(provider);
    const core::Uuid account = own_account_by_cookie(call);
    try {
        pool.with(std::string(), [&](db::Session& session) {
            operations::require_fresh_factor(session, account, call.principal.second_factor_at, core::now());
        });
    } catch (const core::DeniedError&) {
        refuse_without_step_up();
    }
    const std::string_view body = call.request.body;
    OidcAttempt attempt;
    attempt.return_to =
        require_own_path(SmallBody(body.empty() ? "{}" : body, {"return_to"}).text("return_to"));
    attempt.account = call.principal.id;
    const auto [address, cookie] = begin(call, gate, require_provider(provider), std::move(attempt));
    http::Response response = unkept_json(200, {{"location", address}});
    response.headers.push_back(cookie);
    return response;
}

http::Response OidcAccept::operator()(const Call& call) const {
    require_same_site(call.request);
    const SmallBody body(call.request.body, {"token", "return_to"});
    OidcAttempt attempt;
    attempt.return_to = require_own_path(body.text("return_to"));
    attempt.invitation = body.require("token");
    require_provider(provider);
    pool.with(std::string(), [&](db::Session& session) {
        operations::require_acceptable(session, attempt.invitation, core::now());
    });
    const auto [address, cookie] = begin(call, gate, require_provider(provider), std::move(attempt));
    http::Response response = unkept_json(200, {{"location", address}});
    response.headers.push_back(cookie);
    return response;
}

http::Response OidcCallback::operator()(const Call& call) const {
    const OidcProvider& asked = require_provider(provider);
    const OidcAttempt attempt = require_attempt(call, gate);
    if (!call.parameter("error").empty()) refuse("the provider did not sign you in", "begin anew");
    // Of another provider, that the browser was led to in this one's name (RFC 9207).
    const std::string_view issuer = call.parameter("iss");
    if (!issuer.empty() && issuer != asked.issuer())
        refuse("the answer is of another provider", "begin anew");
    const auto claims = asked.redeem(call.parameter("code"), attempt.secrets, core::now());
    if (!claims) refuse("the provider's answer is not valid", "begin anew");
    http::Response response = see_other(attempt.return_to);
    try {
        pool.with(std::string(), [&](db::Session& session) {
            if (attempt.account.empty()) {
                response = sign_in(session, call, attempt, *claims);
            } else {
                link(session, call, attempt, *claims);
            }
        });
    } catch (const core::DeniedError& denied) {
        if (!attempt.account.empty()) refuse_without_step_up();
        refuse(denied.what(), denied.advice());
    }
    gate.forget();
    const bool secure = call.request.secure;
    response.headers.push_back({"Set-Cookie", set_named_cookie(oidc_cookie_name(secure), "", 0, secure)});
    return response;
}

std::vector<Route> oidc_routes(db::SessionPool& pool, const CredentialGate& gate,
                               const OidcProvider* provider) {
    Route start = route_of("GET", "/api/v1/auth/oidc/start", "startOidc",
                           "Go to the provider of OpenID Connect to sign in", OidcStart{gate, provider});
    start.parameters = {{.name = "return_to", .doc = "A path of this site to come back to", .example = "/"}};
    start.outcomes = {{303, "To the provider"}};
    Route link = route_of("POST", "/api/v1/auth/oidc/link", "linkOidc",
                          "Begin to link an identity of the provider with one's account",
                          OidcLink{pool, gate, provider});
    link.permission = access::Permission::session_own;
    link.body_bytes = 4096;
    link.body_schema = "OidcLink";
    link.outcomes = {{200, "Where the browser has to go", "OidcLocation"}};
    Route accept = route_of("POST", "/api/v1/auth/oidc/accept", "acceptInvitationByOidc",
                            "Begin to accept an invitation with an identity of the provider",
                            OidcAccept{pool, gate, provider});
    accept.body_bytes = 4096;
    accept.body_schema = "OidcAcceptance";
    accept.outcomes = {{200, "Where the browser has to go", "OidcLocation"}};
    Route callback =
        route_of("GET", "/api/v1/auth/oidc/callback", "finishOidc",
                 "Come back from the provider of OpenID Connect", OidcCallback{pool, gate, provider});
    callback.parameters = {{.name = "state", .required = true, .doc = "What the browser was sent with"},
                           {.name = "code", .doc = "What signs in"},
                           {.name = "error", .doc = "Why the provider did not sign in"},
                           {.name = "iss", .doc = "The provider (RFC 9207)"}};
    // What providers add, which means nothing here.
    for (const char* other :
         {"error_description", "error_uri", "session_state", "scope", "authuser", "prompt", "hd"})
        callback.parameters.push_back({.name = other, .doc = "Passed over"});
    callback.outcomes = {{303, "Signed in, to where the browser began"}};
    return {std::move(start), std::move(link), std::move(accept), std::move(callback)};
}

}  // namespace mallctl::server
