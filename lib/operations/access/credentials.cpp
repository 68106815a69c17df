#include "operations/access/credentials.hpp"

#include <chrono>

#include "access/role.hpp"
#include "access/token.hpp"
#include "db/access/account_repository.hpp"
#include "db/access/credential_repository.hpp"
#include "operations/access/account_grants.hpp"

namespace mallctl::operations {

namespace {

using access::Principal;
using access::Role;
using Mode = db::Transaction::Mode;

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
    // A telephone can be taken over with its number: it is never enough for more.
    if (open->method == db::SessionMethod::sms) {
        caller.principal.grants.push_back({Role::shopper, std::nullopt, ""});
    } else {
        caller.principal.grants = grants_of(transaction, *account, second_factor);
    }
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
