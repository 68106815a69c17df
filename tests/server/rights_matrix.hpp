// Who may do what, written down by hand: what the table of permissions and the table of routes must come to.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace mallctl::test {

// Letters of those who may: P platform_admin, M mall_admin, T tenant_manager, S tenant_staff, A analyst, K
// kiosk, s shopper and guest, n nobody.
struct ExpectedPermission {
    std::string_view who;
    bool sensitive = false;  // asks for a fresh second factor
};

// By name.
const std::map<std::string_view, ExpectedPermission>& expected_permissions();

// The permission of each route, by "METHOD PATTERN".
const std::map<std::string, std::string>& expected_routes();

}  // namespace mallctl::test
