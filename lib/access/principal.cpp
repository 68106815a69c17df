#include "access/principal.hpp"

#include <algorithm>

namespace mallctl::access {

namespace {

// A grant that does not name what its role's scope asks for is worth nothing.
bool is_for(const Grant& grant, Permission permission, const std::optional<core::Uuid>& mall) {
    if (!info(permission).roles.contains(grant.role)) return false;
    const Scope scope = info(grant.role).scope;
    if (scope == Scope::platform) return true;
    if (!grant.mall || grant.mall != mall) return false;
    return scope == Scope::mall || !grant.tenant.empty();
}

bool holds(const Principal& principal, Permission permission, const std::optional<core::Uuid>& mall,
           std::string_view tenant) {
    if (principal.only &&
        std::find(principal.only->begin(), principal.only->end(), permission) == principal.only->end()) {
        return false;
    }
    return std::any_of(principal.grants.begin(), principal.grants.end(), [&](const Grant& grant) {
        return is_for(grant, permission, mall) &&
               (grant.tenant.empty() || tenant.empty() || grant.tenant == tenant);
    });
}

bool sits_there(const Principal& principal) {
    return principal.kind == Principal::Kind::user;
}

}  // namespace

Verdict judge(const Principal& principal, Permission permission, const std::optional<core::Uuid>& mall,
              std::string_view tenant, core::Instant now) {
    const PermissionInfo& asked = info(permission);
    if (asked.anybody) return Verdict::allowed;
    if (principal.kind == Principal::Kind::nobody) return Verdict::unknown;
    if (permission == Permission::session_own) return Verdict::allowed;  // one's own is nobody's to grant
    if (!holds(principal, permission, mall, tenant)) return Verdict::denied;
    if (asked.sensitive && sits_there(principal)) {
        const auto& given = principal.second_factor_at;
        if (!given || *given > now || now - *given >= step_up_time) return Verdict::step_up;
    }
    return Verdict::allowed;
}

std::optional<std::vector<std::string_view>> tenants_of(const Principal& principal, Permission permission,
                                                        const core::Uuid& mall) {
    std::vector<std::string_view> tenants;
    if (principal.only &&
        std::find(principal.only->begin(), principal.only->end(), permission) == principal.only->end()) {
        return tenants;
    }
    for (const Grant& grant : principal.grants) {
        if (!is_for(grant, permission, mall)) continue;
        if (grant.tenant.empty()) return std::nullopt;
        tenants.push_back(grant.tenant);
    }
    return tenants;
}

}  // namespace mallctl::access
