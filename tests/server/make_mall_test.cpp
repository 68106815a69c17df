// POST /api/v1/malls: a mall more, for who may make one.
#include <catch2/catch.hpp>

#include "tests/server/writing_api.hpp"

using namespace mallctl;
using access::Role;
using test::Headers;
using test::WritingApi;
using Json = nlohmann::json;

namespace {

const char* const harbour =
    R"({"slug": "harbour", "name": {"en": "Harbour"}, "time_zone": "Europe/Berlin", "currency": "EUR"})";

}  // namespace

TEST_CASE("a mall is made once, by a platform admin with a fresh second factor") {
    WritingApi api;
    for (const auto role : {Role::mall_admin, Role::analyst, Role::tenant_manager}) {
        api.sign_in(role, role == Role::tenant_manager ? "acme" : "");
        CHECK(api.ask("POST", "/api/v1/malls", harbour).status == 403);
    }
    api.sign_out();
    CHECK(api.ask("POST", "/api/v1/malls", harbour).status == 401);
    api.sign_in(Role::platform_admin);
    api.gate.who.second_factor_at = core::now() - std::chrono::minutes{11};
    CHECK(api.ask("POST", "/api/v1/malls", harbour).problem() == "step-up-required");

    api.sign_in(Role::platform_admin);
    const Headers key{{"Idempotency-Key", "harbour-1"}};
    const auto made = api.ask("POST", "/api/v1/malls", harbour, key);
    INFO(made.body);
    REQUIRE(made.status == 201);
    CHECK(made.header("Location") == "/api/v1/malls/harbour");
    CHECK_FALSE(made.header("ETag").empty());
    CHECK(made.json().at("currency") == "EUR");
    CHECK(api.query("select count(*)::text from mallctl.mall") == "1");  // this one sees its own only
    const auto again = api.ask("POST", "/api/v1/malls", harbour, key);
    CHECK(again.status == 201);
    CHECK(again.body == made.body);
    CHECK(again.header("Idempotency-Replayed") == "true");
    CHECK(api.ask("POST", "/api/v1/malls", harbour).problem() == "row-exists");

    // It is a mall like any other, with an audit entry by who made it.
    api.store.set_listed(
        {{"arcade"}, {"plaza"}, {"harbour", core::uuid_v5(core::mall_name_space, "harbour")}});
    const auto location = api.ask(
        "POST", "/api/v1/malls/harbour/locations",
        R"({"slug": "pier", "name": {"en": "Pier"}, "location_kind": "entrance", "level": "G", "lon": 8.5, "lat": 49.4})");
    INFO(location.body);
    CHECK(location.status == 201);
    const auto audit = api.ask("GET", "/api/v1/malls/harbour/audit?kind=mall").json();
    REQUIRE(audit.at("rows").size() == 1);
    CHECK(audit.at("rows")[0].at("author") == "Anna Meyer");
    CHECK(audit.at("rows")[0].at("action") == "added");
}

TEST_CASE("a mall is checked as one of a file is") {
    WritingApi api;
    api.sign_in(Role::platform_admin);
    const auto refused = [&](const char* body) {
        const auto answer = api.ask("POST", "/api/v1/malls", body);
        INFO(answer.body);
        CHECK(answer.status == 422);
        return answer;
    };
    refused(R"({"name": {"en": "No slug"}, "time_zone": "Europe/Berlin", "currency": "EUR"})");
    refused(
        R"({"slug": "Not a slug", "name": {"en": "x"}, "time_zone": "Europe/Berlin", "currency": "EUR"})");
    refused(R"({"slug": "a", "name": {"en": "x"}, "time_zone": "Mars/Base", "currency": "EUR"})");
    refused(R"({"slug": "a", "name": {"en": "x"}, "time_zone": "Europe/Berlin", "currency": "euro"})");
    refused(R"({"slug": "a", "name": {"en": "x"}, "currency": "EUR"})");
    refused(
        R"({"slug": "a", "name": {"en": "x"}, "time_zone": "Europe/Berlin", "currency": "EUR", "owner": 1})");
    CHECK(api.ask("POST", "/api/v1/malls", "[]").status == 400);
    CHECK(
        api.ask("POST", "/api/v1/malls",
                R"({"slug": "arcade", "name": {"en": "x"}, "time_zone": "Europe/Berlin", "currency": "EUR"})")
            .problem() == "row-exists");

    // A slug that was another mall's stays that mall's: its printed addresses lead there.
    REQUIRE(api.mall("PATCH", "", R"({"slug": "gallery"})").status == 200);
    CHECK(
        api.ask("POST", "/api/v1/malls",
                R"({"slug": "arcade", "name": {"en": "x"}, "time_zone": "Europe/Berlin", "currency": "EUR"})")
            .problem() == "row-exists");
}
