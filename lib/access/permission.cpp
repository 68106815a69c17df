#include "access/permission.hpp"

#include <algorithm>
#include <array>

namespace mallctl::access {

namespace {

constexpr auto platform = Role::platform_admin;
constexpr auto mall = Role::mall_admin;
constexpr auto manager = Role::tenant_manager;
constexpr auto staff = Role::tenant_staff;
constexpr auto analyst = Role::analyst;
constexpr auto kiosk = Role::kiosk;
constexpr auto shopper = Role::shopper;

constexpr RoleSet everyone{platform, mall, manager, staff, analyst, kiosk, shopper};
constexpr RoleSet admins{platform, mall};

constexpr bool yes = true;
constexpr bool no = false;

// permission, name, anybody, sensitive, roles, what it allows
constexpr std::array<PermissionInfo, permission_count> table{{
    {Permission::mall_read, "mall.read", yes, no, everyone,
     "read what every shopper sees, find ways, search"},
    {Permission::session_own, "session.own", no, no, everyone,
     "read and end one's own sessions, change one's own account"},
    {Permission::event_write, "event.write", no, no, everyone, "report what a visitor did"},
    {Permission::tenancy_read, "tenancy.read", no, no, RoleSet{platform, mall, manager, staff, analyst},
     "read tenants, leases and offers that are no shopper's to see"},
    {Permission::catalog_write, "catalog.write", no, no, admins,
     "write rows of the mall of every kind but users"},
    {Permission::store_write, "store.write", no, no, RoleSet{platform, mall, manager},
     "change a store's names, hours, description and tags"},
    {Permission::product_write, "product.write", no, no, RoleSet{platform, mall, manager, staff},
     "write products and their stock"},
    {Permission::offer_write, "offer.write", no, no, RoleSet{platform, mall, manager},
     "write offers that are drafts, and end offers"},
    {Permission::offer_publish, "offer.publish", no, yes, RoleSet{platform, mall, manager},
     "publish an offer to its audience"},
    {Permission::offer_redeem, "offer.redeem", no, no, everyone, "redeem an offer"},
    {Permission::plan_import, "plan.import", no, yes, admins, "import a floor plan, roll back a version"},
    {Permission::sensor_write, "sensor.write", no, no, admins,
     "hand in readings of parking and footfall counters"},
    {Permission::report_read, "report.read", no, no, RoleSet{platform, mall, manager, analyst},
     "read reports; a tenant's manager those of its stores"},
    {Permission::history_read, "history.read", no, no, admins, "read versions and the audit log"},
    {Permission::user_read, "user.read", no, no, RoleSet{platform, mall, manager}, "list users"},
    {Permission::user_write, "user.write", no, yes, RoleSet{platform, mall, manager},
     "invite and remove users, grant roles of one's own scope"},
    {Permission::apikey_write, "apikey.write", no, yes, admins, "make and end API keys"},
    {Permission::mall_write, "mall.write", no, yes, RoleSet{platform},
     "make malls and change their settings"},
    {Permission::platform_read, "platform.read", no, no, RoleSet{platform},
     "read status and metrics of the nodes"},
}};

// The table is read by position.
constexpr bool is_in_order() {
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (static_cast<std::size_t>(table[i].permission) != i) return false;
    }
    return true;
}
static_assert(is_in_order());

}  // namespace

std::span<const PermissionInfo> permissions() {
    return table;
}

const PermissionInfo& info(Permission permission) {
    return table[static_cast<std::size_t>(permission)];
}

std::optional<Permission> parse_permission(std::string_view name) {
    const auto* found = std::find_if(table.begin(), table.end(),
                                     [&](const PermissionInfo& known) { return known.name == name; });
    if (found == table.end()) return std::nullopt;
    return found->permission;
}

}  // namespace mallctl::access
