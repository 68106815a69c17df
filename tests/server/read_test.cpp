// What anybody may read of a mall: lists, rows, floors, search; and what nobody is told.
#include <atomic>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "operations/near.hpp"
#include "operations/search.hpp"
#include "server/api.hpp"
#include "server/auth/access_routes.hpp"
#include "server/writing_api.hpp"
#include "tests/server/answer_log.hpp"
#include "tests/server/small_mall.hpp"

using namespace mallctl;
using namespace mallctl::test;
using Json = nlohmann::json;

namespace {

struct Reader {
    server::SnapshotStore store;
    std::atomic<bool> draining{false};
    server::OpenGate gate;
    server::Router router = server::make_api(store, draining, "1.2.3", gate);

    Reader() {
        store.set_listed({{"alpha"}, {"full"}});
        store.put(small_mall("alpha"));
        store.put(full_mall("full"));
    }

    server::http::Response ask(const std::string& target) const {
        server::http::Request request;
        request.method = "GET";
        request.target = target;
        return log_answer(request, router.answer(request));
    }
    Json get(const std::string& target, int status = 200) const {
        INFO(target);
        const auto response = ask(target);
        INFO(response.bytes());
        REQUIRE(response.status == status);
        return Json::parse(response.bytes());
    }
    // The keys of a list, `limit` a page.
    std::vector<std::string> walk(const std::string& path, const std::string& member,
                                  std::size_t limit) const {
        std::vector<std::string> keys;
        std::string next =
            path + (path.find('?') == std::string::npos ? "?" : "&") + "limit=" + std::to_string(limit);
        while (!next.empty()) {
            const Json page = get(next);
            CHECK(page.at(member).size() <= limit);
            for (const Json& row : page.at(member)) keys.push_back(row.at("slug"));
            next = page.at("next").is_null() ? "" : page.at("next").get<std::string>();
        }
        return keys;
    }
};

const std::string full = "/api/v1/malls/full";

}  // namespace

TEST_CASE("a list is told page by page, in one order, each row once") {
    const Reader api;
    const std::vector<std::string> all{"bakery", "shoes", "vault"};
    for (const std::size_t limit : {1U, 2U, 3U, 100U})
        CHECK(api.walk(full + "/stores", "stores", limit) == all);
    CHECK(api.get(full + "/stores?limit=1").at("total") == 3);
    CHECK(api.walk(full + "/stores?after=bakesale", "stores", 2) ==
          std::vector<std::string>{"shoes", "vault"});
    CHECK(api.walk(full + "/stores?category=food", "stores", 1) == all);
    CHECK(api.walk(full + "/stores?category=foo", "stores", 1).empty());
    CHECK(api.walk(full + "/stores?level=G&after=bakery", "stores", 1).size() == 2);
    CHECK(api.get(full + "/stores?level=7", 400).at("advice") == "its levels are G");
    for (const char* bad : {"limit=0", "limit=1001", "limit=many", "fields=", "open_now=yes", "at=noon"}) {
        if (std::string(bad) == "fields=") continue;  // empty is as good as absent
        api.get(full + "/stores?" + bad, 400);
    }
}

TEST_CASE("a row has the words of the manifest, and only the fields asked for beside its key") {
    const Reader api;
    const Json store = api.get(full + "/stores/bakery");
    CHECK(store.at("name").at("en") == "Bakery");
    CHECK(store.at("current_units") == Json{"0-01@G"});
    CHECK(store.at("levels") == Json{"G"});
    CHECK(store.at("state") == "unknown");
    const Json few = api.get(full + "/stores/bakery?fields=category,levels");
    CHECK(few == Json{{"slug", "bakery"}, {"category", "food.bakery"}, {"levels", {"G"}}});
    CHECK(api.get(full + "/stores?fields=categry", 400).at("advice") == "did you mean \"category\"?");
    const Json unknown = api.get(full + "/stores/bakry", 404);
    CHECK(unknown.at("type") == "urn:mallctl:problem:unknown-store");
    CHECK(unknown.at("advice") == "did you mean \"bakery\"?");
    const Json product = api.get(full + "/products/rye");
    CHECK(product.at("price") == Json{{"amount_minor", 420}, {"currency", "EUR"}});
    CHECK(api.get(full + "/products?store=shoes").at("total") == 0);
    CHECK(api.get(full + "/parking_zones/p1").at("capacity") == 120);
}

TEST_CASE("a location is found by the slug that it had before") {
    const Reader api;
    CHECK(api.get(full + "/locations/gate").at("slug") == "west");
    CHECK(api.get(full + "/locations?location_kind=kiosk").at("total") == 0);
    CHECK(api.get(full + "/locations?level=G").at("total") == 2);
}

TEST_CASE("offers are told while they are live, closures while they are in force") {
    const Reader api;
    const auto slugs = [&](const char* kind, const std::string& at) {
        return api.walk(full + "/" + kind + "?at=" + at, kind, 10);
    };
    using Slugs = std::vector<std::string>;
    CHECK(slugs("offers", "2026-03-01T00:00:00Z") == Slugs{"always", "spring"});
    CHECK(slugs("offers", "2026-06-01T00:00:00Z") == Slugs{"always"});
    CHECK(slugs("closures", "2026-03-01T00:00:00Z") == Slugs{"wet_floor"});
    CHECK(slugs("closures", "2026-06-01T00:00:00Z").empty());
    CHECK(api.get(full + "/offers/secret_draft", 404).at("type") == "urn:mallctl:problem:unknown-offer");
    CHECK(api.get(full + "/offers/spring?at=2026-06-01T00:00:00Z", 404).at("status") == 404);
    CHECK_FALSE(api.get(full + "/offers/always").contains("audience"));
}

TEST_CASE("units and floors are GeoJSON that says who is where") {
    const Reader api;
    const auto response = api.ask(full + "/units?level=G&category=retail&limit=2");
    CHECK(response.content_type == "application/geo+json");
    const Json units = Json::parse(response.bytes());
    CHECK(units.at("type") == "FeatureCollection");
    CHECK(units.at("total") == 3);
    REQUIRE(units.at("features").size() == 2);
    CHECK(units.at("features")[0].at("properties").at("stores") == Json{"bakery"});
    CHECK(units.at("features")[0].at("geometry").at("type") == "Polygon");
    const Json rest = api.get(units.at("next"));
    CHECK(rest.at("features")[0].at("properties").at("ref") == "0-03");
    CHECK(rest.at("next").is_null());
    CHECK(api.get(full + "/units/0-01@G").at("properties").at("level") == "G");
    CHECK(api.get(full + "/units/9-99", 404).at("type") == "urn:mallctl:problem:unknown-unit");
    CHECK(api.get(full + "/units?fields=ref").at("features")[0].at("properties").size() == 3);
    std::set<std::string> classes;
    const Json floor = api.get(full + "/levels/G/features");
    for (const Json& feature : floor.at("features")) classes.insert(feature.at("properties").at("class"));
    CHECK(classes == std::set<std::string>{"level", "unit", "opening", "amenity"});
    CHECK(api.get(full + "/levels").at("levels")[0].at("level") == "G");
    CHECK(api.get(full + "/amenities?category=atm").at("total") == 1);
}

TEST_CASE("near and search over HTTP are the library's own answers") {
    const Reader api;
    const auto snapshot = api.store.require("alpha");
    operations::NearRequest near;
    near.from = "location:west";
    near.at = core::parse_instant("2026-03-01T12:00:00Z");
    near.within_m = 50;
    const auto reply =
        api.ask("/api/v1/malls/alpha/near?from=location:west&within=50m&at=2026-03-01T12:00:00Z");
    CHECK(reply.bytes() == operations::to_json(operations::near(*snapshot, near)) + "\n");
    api.get("/api/v1/malls/alpha/near?from=location:west&within=far", 400);
    CHECK(api.get("/api/v1/malls/alpha/isochrone?from=location:west&within=20m").at("features").size() == 1);

    operations::SearchRequest search;
    search.text = "bakrey";
    search.near = "location:west";
    search.explain = true;
    search.at = near.at;
    const std::string found = operations::to_json(operations::search(*snapshot, search));
    const std::string target =
        "/api/v1/malls/alpha/search?query=bakrey&near=location:west&at=2026-03-01T12:00:00Z";
    CHECK(api.get(target + "&explain=true") == Json::parse(found));
    CHECK(api.get(target).at("hits")[0].at("slug") == "bakery");
    CHECK(api.get(target + "&kind=store,offer&limit=1").at("hits").size() == 1);
    api.get(target + "&kind=shop", 400);
    api.get("/api/v1/malls/alpha/search?query=a&sort=distance", 400);
    CHECK(api.get("/api/v1/malls/full/search?query=a", 503).at("type") == "urn:mallctl:problem:no-search");
}

TEST_CASE("no public answer tells tenants, leases, users or offers that are not out") {
    const Reader api;
    std::size_t asked = 0;
    for (const server::Route& route : api.router.routes()) {
        if (route.method != "GET" || !access::info(route.permission).anybody) continue;
        std::string path(route.pattern);
        for (const auto& [name, value] :
             {std::pair{"{mall}", "full"}, {"{level}", "G"}, {"{unit}", "0-01@G"}}) {
            if (const auto at = path.find(name); at != std::string::npos)
                path.replace(at, std::string(name).size(), value);
        }
        const bool by_slug = path.ends_with("{slug}");
        for (const char* slug : {"bakery", "rye", "spring", "secret_draft", "p1", "west", "hidden_lease"}) {
            std::string one = path;
            if (by_slug) one.replace(path.find("{slug}"), 6, slug);
            std::string query;
            for (const auto& parameter : route.parameters) {
                if (!parameter.required || one.find(parameter.name) == std::string::npos) continue;
                query += query.empty() ? "?" : "&";
            }
            if (one.ends_with("/walk-in")) query = "?location=west";
            if (one.ends_with("/near")) query = "?from=location:west&straight_line=true";
            const auto response = api.ask(one + query);
            const std::string body(response.bytes());
            INFO(one << query);
            for (const char* secret : {"private@", "0700-SECRET", "hidden_lease", "999900"}) {
                // A problem may quote the path that was asked for.
                if (one.find(secret) == std::string::npos) CHECK(body.find(secret) == std::string::npos);
            }
            if (one.find("secret_draft") == std::string::npos)
                CHECK(body.find("secret_draft") == std::string::npos);
            ++asked;
            if (!by_slug) break;
        }
    }
    CHECK(asked > 40);
}

TEST_CASE("the description has every operation once, with what it takes and answers") {
    server::SnapshotStore store;
    const std::atomic<bool> draining{false};
    db::SessionPool pool([] { return db::endpoint_of_url("postgresql://nobody.asked/"); });
    const server::CredentialGate gate(pool);
    auto routes = server::writing_routes(pool, pool);
    for (auto& route : server::access_routes(pool, gate)) routes.push_back(std::move(route));
    const server::Router router = server::make_api(store, draining, "1.2.3", gate, std::move(routes));
    server::http::Request request;
    request.method = "GET";
    request.target = "/api/v1/openapi.json";
    const Json document = Json::parse(router.answer(request).bytes());
    CHECK(document.dump().find("not described") == std::string::npos);
    std::set<std::string> operations;
    for (const auto& [path, methods] : document.at("paths").items()) {
        for (const auto& [method, operation] : methods.items()) {
            INFO(path << " " << method);
            CHECK(operations.insert(operation.at("operationId")).second);
            CHECK(operation.at("responses").contains("default"));
            for (const Json& parameter : operation.value("parameters", Json::array()))
                CHECK_FALSE(parameter.at("description").get<std::string>().empty());
        }
    }
    for (const server::Route& route : router.routes()) {
        INFO(route.pattern);
        if (route.pattern.starts_with("/api/")) CHECK(operations.contains(std::string(route.operation)));
    }
}
