// Every route, asked by somebody of every role with real credentials, in their own mall and in another: who
// may is allowed, who may not is refused, as a table by hand says (rights_matrix.cpp).
#include <catch2/catch.hpp>
#include <set>

#include "tests/server/every_caller.hpp"
#include "tests/server/rights_matrix.hpp"

using namespace mallctl;
using namespace mallctl::test;

namespace {

bool is_allowed(const Answer& answer) {
    return answer.status != 401 && answer.status != 403;
}

// The malls of these tests have no search index.
bool is_sound(const Answer& answer) {
    return answer.status < 500 || (answer.status == 503 && answer.problem() == "no-search");
}

// Of the caller for a route in `mall` ("": it is of no mall).
bool should_be_allowed(const Caller& caller, std::string_view permission, const std::string& mall) {
    const std::string_view who = expected_permissions().at(permission).who;
    if (who.find('n') != std::string_view::npos) return true;
    if (permission == "session.own") return caller.letter != 'n';
    if (!caller.only.empty() && caller.only != permission) return false;
    if (who.find(caller.letter) == std::string_view::npos) {
        // Who has an account is a shopper everywhere.
        return !caller.login.empty() && who.find('s') != std::string_view::npos;
    }
    if (caller.scope == Caller::Scope::platform || caller.mall == mall) return true;
    return !caller.login.empty() && who.find('s') != std::string_view::npos;
}

int refused_status(const Caller& caller) {
    return caller.letter == 'n' ? 401 : 403;
}

std::string name_of(const server::Route& route) {
    return std::string(route.method) + ' ' + std::string(route.pattern);
}

}  // namespace

TEST_CASE("the table of permissions is what was agreed") {
    constexpr std::pair<char, access::Role> letters[] = {
        {'P', access::Role::platform_admin}, {'M', access::Role::mall_admin},
        {'T', access::Role::tenant_manager}, {'S', access::Role::tenant_staff},
        {'A', access::Role::analyst},        {'K', access::Role::kiosk},
        {'s', access::Role::shopper}};
    CHECK(access::permissions().size() == expected_permissions().size());
    for (const access::PermissionInfo& permission : access::permissions()) {
        INFO(permission.name);
        REQUIRE(expected_permissions().contains(permission.name));
        const ExpectedPermission& expected = expected_permissions().at(permission.name);
        CHECK(permission.sensitive == expected.sensitive);
        CHECK(permission.anybody == (expected.who.find('n') != std::string_view::npos));
        for (const auto& [letter, role] : letters) {
            INFO(access::info(role).name);
            CHECK(permission.roles.contains(role) == (expected.who.find(letter) != std::string_view::npos));
        }
    }
}

TEST_CASE("somebody has said of every route who may ask it, and every route that was named is there") {
    const EveryCaller callers;
    std::set<std::string> there;
    for (const server::Route& route : callers.routes()) {
        INFO(name_of(route) << ": say who may in tests/server/rights_matrix.cpp");
        CHECK(there.insert(name_of(route)).second);
        const auto expected = expected_routes().find(name_of(route));
        CHECK(expected != expected_routes().end());
        if (expected != expected_routes().end())
            CHECK(access::info(route.permission).name == expected->second);
    }
    for (const auto& [name, permission] : expected_routes()) {
        INFO(name);
        CHECK(there.contains(name));
    }
}

TEST_CASE("every route answers every role, in its own and in another mall, as the table says") {
    EveryCaller callers;
    int asked = 0;
    int wrong = 0;
    for (const server::Route& route : callers.routes()) {
        const auto expected = expected_routes().find(name_of(route));
        if (expected == expected_routes().end()) continue;  // the test before fails
        const bool of_mall = route.pattern.find("{mall}") != std::string_view::npos;
        const bool sensitive = expected_permissions().at(expected->second).sensitive;
        for (const Caller& caller : callers.all()) {
            for (const std::string mall : {"arcade", "plaza"}) {
                if (!of_mall && mall == "plaza") continue;
                const bool may = should_be_allowed(caller, expected->second, of_mall ? mall : "");
                const Answer answer = callers.ask(caller, route, mall);
                ++asked;
                const bool steps_up = may && sensitive && !caller.fresh;
                const bool right = steps_up ? answer.status == 403 && answer.problem() == "step-up-required"
                                   : may    ? is_allowed(answer) && is_sound(answer)
                                            : answer.status == refused_status(caller);
                if (right) continue;
                ++wrong;
                UNSCOPED_INFO(name_of(route)
                              << " in " << mall << " as " << caller.name << ": " << answer.status
                              << ", and it " << (may ? "may" : "may not") << "\n"
                              << answer.body);
                CHECK(right);
            }
        }
    }
    CHECK(wrong == 0);
    CHECK(asked > 5000);
}

TEST_CASE("who is of a tenant reads and writes its rows, and no other's") {
    EveryCaller callers;
    const std::string mall = "/api/v1/malls/arcade";
    const Caller& manager = callers.find("tenant_manager of arcade");
    const Caller& staff = callers.find("tenant_staff of arcade");
    const Caller& elsewhere = callers.find("tenant_manager of plaza");  // of a tenant of the same name
    const Caller& admin = callers.find("mall_admin of arcade");
    callers.api.mall("POST", "/products", R"({"slug": "boot", "name": "Boot", "store": "shoes"})");
    callers.api.mall("POST", "/offers",
                     R"({"slug": "boots", "name": "Boots", "store": "shoes", "draft": true})");
    callers.api.mall("POST", "/users",
                     R"({"slug": "olga", "name": "Olga", "role": "tenant_staff", "tenant": "other",
                         "email": "olga@other.example"})");
    struct Try {
        const char* method;
        const char* own;
        const char* foreign;
        std::string who;  // of manager (T) and staff (S), those that may with their own
        const char* body = "";
    };
    const std::vector<Try> tries{
        {"GET", "/tenants/acme", "/tenants/other", "TS"},
        {"GET", "/leases/l-1", "/leases/l-2", "TS"},
        {"GET", "/drafts/idea", "/drafts/boots", "TS"},
        {"GET", "/rows/offers/idea", "/rows/offers/boots", "TS"},
        {"GET", "/users/tenant_staff", "/users/olga", "T"},
        {"PATCH", "/stores/bakery", "/stores/shoes", "T", R"({"phone": "1"})"},
        {"PATCH", "/products/rye", "/products/boot", "TS", R"({"stock": 3})"},
        {"PUT", "/products/rye", "/products/boot", "TS", R"({"name": "Rye", "store": "bakery"})"},
        {"PATCH", "/offers/idea", "/offers/boots", "T", R"({"cap": 3})"},
        {"PATCH", "/users/tenant_staff", "/users/olga", "T", R"({"name": "X"})"},
        {"POST", "/users/tenant_staff/invitation", "/users/olga/invitation", "T"},
        {"POST", "/offers/idea/publish", "/offers/boots/publish", "T"},
        {"POST", "/offers/idea/end", "/offers/boots/end", "T"},
        {"DELETE", "/products/rye", "/products/boot", "TS"},
    };
    const auto type = [](const Try& one) {
        return std::string(one.method) == "PATCH" ? "application/merge-patch+json" : "application/json";
    };
    for (const Try& one : tries) {
        INFO(one.method << ' ' << one.foreign);
        for (const Caller* caller : {&manager, &staff, &elsewhere}) {
            const Answer answer = callers.ask(*caller, one.method, mall + one.foreign, one.body, type(one));
            INFO(caller->name << ": " << answer.status << ' ' << answer.body);
            CHECK((answer.status == 403 || answer.status == 404));
        }
        const Answer strange = callers.ask(elsewhere, one.method, mall + one.own, one.body, type(one));
        CHECK(strange.status == 403);
        for (const Caller* caller : {&staff, &manager}) {
            const Answer answer = callers.ask(*caller, one.method, mall + one.own, one.body, type(one));
            INFO(caller->name << " with " << one.own << ": " << answer.status << ' ' << answer.body);
            const bool may = one.who.find(caller->letter) != std::string::npos;
            // Staff that may have deleted it before.
            const bool gone = answer.status == 404 && std::string(one.method) == "DELETE";
            CHECK((may ? answer.status < 300 || gone : answer.status == 403));
        }
    }
    // Nothing of all that has touched the rows of the other tenant.
    CHECK(callers.ask(admin, "GET", mall + "/rows/products/boot").json().at("name") ==
          nlohmann::json{{"und", "Boot"}});
    CHECK(callers.api.query("select phone from mallctl.store where slug = 'shoes'").empty());
    CHECK(callers.api.query("select name from mallctl.\"user\" where slug = 'olga'") == "Olga");
    CHECK(callers.api.query("select draft from mallctl.offer where slug = 'boots'") == "t");
    // And lists hold none.
    for (const char* list : {"/tenants", "/leases", "/drafts", "/users", "/rows/offers"}) {
        const std::string body = callers.ask(manager, "GET", mall + list).body;
        INFO(list << ' ' << body);
        for (const char* foreign : {"\"other\"", "\"l-2\"", "\"boots\"", "\"olga\""})
            CHECK(body.find(foreign) == std::string::npos);
    }
}

TEST_CASE("a row is neither taken over from another tenant nor handed to one") {
    EveryCaller callers;
    const Caller& manager = callers.find("tenant_manager of arcade");
    const std::string mall = "/api/v1/malls/arcade";
    const auto refused = [&](const char* method, const char* path, const char* body) {
        const bool patches = std::string(method) == "PATCH";
        const Answer answer = callers.ask(manager, method, mall + path, body,
                                          patches ? "application/merge-patch+json" : "application/json");
        INFO(method << ' ' << path << ' ' << body << ": " << answer.status << ' ' << answer.body);
        CHECK((answer.status == 403 || answer.status == 422));
    };
    refused("PATCH", "/products/rye", R"({"store": "shoes"})");
    refused("POST", "/products", R"({"slug": "x", "name": "X", "store": "shoes"})");
    refused("PUT", "/products/x", R"({"name": "X", "store": "shoes"})");
    refused("PATCH", "/stores/bakery", R"({"tenant": "other"})");
    refused("PATCH", "/stores/bakery", R"({"units": []})");
    refused("PATCH", "/offers/idea", R"({"store": "shoes"})");
    refused("POST", "/offers", R"({"slug": "y", "name": "Y", "draft": true})");  // the mall's own
    refused("PATCH", "/users/tenant_staff", R"({"role": "mall_admin"})");
    refused("PATCH", "/users/tenant_staff", R"({"tenant": "other"})");
    refused("PATCH", "/users/tenant_staff", R"({"tenant": null})");
    refused("POST", "/users", R"({"slug": "z", "name": "Z", "role": "mall_admin", "tenant": "acme"})");
}
