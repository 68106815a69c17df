#include "operations/access/api_keys.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "access/role.hpp"
#include "access/token.hpp"
#include "core/closest.hpp"
#include "core/error.hpp"
#include "core/names.hpp"
#include "db/access/access_log.hpp"
#include "operations/find_mall.hpp"

namespace mallctl::operations {

namespace {

using access::Permission;
using core::Error;
using core::Fault;
using Mode = db::Transaction::Mode;

void check(const ApiKeyRequest& request, core::Instant now) {
    if (!core::is_slug(request.name)) {
        throw Error(Fault::rejected, fmt::format("\"{}\" is no name for a key", request.name),
                    "use lower-case letters, digits, - and _");
    }
    if (request.permissions.empty())
        throw Error(Fault::rejected, "a key without a permission is of no use", "name one: --permission");
    for (const Permission permission : request.permissions) {
        const access::PermissionInfo& info = access::info(permission);
        if (info.roles.contains(access::Role::mall_admin)) continue;
        throw Error(Fault::rejected, fmt::format("a key of a mall cannot have the permission {}", info.name),
                    "it belongs to the platform");
    }
    if (request.expires && *request.expires <= now)
        throw Error(Fault::rejected, "the key would be over before it begins", "name a later end");
}

db::ApiKey key_of(const ApiKeyRequest& request, const core::Uuid& mall, core::Instant now) {
    db::ApiKey key;
    key.id = core::uuid_v4();
    key.mall = mall;
    key.name = request.name;
    for (const access::PermissionInfo& info : access::permissions()) {
        if (std::find(request.permissions.begin(), request.permissions.end(), info.permission) !=
            request.permissions.end())
            key.permissions.emplace_back(info.name);
    }
    key.created = now;
    key.expires = request.expires;
    return key;
}

}  // namespace

MadeApiKey make_api_key(db::Session& session, const ApiKeyRequest& request, core::Instant now) {
    check(request, now);
    const catalog::Mall mall = find_mall(session, request.mall);
    db::Transaction transaction(session, std::nullopt, Mode::write);
    for (const db::ApiKey& other : db::list_api_keys(transaction, mall.id, false)) {
        if (other.name == request.name) {
            throw Error(Fault::rejected,
                        fmt::format("mall {} has an API key \"{}\" already", mall.slug, request.name),
                        "take another name, or delete that one: mallctl delete apikey " + request.name);
        }
    }
    MadeApiKey made{access::make_token(access::TokenKind::api_key), key_of(request, mall.id, now)};
    made.key.made_by = db::author_of(transaction);
    db::insert_api_key(transaction, made.key, access::token_digest(made.token));
    db::record_access(transaction, {made.key.made_by, "made", "apikey " + request.name, mall.id}, now);
    transaction.commit();
    return made;
}

std::vector<db::ApiKey> list_api_keys(db::Session& session, std::string_view mall, bool all) {
    const core::Uuid id = find_mall(session, mall).id;
    db::Transaction transaction(session, std::nullopt, Mode::read);
    return db::list_api_keys(transaction, id, all);
}

void revoke_api_key(db::Session& session, std::string_view mall_slug, std::string_view name,
                    core::Instant now) {
    const catalog::Mall mall = find_mall(session, mall_slug);
    db::Transaction transaction(session, std::nullopt, Mode::write);
    if (!db::revoke_api_key(transaction, mall.id, name, now)) {
        std::vector<std::string> names;
        for (const db::ApiKey& key : db::list_api_keys(transaction, mall.id, false))
            names.push_back(key.name);
        const std::string guess = core::did_you_mean(name, names);
        throw Error(Fault::failed, fmt::format("mall {} has no API key \"{}\"", mall.slug, name),
                    guess.empty() ? "list them: mallctl get apikey --mall " + mall.slug : guess);
    }
    db::record_access(transaction,
                      {db::author_of(transaction), "revoked", fmt::format("apikey {}", name), mall.id}, now);
    transaction.commit();
}

}  // namespace mallctl::operations
