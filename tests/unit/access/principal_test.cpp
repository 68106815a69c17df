// Who may do what: judge() and tenants_of() over grants of every scope.
#include "access/principal.hpp"

#include <catch2/catch.hpp>

using namespace mallctl;
using namespace mallctl::access;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

const core::Uuid here = core::uuid_v4();
const core::Uuid elsewhere = core::uuid_v4();
const core::Instant now = core::parse_instant("2026-05-04T12:00:00Z");

Principal user(std::vector<Grant> grants, std::optional<core::Instant> second_factor_at = now) {
    Principal principal;
    principal.kind = Principal::Kind::user;
    principal.id = "7";
    principal.grants = std::move(grants);
    principal.second_factor_at = second_factor_at;
    return principal;
}

Verdict judge_here(const Principal& who, Permission permission, std::string_view tenant = "") {
    return judge(who, permission, here, tenant, now);
}

}  // namespace

TEST_CASE("nobody reads what anybody may, and is asked who it is for all else") {
    for (const PermissionInfo& permission : permissions()) {
        INFO(permission.name);
        CHECK(judge_here({}, permission.permission) ==
              (permission.anybody ? Verdict::allowed : Verdict::unknown));
    }
}

TEST_CASE("a role of one mall is worth nothing in another, nor for the platform") {
    const Principal admin = user({{Role::mall_admin, here, ""}});
    CHECK(judge_here(admin, Permission::catalog_write) == Verdict::allowed);
    CHECK(judge(admin, Permission::catalog_write, elsewhere, "", now) == Verdict::denied);
    CHECK(judge(admin, Permission::catalog_write, std::nullopt, "", now) == Verdict::denied);
    CHECK(judge_here(admin, Permission::mall_write) == Verdict::denied);
    CHECK(judge(admin, Permission::mall_read, elsewhere, "", now) == Verdict::allowed);
}

TEST_CASE("a role of the platform holds in every mall") {
    const Principal admin = user({{Role::platform_admin, std::nullopt, ""}});
    for (const PermissionInfo& permission : permissions()) {
        INFO(permission.name);
        CHECK(judge_here(admin, permission.permission) == Verdict::allowed);
        CHECK(judge(admin, permission.permission, std::nullopt, "", now) == Verdict::allowed);
    }
}

TEST_CASE("a role at a tenant is for rows of that tenant, and for any as long as no row is named") {
    const Principal manager = user({{Role::tenant_manager, here, "acme"}});
    CHECK(judge_here(manager, Permission::store_write) == Verdict::allowed);
    CHECK(judge_here(manager, Permission::store_write, "acme") == Verdict::allowed);
    CHECK(judge_here(manager, Permission::store_write, "other") == Verdict::denied);
    CHECK(judge_here(manager, Permission::catalog_write, "acme") == Verdict::denied);
    CHECK(judge(manager, Permission::store_write, elsewhere, "acme", now) == Verdict::denied);
}

TEST_CASE("a grant that does not name what its role's scope asks for is worth nothing") {
    CHECK(judge_here(user({{Role::mall_admin, std::nullopt, ""}}), Permission::catalog_write) ==
          Verdict::denied);
    CHECK(judge_here(user({{Role::tenant_manager, here, ""}}), Permission::store_write) == Verdict::denied);
    CHECK(judge(user({{Role::mall_admin, std::nullopt, ""}}), Permission::catalog_write, std::nullopt, "",
                now) == Verdict::denied);
}

TEST_CASE("what a key names is the most that it may, whatever its grants say") {
    Principal key = user({{Role::mall_admin, here, ""}}, std::nullopt);
    key.kind = Principal::Kind::key;
    key.only = {Permission::sensor_write, Permission::plan_import, Permission::mall_write};
    CHECK(judge_here(key, Permission::sensor_write) == Verdict::allowed);
    CHECK(judge_here(key, Permission::catalog_write) == Verdict::denied);
    CHECK(judge_here(key, Permission::plan_import) == Verdict::allowed);  // nobody sits there to step up
    CHECK(judge_here(key, Permission::mall_write) == Verdict::denied);    // its role has it not
    CHECK(judge_here(key, Permission::mall_read) == Verdict::allowed);
    CHECK(judge(key, Permission::session_own, std::nullopt, "", now) == Verdict::allowed);
    CHECK(tenants_of(key, Permission::catalog_write, here)->empty());
    CHECK_FALSE(tenants_of(key, Permission::sensor_write, here));
}

TEST_CASE("a sensitive permission asks a user for a second factor of the last ten minutes") {
    const auto of = [](std::optional<core::Instant> given) {
        return judge_here(user({{Role::mall_admin, here, ""}}, given), Permission::plan_import);
    };
    CHECK(of(now) == Verdict::allowed);
    CHECK(of(now - minutes{10} + seconds{1}) == Verdict::allowed);
    CHECK(of(now - minutes{10}) == Verdict::step_up);
    CHECK(of(now + seconds{1}) == Verdict::step_up);  // a clock that was set back
    CHECK(of(std::nullopt) == Verdict::step_up);
    // Who may not is told that, and not to step up.
    CHECK(judge_here(user({{Role::analyst, here, ""}}, std::nullopt), Permission::plan_import) ==
          Verdict::denied);
    CHECK(judge_here(user({{Role::mall_admin, here, ""}}, std::nullopt), Permission::catalog_write) ==
          Verdict::allowed);
}

TEST_CASE("grants add up: the tenants of each, or all rows where one is for the mall") {
    const Principal both = user({{Role::tenant_manager, here, "acme"},
                                 {Role::tenant_staff, here, "other"},
                                 {Role::tenant_staff, elsewhere, "far"}});
    using Tenants = std::vector<std::string_view>;
    CHECK(tenants_of(both, Permission::product_write, here) == Tenants{"acme", "other"});
    CHECK(tenants_of(both, Permission::offer_write, here) == Tenants{"acme"});
    CHECK(tenants_of(both, Permission::product_write, elsewhere) == Tenants{"far"});
    CHECK(tenants_of(both, Permission::catalog_write, here) == Tenants{});
    CHECK(judge_here(both, Permission::offer_write, "other") == Verdict::denied);
    const Principal admin = user({{Role::tenant_staff, here, "acme"}, {Role::mall_admin, here, ""}});
    CHECK(tenants_of(admin, Permission::product_write, here) == std::nullopt);
    CHECK(tenants_of(admin, Permission::product_write, elsewhere) == Tenants{});
}

TEST_CASE("a permission is found by its name, and by no other") {
    CHECK(permissions().size() == permission_count);
    for (const PermissionInfo& permission : permissions())
        CHECK(parse_permission(permission.name) == permission.permission);
    CHECK_FALSE(parse_permission("catalog"));
    CHECK_FALSE(parse_permission(""));
}
