#include "operations/access/identities.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "access/principal.hpp"
#include "core/denied.hpp"
#include "db/access/access_log.hpp"
#include "db/access/account_repository.hpp"
#include "operations/access/account_grants.hpp"

namespace mallctl::operations {

namespace {

using access::Permission;
using access::Principal;
using Mode = db::Transaction::Mode;

std::vector<Permission> named_in(std::string_view scope) {
    std::vector<Permission> named;
    while (!scope.empty()) {
        const std::string_view word = scope.substr(0, scope.find(' '));
        if (const auto permission = access::parse_permission(word)) named.push_back(*permission);
        scope.remove_prefix(std::min(scope.size(), word.size() + 1));
    }
    return named;
}

// Scopes of others ("openid", "profile") narrow nothing.
std::vector<Permission> permissions_of(std::string_view scope) {
    const std::vector<Permission> named = named_in(scope);
    std::vector<Permission> only;
    for (const access::PermissionInfo& info : access::permissions()) {
        const bool asked =
            named.empty() || std::find(named.begin(), named.end(), info.permission) != named.end();
        if (asked && !info.sensitive) only.push_back(info.permission);
    }
    return only;
}

void record(db::Transaction& transaction, const std::string& login, const char* action,
            const db::Identity& identity, core::Instant now) {
    db::record_access(
        transaction,
        {login, action, fmt::format("identity {} of {}", identity.subject, identity.issuer), std::nullopt},
        now);
}

void require_fresh(const std::optional<db::Account>& account,
                   const std::optional<core::Instant>& second_factor_at, core::Instant now) {
    if (!account || account->disabled) throw core::DeniedError("the account is there no more");
    const bool fresh =
        second_factor_at && *second_factor_at <= now && now - *second_factor_at < access::step_up_time;
    if (!account->totp_secret.empty() && !fresh) {
        throw core::DeniedError(
            "another way to sign in asks for a second factor given in the last 10 minutes",
            "give the code of the authenticator again");
    }
}

}  // namespace

std::optional<KnownCaller> principal_of_claims(db::Session& session, const access::Claims& claims) {
    KnownCaller caller;
    caller.expires = claims.expires;
    caller.principal.kind = Principal::Kind::service;
    caller.principal.id = fmt::format("{}|{}", claims.issuer, claims.subject);
    caller.principal.name = caller.principal.id;
    caller.principal.only = permissions_of(claims.scope);
    db::Transaction transaction(session, std::nullopt, Mode::read);
    const auto identity = db::find_identity(transaction, claims.issuer, claims.subject);
    if (!identity) {
        caller.principal.grants.push_back({access::Role::shopper, std::nullopt, ""});
        return caller;
    }
    const auto account = db::find_account(transaction, identity->account, db::Locking::none);
    if (!account || account->disabled) return std::nullopt;
    caller.principal.name = account->login;
    caller.principal.grants = grants_of(transaction, *account, false);
    return caller;
}

void require_fresh_factor(db::Session& session, const core::Uuid& account,
                          const std::optional<core::Instant>& second_factor_at, core::Instant now) {
    db::Transaction transaction(session, std::nullopt, Mode::read);
    require_fresh(db::find_account(transaction, account, db::Locking::none), second_factor_at, now);
}

db::Identity link_identity(db::Session& session, const core::Uuid& account_id, std::string_view issuer,
                           std::string_view subject, const std::optional<core::Instant>& second_factor_at,
                           core::Instant now) {
    db::Transaction transaction(session, std::nullopt, Mode::write);
    const auto account = db::find_account(transaction, account_id, db::Locking::row);
    require_fresh(account, second_factor_at, now);
    db::Identity identity{core::uuid_v4(), std::string(issuer), std::string(subject), account_id, now};
    if (!db::insert_identity(transaction, identity)) {
        throw core::Error(core::Fault::conflict, "this identity is linked with an account already",
                          "whoever is signed in to that account can end the link");
    }
    record(transaction, account->login, "linked", identity, now);
    transaction.commit();
    return identity;
}

std::vector<db::Identity> identities_of(db::Session& session, const core::Uuid& account) {
    db::Transaction transaction(session, std::nullopt, Mode::read);
    return db::list_identities(transaction, account);
}

bool unlink_identity(db::Session& session, const core::Uuid& account_id, const core::Uuid& id,
                     core::Instant now) {
    db::Transaction transaction(session, std::nullopt, Mode::write);
    const auto account = db::find_account(transaction, account_id, db::Locking::none);
    const auto identity = db::delete_identity(transaction, account_id, id);
    if (!account || !identity) return false;
    record(transaction, account->login, "unlinked", *identity, now);
    transaction.commit();
    return true;
}

}  // namespace mallctl::operations
