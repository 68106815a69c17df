#include "access/role.hpp"

#include <algorithm>
#include <array>

namespace mallctl::access {

namespace {

constexpr std::array<RoleInfo, 7> table{{
    {Role::platform_admin, "platform_admin", Scope::platform, true,
     "runs the platform, and every mall on it"},
    {Role::mall_admin, "mall_admin", Scope::mall, true, "runs one mall"},
    {Role::tenant_manager, "tenant_manager", Scope::tenant, false, "runs the stores of one tenant"},
    {Role::tenant_staff, "tenant_staff", Scope::tenant, false, "works in the stores of one tenant"},
    {Role::analyst, "analyst", Scope::mall, false, "reads the reports of one mall"},
    {Role::kiosk, "kiosk", Scope::mall, false, "a screen in the mall"},
    {Role::shopper, "shopper", Scope::platform, false, "a visitor, with an account or as a guest"},
}};

}  // namespace

std::span<const RoleInfo> roles() {
    return table;
}

const RoleInfo& info(Role role) {
    return table[static_cast<std::size_t>(role)];
}

std::optional<Role> parse_role(std::string_view name) {
    const auto* found =
        std::find_if(table.begin(), table.end(), [&](const RoleInfo& known) { return known.name == name; });
    if (found == table.end()) return std::nullopt;
    return found->role;
}

}  // namespace mallctl::access
