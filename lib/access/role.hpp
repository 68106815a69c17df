// Who somebody is to the platform, to a mall or to a tenant.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace mallctl::access {

enum class Role : std::uint8_t {
    platform_admin,  // every mall
    mall_admin,
    tenant_manager,
    tenant_staff,
    analyst,
    kiosk,    // a screen in the mall
    shopper,  // of any mall, with an account or as a guest
};

// What a grant of the role names: nothing, a mall, or a mall and one of its tenants.
enum class Scope : std::uint8_t { platform, mall, tenant };

struct RoleInfo {
    Role role;
    std::string_view name;  // "mall_admin", in the command line, JSON and the database
    Scope scope;
    bool needs_totp;  // cannot sign in without a second factor
    std::string_view is;
};

// All of them, in the order of the enumeration.
std::span<const RoleInfo> roles();

const RoleInfo& info(Role role);

std::optional<Role> parse_role(std::string_view name);

}  // namespace mallctl::access
