#include "operations/access/credentials.hpp"

#include <chrono>

#include "access/role.hpp"
#include "access/token.hpp"
#include "db/access/account_repository.hpp"
#include "db/access/credential_repository.hpp"

namespace mallctl::operations {

namespace {

using access::Grant;
using access::Principal;
using access::Role;
using Mode = db::Transaction::Mode;

// Nothing where the row's role is none, or asks for a second factor that was not given.
std::optional<Grant> grant_of(const db::LinkedUser& user, bool second_factor) {
    const auto role = access::parse_role(user.role);
    if (!role) return std::nullopt;
    const access::RoleInfo& info = access::info(*role);
    // A mall's file makes nobody an administrator of the platform.
    if (info.scope == access::Scope::platform || (info.needs_totp && !second_factor)) return std::nullopt;
    if (info.scope == access::Scope::mall) return Grant{*role, user.mall, ""};
    if (user.tenant.empty()) return std::nullopt;
    return Grant{*role, user.mall, user.tenant};
}

// Writes when a session was last used, at most once a minute.
void touch(db::Transaction& transaction, const db::AccountSession& open, core::Instant now) {
    if (now - open.last_used >= std::chrono::minutes{1}) db::touch_session(transaction, open.digest, now);
}

std::optional<KnownCaller> caller_of_session(db::Session& session, const std::string& digest,
                                             core::Instant now) {
    db::Transaction transaction(session, std::nullopt, Mode::write);
    const auto open = db::find_session(transaction, digest, now);
    if (!open) return std::nullopt;
    const auto account = db::find_account(transaction, open->account, db::Locking::none);
    if (!account || account->disabled) return std::nullopt;
    const bool second_factor = open->second_factor_at && !account->totp_secret.empty();
    KnownCaller caller;
    caller.expires = open->expires;
    caller.principal.kind = Principal::Kind::user;
    caller.principal.id = core::to_string(account->id);
    caller.principal.name = account->login;
    caller.principal.second_factor_at = open->second_factor_at;
    if (account->platform_admin && second_factor)
        caller.principal.grants.push_back({Role::platform_admin, std::nullopt, ""});
    for (const db::LinkedUser& user : db::linked_users(transaction, account->id)) {
        if (auto grant = grant_of(user, second_factor)) caller.principal.grants.push_back(*std::move(grant));
    }
    caller.principal.grants.push_back({Role::shopper, std::nullopt, ""});
    touch(transaction, *open, now);
    transaction.commit();
    return caller;
}

std::optional<KnownCaller> caller_of_key(db::Session& session, const std::string& digest, core::Instant now) {
    db::Transaction transaction(session, std::nullopt, Mode::write);
    const auto key = db::find_api_key(transaction, digest, now);
    if (!key) return std::nullopt;
    KnownCaller caller;
    caller.expires = key->expires;
    caller.principal.kind = Principal::Kind::key;
    caller.principal.id = core::to_string(key->id);
    caller.principal.name = "apikey " + key->name;
    caller.principal.grants.push_back({Role::mall_admin, key->mall, ""});
    std::vector<access::Permission> only;
    for (const std::string& name : key->permissions) {
        if (const auto permission = access::parse_permission(name)) only.push_back(*permission);
    }
    caller.principal.only = std::move(only);
    db::touch_api_key(transaction, key->id, now);
    transaction.commit();
    return caller;
}

}  // namespace

std::optional<KnownCaller> principal_of(db::Session& session, std::string_view token, core::Instant now) {
    const auto kind = access::token_kind(token);
    if (kind == access::TokenKind::session)
        return caller_of_session(session, access::token_digest(token), now);
    if (kind == access::TokenKind::api_key) return caller_of_key(session, access::token_digest(token), now);
    return std::nullopt;
}

}  // namespace mallctl::operations
