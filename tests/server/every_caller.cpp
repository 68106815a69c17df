#include "tests/server/every_caller.hpp"

#include <stdexcept>

#include "access/role.hpp"
#include "access/token.hpp"
#include "db/access/account_repository.hpp"
#include "db/access/credential_repository.hpp"
#include "operations/access/api_keys.hpp"
#include "operations/edit_rows.hpp"
#include "operations/find_mall.hpp"
#include "server/api.hpp"
#include "server/auth/access_routes.hpp"
#include "server/endpoints/imports.hpp"
#include "server/endpoints/metrics.hpp"
#include "server/writing_api.hpp"
#include "tests/server/answer_log.hpp"

namespace mallctl::test {

namespace {

using Mode = db::Transaction::Mode;

const char* const no_hash = "$argon2id$no password is this one's";
const char* const authenticator = "JBSWY3DPEHPK3PXP";

std::string filled(std::string_view pattern, const std::string& mall) {
    std::string path;
    while (!pattern.empty()) {
        const std::size_t open = std::min(pattern.find('{'), pattern.size());
        path += pattern.substr(0, open);
        pattern.remove_prefix(open);
        if (pattern.empty()) break;
        const std::size_t close = pattern.find('}');
        path += pattern.substr(0, close + 1) == "{mall}" ? mall : "nothing";
        pattern.remove_prefix(close + 1);
    }
    return path;
}

}  // namespace

EveryCaller::EveryCaller()
    : gate_(*api.pool), router_(server::make_api(api.store, draining_, "1", gate_, table())) {
    operations::EditOptions plaza;
    plaza.mall = "plaza";
    for (const char* tenant : {"acme", "other"})
        operations::create_row(api.session, "tenant", tenant, {std::string("name=") + tenant}, plaza);
    add_account("platform_admin", 'P', "", "");
    for (const char* mall : {"arcade", "plaza"}) {
        add_account("mall_admin", 'M', mall, "");
        add_account("tenant_manager", 'T', mall, "acme");
        add_account("tenant_staff", 'S', mall, "acme");
        add_account("analyst", 'A', mall, "");
        add_account("kiosk", 'K', mall, "");
    }
    add_account("shopper", 's', "", "");
    std::vector<std::string> every;
    for (const auto& permission : access::permissions()) {
        if (!permission.roles.contains(access::Role::mall_admin)) continue;
        every.emplace_back(permission.name);
        add_key("arcade", {every.back()}, every.back());
    }
    add_key("plaza", every, "");
    const Caller nobody{.name = "nobody"};
    const Answer guest = ask(nobody, "POST", "/api/v1/sessions/guest");
    callers_.push_back({.name = "guest", .letter = 's', .token = guest.json().at("token")});
    callers_.push_back(nobody);
    Caller tired = find("mall_admin of arcade");
    tired.name = "mall_admin of arcade, an hour after signing in";
    tired.fresh = false;
    callers_.push_back(tired);
}

// As cli/serve puts it together.
std::vector<server::Route> EveryCaller::table() {
    auto routes = server::writing_routes(*api.pool, *api.pool, {payment_secret});
    for (auto& route : server::access_routes(*api.pool, gate_)) routes.push_back(std::move(route));
    for (auto& route : server::import_routes(*api.pool, imports_, server::usual_upload_bytes))
        routes.push_back(std::move(route));
    for (auto& route : ways_in_.routes(*api.pool, gate_)) routes.push_back(std::move(route));
    routes.push_back(server::metrics_route(
        {counters_, api.store, limits_, [] { return server::Server::Figures(); }, "1"}, {}));
    return routes;
}

void EveryCaller::add_account(const std::string& role, char letter, const std::string& mall,
                              const std::string& tenant) {
    Caller caller{.name = role, .letter = letter};
    caller.login = role + "@" + (mall.empty() ? "platform" : mall) + ".example";
    const core::Uuid id = core::uuid_v4();
    {
        db::Transaction transaction(api.session, std::nullopt, Mode::write);
        db::Account account;
        account.id = id;
        account.login = caller.login;
        account.password_hash = no_hash;
        account.totp_secret = authenticator;
        account.platform_admin = role == "platform_admin";
        db::insert_account(transaction, account, core::now());
        transaction.commit();
    }
    if (!mall.empty()) {
        caller.name += " of " + mall;
        caller.mall = mall;
        caller.scope = tenant.empty() ? Caller::Scope::mall : Caller::Scope::tenant;
        operations::EditOptions options;
        options.mall = mall;
        std::vector<std::string> words{"name=" + role, "email=" + caller.login, "role=" + role};
        if (!tenant.empty()) words.push_back("tenant=" + tenant);
        operations::create_row(api.session, "user", role, words, options);
        const core::Uuid mall_id = operations::find_mall(api.session, mall).id;
        db::Transaction transaction(api.session, mall_id, Mode::write);
        db::link_user(transaction, id, mall_id, db::find_user(transaction, role)->id, core::now());
        transaction.commit();
    }
    callers_.push_back(std::move(caller));
}

void EveryCaller::add_key(const std::string& mall, const std::vector<std::string>& permissions,
                          const std::string& only) {
    operations::ApiKeyRequest request{mall, "k" + std::to_string(callers_.size()), {}, std::nullopt};
    for (const std::string& name : permissions)
        request.permissions.push_back(access::parse_permission(name).value());
    callers_.push_back({.name = "API key of " + mall + " for " + (only.empty() ? "everything" : only),
                        .letter = 'M',
                        .scope = Caller::Scope::mall,
                        .mall = mall,
                        .only = only,
                        .token = operations::make_api_key(api.session, request, core::now()).token});
}

const Caller& EveryCaller::find(std::string_view name) const {
    for (const Caller& caller : callers_) {
        if (caller.name == name) return caller;
    }
    throw std::logic_error("there is no caller " + std::string(name));
}

std::string EveryCaller::session_token(const Caller& caller) {
    const std::string token = access::make_token(access::TokenKind::session);
    const core::Instant now = core::now();
    db::Transaction transaction(api.session, std::nullopt, Mode::write);
    const auto account = db::find_account(transaction, caller.login, db::Locking::none).value();
    db::insert_session(transaction, {.digest = access::token_digest(token),
                                     .account = account.id,
                                     .created = now,
                                     .last_used = now,
                                     .expires = now + std::chrono::hours{1},
                                     .second_factor_at = caller.fresh ? now : now - std::chrono::hours{1}});
    transaction.commit();
    return token;
}

Answer EveryCaller::ask(const Caller& caller, const std::string& method, const std::string& path,
                        const std::string& body, const std::string& content_type) {
    const std::string token = caller.login.empty() ? caller.token : session_token(caller);
    const std::string authorization = "Bearer " + token;
    server::http::Request request;
    request.method = method;
    request.target = path;
    request.body = body;
    request.id = "r1";
    request.client = "192.0.2.1";
    request.headers.push_back({"Sec-Fetch-Site", "same-origin"});
    if (!token.empty()) request.headers.push_back({"Authorization", authorization});
    if (!body.empty()) request.headers.push_back({"Content-Type", content_type});
    const server::http::Response response = log_answer(request, router_.answer(request));
    Answer answer{response.status, std::string(response.bytes()), {}};
    for (const auto& header : response.headers) answer.headers.emplace_back(header.name, header.value);
    return answer;
}

Answer EveryCaller::ask(const Caller& caller, const server::Route& route, const std::string& mall) {
    return ask(caller, std::string(route.method), filled(route.pattern, mall),
               route.body_bytes > 0 ? "{}" : "", std::string(route.body_type));
}

}  // namespace mallctl::test
