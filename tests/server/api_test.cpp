// The API as a client sees it, over snapshots in memory.
#include "server/api.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>

#include "operations/route_json.hpp"
#include "operations/walk_in.hpp"
#include "server/http/text.hpp"
#include "tests/server/running_server.hpp"
#include "tests/server/small_mall.hpp"
#include "tests/support/http_client.hpp"

using namespace mallctl;
using namespace mallctl::test;
using Json = nlohmann::json;

namespace {

// A server of the API over a store that the test fills.
struct Api {
    server::SnapshotStore store;
    std::atomic<bool> draining{false};
    server::OpenGate gate;
    server::Router router = server::make_api(store, draining, "1.2.3", gate);
    RunningServer server{quick_options(), router};

    Reply get(const std::string& target) {
        const auto reply = test::get(server.port(), target);
        REQUIRE(reply);
        return *reply;
    }

    void fill() {
        store.set_listed({{"alpha"}, {"beta"}});
        store.put(small_mall("alpha"));
        store.put(small_mall("beta", 7, false));
    }

    // Checks status and type of a problem, and that it is a whole problem document.
    void check_problem(const std::string& target, int status, const std::string& type) {
        INFO(target);
        const Reply reply = get(target);
        CHECK(reply.status == status);
        CHECK(reply.headers.at("content-type") == "application/problem+json");
        const Json problem = Json::parse(reply.body);
        CHECK(problem.at("type") == "urn:mallctl:problem:" + type);
        CHECK(problem.at("status") == status);
        CHECK_FALSE(problem.at("title").get<std::string>().empty());
        CHECK_FALSE(problem.at("detail").get<std::string>().empty());
        CHECK(problem.at("instance") == target.substr(0, target.find('?')));
        CHECK((status != 503 || reply.headers.contains("retry-after")));
    }
};

}  // namespace

TEST_CASE("health is the process, readiness is what it can serve") {
    Api api;
    CHECK(api.get("/healthz").status == 200);
    CHECK(api.get("/readyz").status == 503);
    api.check_problem("/api/v1/malls", 503, "not-ready");
    api.check_problem("/api/v1/malls/alpha/walk-in?location=west", 503, "not-ready");

    api.store.set_listed({});
    CHECK(api.get("/readyz").status == 503);
    CHECK(Json::parse(api.get("/readyz").body).at("detail").get<std::string>().find("no mall") !=
          std::string::npos);
    api.check_problem("/api/v1/malls/alpha/walk-in?location=west", 404, "unknown-mall");

    api.store.set_listed({{"alpha"}, {"beta"}});
    api.check_problem("/api/v1/malls/alpha/walk-in?location=west", 503, "mall-unavailable");
    api.store.put(small_mall("alpha"));
    const Json ready = Json::parse(api.get("/readyz").body);
    CHECK(ready.at("status") == "ready");
    CHECK(ready.at("malls").at("known") == 2);
    CHECK(ready.at("malls").at("in_memory") == 1);
    CHECK(ready.at("degradations").empty());
    // Nothing loads it here.
    api.check_problem("/api/v1/malls/beta/walk-in?location=west", 503, "mall-unavailable");

    api.store.set_source_down(core::parse_instant("2026-01-31T12:00:00Z"));
    const Reply degraded = api.get("/readyz");
    CHECK(degraded.status == 200);
    CHECK(Json::parse(degraded.body).at("degradations")[0].at("since") == "2026-01-31T12:00:00Z");

    api.draining = true;
    CHECK(api.get("/readyz").status == 503);
    CHECK(Json::parse(api.get("/readyz").body).at("status") == "stopping");
    CHECK(api.get("/healthz").status == 200);
}

TEST_CASE("the list of malls says what each can answer") {
    Api api;
    api.fill();
    const Json malls = Json::parse(api.get("/api/v1/malls").body).at("malls");
    REQUIRE(malls.size() == 2);
    CHECK(malls[0].at("slug") == "alpha");
    CHECK(malls[0].at("navigation") == "current");
    CHECK(malls[0].at("locations") == Json::array({"east", "west"}));
    CHECK(malls[1].at("slug") == "beta");
    CHECK(malls[1].at("version") == 7);
    CHECK(malls[1].at("navigation") == "missing");
}

TEST_CASE("a route over HTTP is the library's own answer") {
    Api api;
    api.fill();
    const Reply reply =
        api.get("/api/v1/malls/alpha/route?from=location:west&to=store%3Ashoes&profile=wheelchair");
    REQUIRE(reply.status == 200);
    CHECK(reply.headers.at("content-type") == "application/json");
    const auto snapshot = api.store.require("alpha");
    const auto answer = operations::route(
        *snapshot,
        {.stops = {"location:west", "store:shoes"}, .profile = nav::Profile::wheelchair, .at = core::now()});
    CHECK(reply.body == operations::to_json(answer) + "\n");
    // (2, 2), round the door's west jamb at (14, 4), to (15, 9): 17.3 m for a point, more for a body 0.9 m
    // wide.
    const double distance = Json::parse(reply.body).at("distance_m");
    CHECK(distance > 17.3);
    CHECK(distance < 18.3);
}

TEST_CASE("a route over HTTP visits several stops, in the best order if asked, and explains itself") {
    Api api;
    api.fill();
    const std::string target = "/api/v1/malls/alpha/route?from=west&to=east;store:shoes;store:bakery";
    const auto order = [&](const std::string& more) {
        const Json answer = Json::parse(api.get(target + more).body);
        std::vector<int> indices;
        for (const Json& stop : answer.at("stops")) indices.push_back(stop.at("index"));
        CHECK(answer.contains("explain") == (more.find("explain=true") != std::string::npos));
        return indices;
    };
    CHECK(order("") == std::vector{0, 1, 2, 3});
    CHECK(order("&optimize=true&profile=pram&prefer=fewest-turns") == std::vector{0, 3, 2, 1});
    CHECK(order("&optimize=false&explain=true&at=2026-01-01T00:00:00Z") == std::vector{0, 1, 2, 3});
    const Reply refused = api.get("/api/v1/malls/alpha/route?from=west&to=store:bakery;vault");
    CHECK(refused.status == 404);
    CHECK(Json::parse(refused.body).at("blocking").is_array());
}

TEST_CASE("a route over HTTP is told in the language asked for, else in one that the client's user reads") {
    Api api;
    api.fill();
    const std::string target = "/api/v1/malls/alpha/route?from=west&to=store:shoes";
    const auto told = [&](const std::string& more, const std::string& accepted) {
        server::http::Request request;
        request.method = "GET";
        const std::string whole = target + more;
        request.target = whole;
        request.headers = {{"Accept-Language", accepted}};
        const auto response = api.router.dispatch(request);
        CHECK(response.header("Vary") == "Accept-Language");
        const std::string language = Json::parse(response.bytes()).at("language");
        CHECK(response.header("Content-Language") == language);
        return language;
    };
    CHECK(told("", "") == "en");
    CHECK(told("", "it, fr-CH;q=0.7") == "fr");
    CHECK(told("&language=zh-Hans", "fr") == "zh");
    CHECK(told("", "it") == "en");
    api.check_problem(target + "&language=it", 400, "bad-request");
}

TEST_CASE("what is wrong with a route request is told apart") {
    Api api;
    api.fill();
    const std::string base = "/api/v1/malls/alpha/route";
    api.check_problem("/api/v1/malls/gamma/route?from=a&to=b", 404, "unknown-mall");
    api.check_problem("/api/v1/malls/%C3%A9/route?from=a&to=b", 404, "unknown-mall");
    api.check_problem("/api/v1/malls/beta/route?from=west&to=shoes", 503, "no-navigation");
    api.check_problem(base + "?from=location:nowhere&to=shoes", 404, "unknown-place");
    api.check_problem(base + "?from=west&to=location:nowhere", 404, "unknown-place");
    api.check_problem(base + "?from=west&to=geo:north", 400, "bad-place");
    api.check_problem(base + "?from=west&to=vault", 404, "no-route");
    api.check_problem(base + "?from=west", 400, "bad-request");
    api.check_problem(base + "?from=west&to=shoes&profile=rocket", 400, "bad-request");
    api.check_problem(base + "?from=west&to=shoes&speed=9", 400, "bad-request");
    api.check_problem(base + "?from=west&to=shoes&prefer=scenic", 400, "bad-request");
    api.check_problem(base + "?from=west&to=shoes&optimize=maybe", 400, "bad-request");
    api.check_problem(base + "?from=west&to=shoes&at=noon", 400, "bad-request");
    api.check_problem(base + "?from=west&to=shoes;", 400, "bad-place");
    api.check_problem(base + "?from=west&from=east&to=shoes", 400, "bad-request");
    api.check_problem(base + "?from=%C0%AF&to=shoes", 400, "bad-request");
    api.check_problem("/api/v1/nothing", 404, "not-found");
}

TEST_CASE("hostile places are refused, never an inner fault") {
    Api api;
    api.fill();
    for (const std::string& place :
         {std::string("' OR 1=1 --"), std::string("geo:1e999,nan@G"), std::string("geo:,@"),
          std::string("id:"), std::string("id:00000000-0000-0000-0000-000000000000"), std::string("unit:@"),
          std::string("unit:@@@"), std::string("@"), std::string(":"), std::string("location:"),
          std::string("../../etc/passwd"), std::string("geo:91,181@G"), std::string(4000, 'a'),
          std::string("geo:") + std::string(3000, '9') + ",8.5@G", std::string("\xE2\x80\xAE")}) {
        INFO(place);
        const std::string encoded = server::http::percent_encode(place);
        for (const std::string& target : {"/api/v1/malls/alpha/route?from=west&to=" + encoded,
                                          "/api/v1/malls/alpha/walk-in?location=" + encoded}) {
            const int status = api.get(target).status;
            CHECK(status >= 400);
            CHECK(status < 500);
        }
    }
}

TEST_CASE("the short address of a poster leads on to the walk-in, with and without its heading") {
    Api api;
    api.fill();
    for (const std::string query : {"?m=alpha", "?m=alpha&h=193"}) {
        const Reply reply = api.get("/w/west" + query);
        REQUIRE(reply.status == 302);
        CHECK(reply.headers.at("location") == "/api/v1/malls/alpha/walk-in?location=west");
        CHECK(api.get(reply.headers.at("location")).status == 200);
    }
    CHECK(api.get("/w/a%26b%3D%0D?m=alpha").status == 400);
    CHECK(api.get("/w/a%26b%3Dc?m=alpha").headers.at("location") ==
          "/api/v1/malls/alpha/walk-in?location=a%26b%3Dc");
    api.check_problem("/w/west?m=nowhere", 404, "unknown-mall");
    api.check_problem("/w/west", 400, "bad-request");
}

TEST_CASE("the walk-in is the library's own answer, also without a graph") {
    Api api;
    api.fill();
    for (const std::string mall : {"alpha", "beta"}) {
        const Reply reply = api.get("/api/v1/malls/" + mall + "/walk-in?location=west");
        REQUIRE(reply.status == 200);
        const Json answer = Json::parse(reply.body);
        CHECK(answer.at("mall").at("slug") == mall);
        CHECK(answer.at("location").at("slug") == "west");
        CHECK(answer.at("stores")[0].at("slug") == "bakery");
        CHECK(api.get(answer.at("deep_link")).status == 200);
    }
    api.check_problem("/api/v1/malls/alpha/walk-in?location=nowhere", 404, "unknown-location");
    api.check_problem("/api/v1/malls/alpha/walk-in?location=", 400, "bad-request");
    api.check_problem("/api/v1/malls/alpha/walk-in", 400, "bad-request");
}

TEST_CASE("a client that has an answer is told 304") {
    Api api;
    api.fill();
    const std::string target = "/api/v1/malls/alpha/route?from=west&to=shoes";
    const Reply first = api.get(target);
    Client client(api.server.port());
    client.send(get_request(target, "If-None-Match: " + first.headers.at("etag") + "\r\n") +
                get_request("/healthz"));
    const auto again = client.receive();
    REQUIRE(again);
    CHECK(again->status == 304);
    CHECK(again->body.empty());
    CHECK(client.receive()->status == 200);
}

TEST_CASE("methods that the API does not have are 405 with Allow") {
    Api api;
    api.fill();
    for (const std::string method : {"POST", "PUT", "DELETE", "PATCH", "TRACE"}) {
        Client client(api.server.port());
        client.send(method + " /api/v1/malls HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}" +
                    get_request("/healthz"));
        const auto reply = client.receive();
        REQUIRE(reply);
        CHECK(reply->status == 405);
        CHECK(reply->headers.at("allow") == "GET, HEAD, OPTIONS");
        CHECK(client.receive()->status == 200);
    }
}

TEST_CASE("the page escapes names, forbids scripts and links only what answers") {
    Api api;
    CHECK(api.get("/").status == 200);
    api.fill();
    const Reply page = api.get("/");
    CHECK(page.headers.at("content-type") == "text/html; charset=utf-8");
    CHECK(page.headers.at("content-security-policy").starts_with("default-src 'none'; style-src 'sha256-"));
    CHECK(page.body.find("The &lt;alpha&gt; Mall &amp; Co") != std::string::npos);
    CHECK(page.body.find("<alpha>") == std::string::npos);
    CHECK(page.body.find("<script") == std::string::npos);
    CHECK(page.body.find("1.2.3") != std::string::npos);
    std::size_t links = 0;
    for (std::size_t i = page.body.find("<a href=\""); i != std::string::npos;
         i = page.body.find("<a href=\"", i + 1)) {
        const std::size_t begin = i + 9;
        std::string target = page.body.substr(begin, page.body.find('"', begin) - begin);
        for (std::size_t amp = 0; (amp = target.find("&amp;")) != std::string::npos;)
            target.replace(amp, 5, "&");
        INFO(target);
        CHECK(api.get(target).status == 200);
        ++links;
    }
    CHECK(links == 7);
    // The farthest store is sealed, so the example leads to the farthest that can be reached.
    CHECK(page.body.find("to=store:bakery") != std::string::npos);
}

TEST_CASE(
    "a mall without a plan has its location, says that it is on no plan, and the page links no walk-in") {
    Api api;
    api.fill();
    api.store.set_listed({{"alpha"}, {"beta"}, {"bare"}});
    api.store.put(mall_without_plan("bare"));
    api.check_problem("/api/v1/malls/bare/walk-in?location=west", 404, "not-on-plan");
    api.check_problem("/api/v1/malls/bare/walk-in?location=wets", 404, "unknown-location");
    CHECK(Json::parse(api.get("/api/v1/malls/bare/walk-in?location=wets").body).at("advice") ==
          "did you mean location:west?");
    const std::string advice =
        Json::parse(api.get("/api/v1/malls/bare/walk-in?location=zzzzzz").body)["advice"];
    CHECK(advice.find("mallctl") == std::string::npos);
    CHECK(api.get("/").body.find("/malls/bare/walk-in") == std::string::npos);
}
