// Writes through the API as a client sees them.
#include "tests/server/writing_api.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <thread>

#include "access/random.hpp"
#include "core/clock.hpp"
#include "core/hex.hpp"
#include "server/api.hpp"
#include "server/writing_api.hpp"

using namespace mallctl;
using access::Role;
using test::Headers;
using test::WritingApi;
using Json = nlohmann::json;

namespace {

const char* const bun = R"({"slug": "bun", "name": {"en": "Bun"}, "store": "bakery"})";
const char* const id = "6f1ed002-ab5e-4c1b-a04a-7a9f3b0a7d10";

std::string replaced(std::string text, const std::string& part, const std::string& by) {
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + by.size()))
        text.replace(at, part.size(), by);
    return text;
}

std::string signature(const std::string& body, std::int64_t at, const std::string& secret) {
    const std::string mac = access::hmac_sha256(secret, std::to_string(at) + "." + body);
    return "t=" + std::to_string(at) + ",v1=" + core::to_hex(std::as_bytes(std::span(mac)));
}

std::string payment(const std::string& event, std::int64_t amount) {
    return Json{{"id", event},
                {"type", "checkout.session.completed"},
                {"data",
                 {{"object",
                   {{"payment_status", "paid"},
                    {"amount_total", amount},
                    {"currency", "eur"},
                    {"metadata", {{"mall", "arcade"}, {"voucher", id}}}}}}}}
        .dump();
}

}  // namespace

TEST_CASE("a row is created with Location and ETag, changed under If-Match, and deleted") {
    WritingApi api;
    const auto made = api.mall("POST", "/products", bun);
    REQUIRE(made.status == 201);
    CHECK(made.header("Location") == "/api/v1/malls/arcade/products/bun");
    CHECK(made.json()["name"] == Json{{"en", "Bun"}});
    CHECK(api.query("select author from mallctl.version order by number desc limit 1") == "Anna Meyer");
    CHECK(api.mall("POST", "/products", bun).problem() == "row-exists");

    const auto etag = made.header("ETag");
    const auto patched = api.mall("PATCH", "/products/bun", R"({"stock": 3})", {{"If-Match", etag}});
    CHECK(patched.status == 200);
    CHECK(patched.header("ETag") != etag);
    const auto stale = api.mall("PATCH", "/products/bun", R"({"stock": 4})", {{"If-Match", etag}});
    CHECK(stale.status == 412);
    CHECK(stale.problem() == "precondition-failed");
    CHECK(api.mall("PATCH", "/products/bun", R"({"stock": 5})",
                   {{"If-Match", "\"x\", " + patched.header("ETag")}})
              .status == 200);
    CHECK(api.mall("PUT", "/products/bun", R"({"name": "B", "store": "bakery"})", {{"If-None-Match", "*"}})
              .status == 412);
    CHECK(api.mall("PUT", "/products/loaf", R"({"name": "L", "store": "bakery"})", {{"If-Match", "*"}})
              .status == 412);
    CHECK(api.mall("PUT", "/products/loaf", R"({"name": "L", "store": "bakery"})", {{"If-None-Match", "*"}})
              .status == 201);
    CHECK(api.mall("DELETE", "/products/bun").status == 204);
    CHECK(api.mall("DELETE", "/products/bun").problem() == "unknown-row");
}

TEST_CASE("what is wrong with a row is told by pointer") {
    WritingApi api;
    const auto bad =
        api.mall("POST", "/products", R"({"slug": "bun", "name": "B", "store": "bakeri", "price": -1})");
    CHECK(bad.status == 422);
    CHECK(bad.problem() == "invalid-row");
    REQUIRE(bad.json()["errors"].size() == 1);
    CHECK(bad.json()["errors"][0]["pointer"] == "/price");
    CHECK(bad.json()["errors"][0]["code"] == "M003");
    const auto unknown = api.mall("PATCH", "/products/rye", R"({"store": "bakeri"})").json();
    CHECK(unknown["errors"][0]["pointer"] == "/store");
    CHECK(unknown["errors"][0]["advice"] == "did you mean \"bakery\"?");
    CHECK(api.mall("DELETE", "/stores/bakery").problem() == "row-in-use");
    for (const char* body : {"{", "[]", "{\"name\": \"\xFF\"}", "{\"name\": {\"en\": {\"en\": 1}}}"}) {
        INFO(body);
        CHECK(api.mall("PATCH", "/products/rye", body).status == 422);
    }
    CHECK(api.mall("PATCH", "/products/rye", "{\"name\":" + std::string(100'000, '[')).status == 422);
}

TEST_CASE("rows that no shopper sees are listed in pages, with filters and few fields") {
    WritingApi api;
    const auto page = api.mall("GET", "/leases?limit=1").json();
    REQUIRE(page["rows"].size() == 1);
    CHECK(page["rows"][0]["slug"] == "l-1");
    CHECK(page["next"] == "/api/v1/malls/arcade/leases?limit=1&after=l-1");
    const auto rest = api.mall("GET", "/leases?limit=1&after=l-1").json();
    CHECK(rest["rows"][0]["slug"] == "l-2");
    CHECK(rest["next"].is_null());
    CHECK(api.mall("GET", "/leases?tenant=other&fields=units").json()["rows"] ==
          Json::array({{{"slug", "l-2"}, {"units", Json::array({"G-02@G"})}}}));
    CHECK(api.mall("GET", "/leases?limit=0").status == 400);
    CHECK(api.mall("GET", "/leases?fields=nothing").status == 400);
    CHECK(api.mall("GET", "/drafts").json()["rows"].size() == 1);
    CHECK(api.mall("GET", "/drafts/live").status == 404);

    const auto lease = api.mall("GET", "/leases/l-1");
    CHECK(lease.status == 200);
    CHECK(api.mall("GET", "/leases/l-1", "", {{"If-None-Match", lease.header("ETag")}}).status == 304);
    CHECK(api.mall("PATCH", "/leases/l-1", R"({"to": "2030-01-01"})", {{"If-Match", lease.header("ETag")}})
              .status == 200);

    const auto store = api.mall("GET", "/rows/stores/bakery");
    CHECK(store.json()["tenant"] == "acme");
    CHECK(
        api.mall("PATCH", "/stores/bakery", R"({"brand": "Zangolind"})", {{"If-Match", store.header("ETag")}})
            .status == 200);
    CHECK(api.mall("PATCH", "/stores/bakery", R"({"brand": "Other"})", {{"If-Match", store.header("ETag")}})
              .status == 412);
    CHECK(api.mall("GET", "/rows/offers").json()["rows"].size() == 3);

    api.sign_in(Role::tenant_manager, "acme");
    CHECK(api.mall("GET", "/rows/stores").json()["rows"].size() == 1);
    CHECK(api.mall("GET", "/rows/stores/shoes").status == 404);
    CHECK(api.mall("GET", "/leases").json()["rows"].size() == 1);
    CHECK(api.mall("GET", "/leases/l-1").status == 200);
    CHECK(api.mall("GET", "/leases/l-2").status == 404);
    CHECK(api.mall("GET", "/tenants").json()["rows"][0]["slug"] == "acme");
}

TEST_CASE("the same Idempotency-Key is answered the same and done once") {
    WritingApi api;
    const Headers key{{"Idempotency-Key", "\"k-1\""}};
    const auto first = api.mall("POST", "/products", bun, key);
    CHECK(first.status == 201);
    const auto versions = api.query("select count(*)::text from mallctl.version");
    const auto again = api.mall("POST", "/products", bun, key);
    CHECK(again.status == 201);
    CHECK(again.body == first.body);
    CHECK(again.header("Location") == first.header("Location"));
    CHECK(again.header("Idempotency-Replayed") == "true");
    CHECK(api.query("select count(*)::text from mallctl.version") == versions);

    CHECK(api.mall("POST", "/products", replaced(bun, "Bun", "Bap"), key).problem() ==
          "idempotency-key-reused");
    CHECK(api.mall("POST", "/products", bun, {{"Idempotency-Key", ""}}).status == 400);
    CHECK(api.mall("POST", "/products", bun, {{"Idempotency-Key", std::string(256, 'k')}}).status == 400);

    // A key is one caller's, at one place.
    CHECK(api.mall("POST", "/stores", R"({"slug": "kiosk", "name": "Kiosk"})", key).status == 201);
    api.gate.who.id = "8";
    CHECK(api.mall("POST", "/products", bun, key).problem() == "row-exists");
}

TEST_CASE(
    "of many requests with one key at once one is done, and the others get its answer or are told to wait") {
    WritingApi api;
    std::vector<std::thread> threads;
    std::vector<int> statuses(8);
    for (auto& status : statuses) {
        threads.emplace_back([&] {
            status = api.mall("POST", "/products", bun, {{"Idempotency-Key", "one"}}).status;
        });
    }
    for (auto& thread : threads) thread.join();
    for (const int status : statuses) CHECK((status == 201 || status == 409));
    CHECK(std::count(statuses.begin(), statuses.end(), 201) >= 1);
    CHECK(api.query("select count(*)::text from mallctl.product where slug = 'bun'") == "1");
    CHECK(api.query("select count(*)::text from mallctl.idempotency") == "1");
}

TEST_CASE("an offer is published and ended, and redeemed once for an id and never over its cap") {
    WritingApi api;
    const std::string take = Json{{"id", id}}.dump();
    CHECK(api.mall("POST", "/offers/idea/redeem", take).status == 404);
    const auto published = api.mall("POST", "/offers/idea/publish");
    CHECK(published.status == 200);
    CHECK(published.json()["state"] == "live");
    CHECK(published.json()["changed"] == true);
    CHECK(api.mall("POST", "/offers/idea/publish").json()["changed"] == false);
    CHECK(api.mall("POST", "/offers/nothing/publish").status == 404);

    CHECK(api.mall("POST", "/offers/live/redeem", take).json()["redeemed"] == 1);
    CHECK(api.mall("POST", "/offers/live/redeem", take).status == 200);
    CHECK(api.mall("POST", "/offers/live/redeem", replaced(take, "6f1e", "7f1e")).problem() ==
          "offer-used-up");
    CHECK(api.mall("POST", "/offers/live/redeem", R"({"id": "x"})").problem() == "invalid-body");
    CHECK(api.mall("POST", "/offers/live/redeem", "{\"id\":1,\"id\":2}").problem() == "bad-json");

    api.sign_in(Role::tenant_manager, "other");
    CHECK(api.mall("POST", "/offers/idea/end").status == 403);
    api.sign_in(Role::tenant_manager, "acme");
    CHECK(api.mall("POST", "/offers/idea/end").json()["state"] == "ended");
    CHECK(api.mall("POST", "/offers/idea/redeem", take).problem() == "offer-not-live");
    CHECK(api.mall("POST", "/offers/idea/publish").problem() == "offer-state");
}

TEST_CASE("a voucher is bought, paid by a signed event told as often as may be, and redeemed") {
    WritingApi api;
    const std::string order = Json{{"id", id}}.dump();
    const auto bought = api.mall("POST", "/offers/bread/vouchers", order);
    CHECK(bought.status == 201);
    CHECK(bought.json()["price"] == Json{{"amount_minor", 500}, {"currency", "EUR"}});
    CHECK(api.mall("POST", "/offers/bread/vouchers", order).status == 200);
    CHECK(api.mall("POST", "/offers/live/vouchers", order).problem() == "voucher-exists");
    CHECK(api.mall("POST", "/offers/live/vouchers", replaced(order, "6f1e", "7f1e")).problem() ==
          "offer-without-price");
    CHECK(api.mall("POST", "/offers/bread/redeem", order).problem() == "voucher-unpaid");

    api.sign_out();
    const auto now = core::now().time_since_epoch().count();
    const auto tell = [&](const std::string& body, std::int64_t at, const std::string& secret) {
        return api.ask("POST", "/api/v1/webhooks/payments", body,
                       {{"Stripe-Signature", signature(body, at, secret)}});
    };
    const std::string event = payment("evt_1", 500);
    CHECK(tell(event, now, "another secret").problem() == "bad-signature");
    CHECK(tell(event, now - 301, test::payment_secret).problem() == "bad-signature");
    CHECK(tell(event, now + 301, test::payment_secret).problem() == "bad-signature");
    CHECK(api.ask("POST", "/api/v1/webhooks/payments", event).problem() == "bad-signature");
    CHECK(api.ask("POST", "/api/v1/webhooks/payments", event + " ",
                  {{"Stripe-Signature", signature(event, now, test::payment_secret)}})
              .problem() == "bad-signature");
    CHECK(tell(payment("evt_0", 499), now, test::payment_secret).json()["outcome"] == "other_amount");
    CHECK(tell(event, now, test::payment_secret).json()["outcome"] == "paid");
    CHECK(tell(event, now, test::payment_secret).json()["outcome"] == "paid");
    CHECK(tell(payment("evt_2", 500), now, test::payment_secret).json()["outcome"] == "paid_before");
    CHECK(
        tell(replaced(payment("evt_3", 500), "6f1e", "7f1e"), now, test::payment_secret).json()["outcome"] ==
        "unknown_voucher");
    CHECK(tell(R"({"id": "evt_4", "type": "customer.created", "data": []})", now, test::payment_secret)
              .json()["outcome"] == "ignored");
    CHECK(api.query("select count(*)::text from mallctl.payment_event") == "4");

    api.sign_in(Role::shopper);
    CHECK(api.mall("GET", std::string("/vouchers/") + id).json()["state"] == "paid");
    CHECK(api.mall("POST", "/offers/bread/redeem", order).status == 200);
    CHECK(api.mall("GET", std::string("/vouchers/") + id).json()["state"] == "redeemed");
}

TEST_CASE("readings come in any order and more than once, and the newest tell how full a zone is") {
    WritingApi api;
    const auto tell = [&](const Json& readings) {
        std::string outcomes;
        const auto answer = api.mall("POST", "/sensors/readings", Json{{"readings", readings}}.dump());
        REQUIRE(answer.status == 200);
        const auto results = answer.json()["results"];
        for (const auto& result : results) outcomes += result["outcome"].get<std::string>() + " ";
        return outcomes;
    };
    const auto reading = [](const char* at, const char* member, int value, const char* sensor = "p1") {
        return Json{{"sensor", sensor}, {"at", at}, {"kind", "parking"}, {"place", "p1"}, {member, value}};
    };
    const Json three = {reading("2026-03-02T10:00:02.500Z", "delta", 1),
                        reading("2026-03-02T10:00:01Z", "count", 4),
                        reading("2026-03-02T10:00:00Z", "delta", 7)};
    CHECK(tell(three) == "stored stored stored ");
    CHECK(tell(three) == "known known known ");
    const auto taken = [&] {
        // Kept for a second.
        std::this_thread::sleep_for(std::chrono::milliseconds{1100});
        return api.mall("GET", "/parking").json()["zones"][0];
    };
    auto zone = taken();
    CHECK(zone["taken"] == 5);
    CHECK(zone["free"] == 5);
    CHECK(zone["read_at"] == "2026-03-02T10:00:02Z");

    CHECK(tell({reading("2026-03-02T10:00:01Z", "count", 5), reading("2026-03-02T11:00:01+01:00", "count", 4),
                reading("2026-03-02T10:00:03Z", "delta", -2), reading("2026-03-02T10:00:03Z", "delta", -2),
                reading("2026-03-02T10:00:03Z", "delta", -3),
                reading("2026-03-02T10:00:05Z", "count", 20, "p1-b"), reading("tomorrow", "count", 1),
                reading("2999-03-02T10:00:00Z", "count", 1),
                Json{{"sensor", "x"}, {"at", "2026-03-02T10:00:00Z"}, {"kind", "parking"}, {"count", 1}},
                Json{{"sensor", "p1"}, {"at", "2026-03-02T12:00:00Z"}, {"kind", "parking"}},
                Json{{"sensor", "in"},
                     {"at", "2026-03-02T10:00:00Z"},
                     {"kind", "footfall"},
                     {"place", "north"},
                     {"delta", 9}},
                1}) ==
          "conflicting known stored known conflicting stored invalid invalid unknown_place invalid stored "
          "invalid ");
    zone = taken();
    CHECK(zone["taken"] == 10);  // never over the capacity
    CHECK(api.mall("POST", "/sensors/readings", R"({"readings": []})").status == 422);
    CHECK(api.mall("POST", "/sensors/readings", R"({"readings": 1})").status == 422);
}

TEST_CASE("versions and the audit log are told, and a rollback makes the mall what it was") {
    WritingApi api;
    const auto version = api.mall("GET", "/history").json()["versions"][0]["version"].get<std::int64_t>();
    api.mall("PATCH", "/stores/bakery", R"({"hours": "24/7"})");
    const auto audit = api.mall("GET", "/audit?kind=store&limit=1").json();
    CHECK(audit["rows"][0]["author"] == "Anna Meyer");
    CHECK(audit["rows"][0]["after"]["hours"] == "24/7");
    const auto next = audit["next"].get<std::string>();
    CHECK(api.mall("GET", next.substr(next.find("/audit"))).json()["rows"].size() == 1);
    CHECK(api.mall("GET", "/audit?after=x").status == 400);
    const auto back = api.mall("POST", "/rollback", Json{{"version", version}}.dump());
    CHECK(back.status == 200);
    CHECK(back.json()["changed"]["updated"] == 1);
    CHECK(api.query("select hours from mallctl.store where slug = 'bakery'").empty());
    CHECK(api.mall("POST", "/rollback", R"({"version": 999})").status == 404);
    CHECK(api.mall("POST", "/rollback", R"({"version": "1"})").status == 422);
}

TEST_CASE("the routes that write fit into one table with those that read, and are described with them") {
    WritingApi api;
    const std::atomic<bool> draining{false};
    const auto all = server::make_api(api.store, draining, "1.2.3", api.gate,
                                      server::writing_routes(*api.pool, *api.pool, {test::payment_secret}));
    server::http::Request request;
    request.method = "GET";
    request.target = "/api/v1/openapi.json";
    const auto document = Json::parse(all.answer(request).bytes());
    for (const auto& route : api.router->routes()) {
        INFO(route.method << ' ' << route.pattern);
        std::string method(route.method);
        for (char& c : method) c = static_cast<char>(c + ('a' - 'A'));
        const auto& described = document["paths"][std::string(route.pattern)][method];
        CHECK(described["operationId"] == std::string(route.operation));
        for (const auto& outcome : route.outcomes) {
            CHECK((outcome.schema.empty() ||
                   document["components"]["schemas"].contains(std::string(outcome.schema))));
        }
        CHECK((route.body_schema.empty() ||
               document["components"]["schemas"].contains(std::string(route.body_schema))));
    }
}

TEST_CASE("each route is for the roles of its permission, in their own mall") {
    WritingApi api;
    int asked = 0;
    for (const auto& route : api.router->routes()) {
        std::string path = replaced(std::string(route.pattern), "{mall}", "arcade");
        path = replaced(replaced(path, "{slug}", "nothing"), "{voucher}", id);
        const auto status = [&] {
            ++asked;
            return api
                .ask(std::string(route.method), path, route.body_bytes > 0 ? "{}" : "",
                     {{"Content-Type", std::string(route.body_type)}})
                .status;
        };
        const auto& permission = access::info(route.permission);
        for (const auto& role : access::roles()) {
            const std::string tenant = role.scope == access::Scope::tenant ? "acme" : "";
            INFO(route.method << ' ' << route.pattern << " as " << role.name);
            api.sign_in(role.role, tenant);
            const bool may = permission.anybody || permission.roles.contains(role.role);
            const int own = status();
            CHECK((own == 403) == !may);
            CHECK(own != 401);
            CHECK(own < 500);
            if (role.scope == access::Scope::platform || permission.anybody) continue;
            api.sign_in(role.role, tenant, "plaza");
            CHECK(status() == 403);
        }
        api.sign_out();
        INFO(route.method << ' ' << route.pattern << " as nobody");
        CHECK((status() == 401) == !permission.anybody);
    }
    CHECK(asked > 500);
}
