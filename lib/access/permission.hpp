// The one table of what may be done and by whom. The router asks it before a handler runs, row-level security
// is checked against it, and the manual prints it: nothing else grants anything.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "access/role.hpp"

namespace mallctl::access {

enum class Permission : std::uint8_t {
    mall_read,      // what every shopper sees
    session_own,    // one's own session and account
    event_write,    // what a visitor's app reports
    tenancy_read,   // leases, and what tenants say of themselves to the operator
    catalog_write,  // rows of the mall: locations, stores, tenants, leases, closures, synonyms, ...
    store_write,    // a store's own page: names, hours, description, tags
    product_write,
    offer_write,
    offer_publish,
    offer_redeem,
    plan_import,
    sensor_write,  // readings of counters
    report_read,
    history_read,  // versions and the audit log
    user_read,
    user_write,
    apikey_write,
    mall_write,     // makes malls and changes their settings
    platform_read,  // status and metrics of the nodes
};

inline constexpr std::size_t permission_count = 19;

class RoleSet {
  public:
    template <class... Roles>
    explicit constexpr RoleSet(Roles... roles) : bits_((0U | ... | bit(roles))) {}
    constexpr bool contains(Role role) const { return (bits_ & bit(role)) != 0; }

  private:
    static constexpr std::uint32_t bit(Role role) { return 1U << static_cast<unsigned>(role); }
    std::uint32_t bits_;
};

struct PermissionInfo {
    Permission permission;
    std::string_view name;  // "offer.publish"
    bool anybody;           // without any credential too
    bool sensitive;         // asks for the second factor again when that is older than 10 minutes
    RoleSet roles;          // a role with scope tenant: for rows of its tenant only
    std::string_view allows;
};

// All of them, in the order of the enumeration.
std::span<const PermissionInfo> permissions();

const PermissionInfo& info(Permission permission);

std::optional<Permission> parse_permission(std::string_view name);

}  // namespace mallctl::access
