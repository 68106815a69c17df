#include "operations/access/account_grants.hpp"

#include <optional>

#include "access/role.hpp"

namespace mallctl::operations {

namespace {

using access::Grant;
using access::Role;

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

}  // namespace

std::vector<Grant> grants_of(db::Transaction& transaction, const db::Account& account, bool second_factor) {
    std::vector<Grant> grants;
    if (account.platform_admin && second_factor) grants.push_back({Role::platform_admin, std::nullopt, ""});
    for (const db::LinkedUser& user : db::linked_users(transaction, account.id)) {
        if (auto grant = grant_of(user, second_factor)) grants.push_back(*std::move(grant));
    }
    grants.push_back({Role::shopper, std::nullopt, ""});
    return grants;
}

}  // namespace mallctl::operations
