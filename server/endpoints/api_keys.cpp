#include "server/endpoints/api_keys.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "operations/access/api_keys.hpp"
#include "operations/find_mall.hpp"
#include "server/auth/session_answers.hpp"
#include "server/auth/small_body.hpp"
#include "server/http/problem.hpp"

namespace mallctl::server {

namespace {

using Json = nlohmann::ordered_json;

Json to_json(const db::ApiKey& key) {
    Json json{{"name", key.name},
              {"permissions", key.permissions},
              {"made_by", key.made_by},
              {"created", core::format_instant(key.created)}};
    if (key.expires) json["expires"] = core::format_instant(*key.expires);
    if (!key.last_used_on.empty()) json["last_used_on"] = key.last_used_on;
    return json;
}

// "offer.write,product.write".
std::vector<access::Permission> read_permissions(std::string_view text) {
    std::vector<access::Permission> permissions;
    while (!text.empty()) {
        const std::string_view name = text.substr(0, text.find(','));
        const auto permission = access::parse_permission(name);
        if (!permission) {
            throw http::ProblemError({400, "bad-request", "The request cannot be understood",
                                      "one of the permissions is none", "name them as offer.write", 0});
        }
        permissions.push_back(*permission);
        text.remove_prefix(std::min(text.size(), name.size() + 1));
    }
    return permissions;
}

// Else whoever has one key that makes keys would have every right.
void require_held(const Call& call, const core::Uuid& mall, const std::vector<access::Permission>& asked) {
    for (const access::Permission permission : asked) {
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
    return private_json(200, {{"api_keys", std::move(list)}});
}

http::Response MakeApiKey::operator()(const Call& call) const {
    const SmallBody body(call.request.body, {"name", "permissions", "expires"});
    operations::ApiKeyRequest request;
    request.mall = call.path_value("mall");
    request.name = body.require("name");
    request.permissions = read_permissions(body.require("permissions"));
    if (const std::string expires = body.text("expires"); !expires.empty())
        request.expires = core::parse_instant(expires);
    const auto made = pool.with(call.principal.name, [&](db::Session& session) {
        require_held(call, operations::find_mall(session, request.mall).id, request.permissions);
        return operations::make_api_key(session, request, core::now());
    });
    Json json = to_json(made.key);
    json["token"] = made.token;
    return private_json(201, json);
}

http::Response RevokeApiKey::operator()(const Call& call) const {
    pool.with(call.principal.name, [&](db::Session& session) {
        operations::revoke_api_key(session, call.path_value("mall"), call.path_value("key"), core::now());
    });
    gate.forget();
    return no_content();
}

}  // namespace mallctl::server
