#include "server/endpoints/identities.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "core/denied.hpp"
#include "operations/access/identities.hpp"
#include "server/auth/session_answers.hpp"
#include "server/auth/small_body.hpp"
#include "server/http/problem.hpp"
#include "server/log.hpp"
#include "server/private_answer.hpp"

namespace mallctl::server {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t longest_identity_body = 12 * 1024;  // a token of access::longest_jwt and its frame

// Only a session: a key or a token must not make itself another way in.
core::Uuid own_account(const Call& call) {
    static_cast<void>(own_session(call));
    return core::parse_uuid(call.principal.id).value();
}

Json to_json(const db::Identity& identity) {
    return {{"id", core::to_string(identity.id)},
            {"issuer", identity.issuer},
            {"subject", identity.subject},
            {"linked", core::format_instant(identity.linked)}};
}

access::Claims claims_of(const TokenIssuer* issuer, const std::string& token) {
    if (issuer == nullptr) {
        throw http::ProblemError({404, "not-configured", "The server is not set up for this",
                                  "no issuer of tokens is trusted here", "", 0});
    }
    TokenIssuer::Checked checked = issuer->check(token, core::now());
    if (checked.jwt.claims) return *std::move(checked.jwt.claims);
    log::debug("a token to be linked was refused: " + checked.jwt.fault);
    throw http::ProblemError({422, "invalid-token", "The token is not valid",
                              "it is none that the trusted issuer made for this server, or it is over",
                              "send a token that the issuer made just now", 0});
}

Route route_of(std::string_view method, std::string_view pattern, std::string_view operation,
               std::string_view summary) {
    Route route;
    route.method = method;
    route.pattern = pattern;
    route.operation = operation;
    route.tag = "Access";
    route.summary = summary;
    route.permission = access::Permission::session_own;
    route.blocks = true;
    return route;
}

}  // namespace

void refuse_without_step_up() {
    throw http::ProblemError({403, "step-up-required", "The second factor is needed again",
                              "another way to sign in asks for a second factor given in the last 10 minutes",
                              "give the code of the authenticator again", 0});
}

http::Response ListIdentities::operator()(const Call& call) const {
    const core::Uuid account = own_account(call);
    const auto identities = pool.with(
        std::string(), [&](db::Session& session) { return operations::identities_of(session, account); });
    Json list = Json::array();
    for (const db::Identity& identity : identities) list.push_back(to_json(identity));
    return unkept_json(200, {{"identities", std::move(list)}});
}

http::Response LinkIdentity::operator()(const Call& call) const {
    const core::Uuid account = own_account(call);
    const std::string token = SmallBody(call.request.body, {"token"}).require("token");
    const access::Claims claims = claims_of(issuer, token);
    try {
        const auto made = pool.with(std::string(), [&](db::Session& session) {
            return operations::link_identity(session, account, claims.issuer, claims.subject,
                                             call.principal.second_factor_at, core::now());
        });
        gate.forget();  // until now the subject was a shopper
        return unkept_json(201, to_json(made));
    } catch (const core::DeniedError&) {
        refuse_without_step_up();
    }
}

http::Response UnlinkIdentity::operator()(const Call& call) const {
    const core::Uuid account = own_account(call);
    const auto id = core::parse_uuid(call.path_value("identity"));
    const bool ended = id && pool.with(std::string(), [&](db::Session& session) {
        return operations::unlink_identity(session, account, *id, core::now());
    });
    if (!ended) {
        throw http::ProblemError({404, "unknown-row", "There is no such row",
                                  "the account has no identity with this id", "list them first", 0});
    }
    gate.forget();
    return unkept_nothing();
}

std::vector<Route> identity_routes(db::SessionPool& pool, const CredentialGate& gate,
                                   const TokenIssuer* issuer) {
    constexpr std::string_view all = "/api/v1/sessions/identities";
    Route list = route_of("GET", all, "listIdentities", "Whom token issuers know one's account as");
    list.outcomes = {{200, "Those that are linked", "Identities"}};
    list.handler = ListIdentities{pool};
    Route link =
        route_of("POST", all, "linkIdentity", "Let bearer tokens of a subject act for one's account");
    link.takes_credentials = true;
    link.body_bytes = longest_identity_body;
    link.body_schema = "IdentityToken";
    link.outcomes = {{201, "It is linked", "Identity"}};
    link.handler = LinkIdentity{pool, gate, issuer};
    Route unlink =
        route_of("DELETE", "/api/v1/sessions/identities/{identity}", "unlinkIdentity", "End such a link");
    unlink.parameters = {
        {.name = "identity", .doc = "Its id", .schema = R"({"type":"string","format":"uuid"})"}};
    unlink.outcomes = {{204, "It is no more"}};
    unlink.handler = UnlinkIdentity{pool, gate};
    return {std::move(list), std::move(link), std::move(unlink)};
}

}  // namespace mallctl::server
