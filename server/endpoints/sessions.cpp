#include "server/endpoints/sessions.hpp"

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "access/role.hpp"
#include "access/token.hpp"
#include "core/denied.hpp"
#include "db/mall_repository.hpp"
#include "operations/access/sign_in.hpp"
#include "operations/access/upkeep.hpp"
#include "server/auth/session_answers.hpp"
#include "server/auth/small_body.hpp"
#include "server/http/problem.hpp"
#include "server/private_answer.hpp"

namespace mallctl::server {

namespace {

using access::Permission;
using Json = nlohmann::ordered_json;

constexpr std::size_t longest_session_body = 4096;

[[noreturn]] void refuse(const core::DeniedError& denied) {
    throw http::ProblemError(
        {401, "sign-in-refused", "This does not sign in", denied.what(), denied.advice(), 0});
}

// Of the malls that grants are for; asks nobody where there are none.
std::map<core::Uuid, std::string> slugs_of(db::SessionPool& pool, const access::Principal& who) {
    std::map<core::Uuid, std::string> slugs;
    for (const access::Grant& grant : who.grants) {
        if (grant.mall) slugs[*grant.mall];
    }
    if (slugs.empty()) return slugs;
    pool.with(std::string(), [&](db::Session& session) {
        db::Transaction transaction(session, std::nullopt, db::Transaction::Mode::read);
        for (const catalog::Mall& mall : db::MallRepository(transaction).list()) {
            if (const auto found = slugs.find(mall.id); found != slugs.end()) found->second = mall.slug;
        }
    });
    return slugs;
}

}  // namespace

http::Response SignIn::operator()(const Call& call) const {
    const SmallBody body(call.request.body, {"login", "password", "code", "cookie"});
    const bool cookie = body.flag("cookie");
    if (cookie) require_same_site(call.request);
    const operations::Attempt attempt{body.require("login"), body.require("password"), body.text("code"),
                                      std::string(call.request.client)};
    try {
        const auto signed_in = pool.with(std::string(), [&](db::Session& session) {
            return operations::sign_in(session, attempt, core::now());
        });
        return with_session(call, signed_in.token, signed_in.expires, cookie,
                            {{"login", signed_in.login}, {"second_factor", signed_in.second_factor}});
    } catch (const core::DeniedError& denied) {
        refuse(denied);
    }
}

http::Response GuestSignIn::operator()(const Call& call) const {
    const SmallBody body(call.request.body.empty() ? "{}" : call.request.body, {"cookie"});
    const bool cookie = body.flag("cookie");
    if (cookie) require_same_site(call.request);
    const access::GuestSession guest{core::uuid_v4(), core::now() + operations::guest_time};
    const std::string token = access::sign_guest(guest, gate.secrets()->front());
    return with_session(call, token, guest.expires, cookie, Json::object());
}

http::Response StepUp::operator()(const Call& call) const {
    const SmallBody body(call.request.body, {"code"});
    const std::string code = body.require("code");
    const std::string_view token = own_session(call);
    try {
        pool.with(std::string(),
                  [&](db::Session& session) { operations::step_up(session, token, code, core::now()); });
    } catch (const core::DeniedError& denied) {
        refuse(denied);
    }
    gate.forget();
    return unkept_nothing();
}

http::Response CurrentSession::operator()(const Call& call) const {
    const access::Principal& who = call.principal;
    Json grants = Json::array();
    const auto malls = slugs_of(pool, who);
    for (const access::Grant& grant : who.grants) {
        Json one{{"role", access::info(grant.role).name}};
        if (grant.mall) one["mall"] = malls.at(*grant.mall);
        if (!grant.tenant.empty()) one["tenant"] = grant.tenant;
        grants.push_back(std::move(one));
    }
    Json body{{"kind", who.kind == access::Principal::Kind::guest     ? "guest"
                       : who.kind == access::Principal::Kind::key     ? "key"
                       : who.kind == access::Principal::Kind::service ? "service"
                                                                      : "user"},
              {"name", who.name},
              {"grants", std::move(grants)}};
    if (who.only) {
        Json only = Json::array();
        for (const access::Permission permission : *who.only) only.push_back(access::info(permission).name);
        body["permissions"] = std::move(only);
    }
    if (who.second_factor_at) body["second_factor_at"] = core::format_instant(*who.second_factor_at);
    return unkept_json(200, body);
}

http::Response SignOut::operator()(const Call& call) const {
    const Credential credential = credential_of(call.request);
    if (!access::is_guest_token(credential.token) || all) {
        const std::string_view token = own_session(call);
        pool.with(std::string(), [&](db::Session& session) {
            if (all) {
                operations::end_sessions(session, core::parse_uuid(call.principal.id).value(), "",
                                         core::now());
            } else {
                operations::sign_out(session, token, core::now());
            }
        });
        gate.forget();
    }
    http::Response response = unkept_nothing();
    if (credential.source == Credential::Source::cookie)
        response.headers.push_back({"Set-Cookie", set_cookie("", 0, call.request.secure)});
    return response;
}

std::vector<Route> session_routes(db::SessionPool& pool, const CredentialGate& gate) {
    const Outcome begun{201, "The session; with \"cookie\": true its token is in Set-Cookie alone",
                        "Session"};
    const Outcome ended{204, "Ended"};
    return {{.method = "POST",
             .pattern = "/api/v1/sessions",
             .operation = "signIn",
             .tag = "Access",
             .summary = "Sign in with a login, a password and a code",
             .blocks = true,
             .computes = true,
             .takes_credentials = true,
             .body_bytes = longest_session_body,
             .body_schema = "SignIn",
             .outcomes = {begun},
             .handler = SignIn{pool}},
            {.method = "POST",
             .pattern = "/api/v1/sessions/guest",
             .operation = "signInAsGuest",
             .tag = "Access",
             .summary = "Have an anonymous session",
             .blocks = true,
             .takes_credentials = true,
             .body_bytes = longest_session_body,
             .body_schema = "GuestSignIn",
             .outcomes = {begun},
             .handler = GuestSignIn{gate}},
            {.method = "POST",
             .pattern = "/api/v1/sessions/step-up",
             .operation = "stepUp",
             .tag = "Access",
             .summary = "Give the second factor again",
             .permission = Permission::session_own,
             .blocks = true,
             .takes_credentials = true,
             .body_bytes = longest_session_body,
             .body_schema = "StepUp",
             .outcomes = {{204, "Sensitive permissions hold for ten minutes"}},
             .handler = StepUp{pool, gate}},
            {.method = "GET",
             .pattern = "/api/v1/sessions/current",
             .operation = "getSession",
             .tag = "Access",
             .summary = "Who one is, and what one may do",
             .permission = Permission::session_own,
             .blocks = true,
             .outcomes = {{200, "The caller", "Caller"}},
             .handler = CurrentSession{pool}},
            {.method = "DELETE",
             .pattern = "/api/v1/sessions/current",
             .operation = "signOut",
             .tag = "Access",
             .summary = "Sign out",
             .permission = Permission::session_own,
             .blocks = true,
             .outcomes = {ended},
             .handler = SignOut{pool, gate}},
            {.method = "DELETE",
             .pattern = "/api/v1/sessions",
             .operation = "signOutEverywhere",
             .tag = "Access",
             .summary = "Sign out everywhere",
             .permission = Permission::session_own,
             .blocks = true,
             .outcomes = {ended},
             .handler = SignOut{pool, gate, true}}};
}

}  // namespace mallctl::server
