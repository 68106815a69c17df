#include "server/endpoints/api_keys.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "operations/access/api_keys.hpp"
#include "operations/find_mall.hpp"
#include "server/http/problem.hpp"
#include "server/json_body.hpp"
#include "server/private_answer.hpp"

namespace mallctl::server {

namespace {

using access::Permission;
using Json = nlohmann::ordered_json;

constexpr std::size_t longest_key_body = 4096;

Json to_json(const db::ApiKey& key) {
    Json json{{"name", key.name},
              {"permissions", key.permissions},
              {"made_by", key.made_by},
              {"created", core::format_instant(key.created)}};
    if (key.expires) json["expires"] = core::format_instant(*key.expires);
    if (!key.last_used_on.empty()) json["last_used_on"] = key.last_used_on;
    return json;
}

std::vector<Permission> read_permissions(const nlohmann::json& body) {
    const auto names = body.find("permissions");
    if (names == body.end() || !names->is_array() || names->empty() ||
        names->size() > access::permission_count)
        throw_invalid("/permissions", "permissions is a list of one or more, as offer.write");
    std::vector<Permission> permissions;
    for (const auto& name : *names) {
        const auto permission =
            name.is_string() ? access::parse_permission(name.get<std::string>()) : std::nullopt;
        if (!permission)
            throw_invalid(fmt::format("/permissions/{}", permissions.size()), "there is no such permission");
        permissions.push_back(*permission);
    }
    return permissions;
}

// Else whoever has one key that makes keys would have every right.
void require_held(const Call& call, const core::Uuid& mall, const std::vector<Permission>& asked) {
    for (const Permission permission : asked) {
        const auto tenants = access::tenants_of(call.principal, permission, mall);
        if (!tenants &&
            access::judge(call.principal, permission, mall, "", core::now()) == access::Verdict::allowed)
            continue;
        throw http::ProblemError(
            {403, "not-allowed", "This is not allowed",
             fmt::format("a key can have {} only from somebody who has it", access::info(permission).name),
             "", 0});
    }
}

}  // namespace

http::Response ListApiKeys::operator()(const Call& call) const {
    const auto keys = pool.with(call.principal.name, [&](db::Session& session) {
        return operations::list_api_keys(session, call.path_value("mall"), false);
    });
    Json list = Json::array();
    for (const db::ApiKey& key : keys) list.push_back(to_json(key));
    return unkept_json(200, {{"api_keys", std::move(list)}});
}

http::Response MakeApiKey::operator()(const Call& call) const {
    const auto body = parse_object(call.request.body);
    refuse_other_members(body, {"name", "permissions", "expires"});
    operations::ApiKeyRequest request;
    request.mall = call.path_value("mall");
    request.name = text_member(body, "name");
    request.permissions = read_permissions(body);
    if (const auto expires = optional_text(body, "expires")) request.expires = core::parse_instant(*expires);
    const auto made = pool.with(call.principal.name, [&](db::Session& session) {
        require_held(call, operations::find_mall(session, request.mall).id, request.permissions);
        return operations::make_api_key(session, request, core::now());
    });
    Json json = to_json(made.key);
    json["token"] = made.token;
    return unkept_json(201, json);
}

http::Response RevokeApiKey::operator()(const Call& call) const {
    pool.with(call.principal.name, [&](db::Session& session) {
        operations::revoke_api_key(session, call.path_value("mall"), call.path_value("key"), core::now());
    });
    gate.forget();
    return unkept_nothing();
}

std::vector<Route> api_key_routes(db::SessionPool& pool, const CredentialGate& gate) {
    return {{.method = "GET",
             .pattern = "/api/v1/malls/{mall}/api-keys",
             .operation = "listApiKeys",
             .tag = "Access",
             .summary = "The API keys of a mall",
             .permission = Permission::apikey_write,
             .blocks = true,
             .outcomes = {{200, "Those that hold, without their secrets", "ApiKeys"}},
             .handler = ListApiKeys{pool}},
            {.method = "POST",
             .pattern = "/api/v1/malls/{mall}/api-keys",
             .operation = "makeApiKey",
             .tag = "Access",
             .summary = "Make an API key",
             .permission = Permission::apikey_write,
             .blocks = true,
             .body_bytes = longest_key_body,
             .body_schema = "ApiKeyOrder",
             .outcomes = {{201, "The key; its token is shown once", "MadeApiKey"}},
             .handler = MakeApiKey{pool}},
            {.method = "DELETE",
             .pattern = "/api/v1/malls/{mall}/api-keys/{key}",
             .operation = "revokeApiKey",
             .tag = "Access",
             .summary = "End an API key",
             .permission = Permission::apikey_write,
             .blocks = true,
             .outcomes = {{204, "It has ended"}},
             .handler = RevokeApiKey{pool, gate}}};
}

}  // namespace mallctl::server
