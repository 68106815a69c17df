#include "server/router.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "server/http/problem.hpp"

using namespace mallctl::server;

namespace {

http::Response echo(const Call& call) {
    return http::make_response(
        200, "text/plain", std::string(call.path_value("mall")) + "|" + std::string(call.parameter("from")));
}

const Router& router() {
    static const SnapshotStore store;
    static const OpenGate gate;
    static const Router instance(
        {
            {.method = "GET", .pattern = "/", .handler = echo},
            {.method = "GET",
             .pattern = "/malls/{mall}/route",
             .parameters = {{.name = "from", .required = true},
                            {.name = "profile",
                             .schema = R"({"type":"string","enum":["walk","wheelchair"]})"},
                            {.name = "limit", .schema = R"({"type":"integer","minimum":1})"}},
             .handler = echo},
            {.method = "GET", .pattern = "/malls/all/route", .handler = echo},
            {.method = "POST",
             .pattern = "/malls/{place}/route",
             .body_bytes = 100,
             .handler =
                 [](const Call& call) {
                     return http::make_response(200, "text/plain", std::string(call.path_value("place")));
                 }},
            {.method = "DELETE",
             .pattern = "/keys/{id}",
             .permission = mallctl::access::Permission::apikey_write,
             .body_bytes = 100,
             .handler = echo},
        },
        store, gate);
    return instance;
}

http::Response dispatch(const std::string& method, const std::string& target) {
    http::Request request;
    request.method = method;
    request.target = target;
    return router().dispatch(request);
}

int status_of(const std::string& method, const std::string& target) {
    try {
        return dispatch(method, target).status;
    } catch (const http::ProblemError& error) {
        return error.problem().status;
    }
}

}  // namespace

TEST_CASE("a path finds its handler, with decoded values") {
    CHECK(*dispatch("GET", "/malls/a%20b/route?from=c%2Fd").body == "a b|c/d");
    CHECK(*dispatch("GET", "/").body == "|");
    CHECK(dispatch("HEAD", "/malls/x/route?from=y").status == 200);
}

TEST_CASE("paths that only look alike are not found") {
    for (const char* target :
         {"/malls", "/malls/", "/malls//route", "/malls/x", "/malls/x/route/", "//malls/x/route",
          "/Malls/x/route", "/malls/x/y/route", "/malls/x%2Froute", "/malls/x/../route", "/x", "/.."}) {
        INFO(target);
        CHECK(status_of("GET", target) == 404);
    }
}

TEST_CASE("a method that a path does not have is 405 with Allow, and OPTIONS tells the same") {
    for (const char* method : {"PUT", "DELETE", "PATCH", "TRACE", "BREW", "get"}) {
        INFO(method);
        const http::Response response = dispatch(method, "/malls/x/route");
        CHECK(response.status == 405);
        CHECK(response.header("Allow") == "GET, HEAD, POST, OPTIONS");
    }
    CHECK(dispatch("OPTIONS", "/malls/x/route").status == 204);
    CHECK(dispatch("OPTIONS", "/malls/x/route").header("Allow") == "GET, HEAD, POST, OPTIONS");
    CHECK(dispatch("OPTIONS", "*").status == 204);
    CHECK(status_of("GET", "*") == 400);
    CHECK(status_of("PUT", "/nowhere") == 404);
}

TEST_CASE("parameters that are missing, empty, unknown or doubled are 400") {
    CHECK(status_of("GET", "/malls/x/route") == 400);
    CHECK(status_of("GET", "/malls/x/route?from=") == 400);
    CHECK(status_of("GET", "/malls/x/route?from=a&form=b") == 400);
    CHECK(status_of("GET", "/malls/x/route?from=a&from=a") == 400);
    CHECK(status_of("GET", "/malls/x/route?from=a&profile=") == 200);
    CHECK(status_of("GET", "/?x=1") == 400);
}

TEST_CASE("an unknown parameter's problem names the known ones") {
    try {
        dispatch("GET", "/malls/x/route?from=a&form=b");
        FAIL("not refused");
    } catch (const http::ProblemError& error) {
        CHECK(error.problem().detail.find("'form'") != std::string::npos);
        CHECK(error.problem().advice.find("from, profile") != std::string::npos);
        CHECK(error.problem().advice.starts_with("did you mean \"from\"?"));
    }
}

TEST_CASE("a word comes before a name, and each method names the values of its own pattern") {
    CHECK(*dispatch("GET", "/malls/all/route").body == "|");
    http::Request post;
    post.method = "POST";
    post.target = "/malls/all/route";
    CHECK(*router().dispatch(post).body == "all");
}

TEST_CASE("a value that is none of its parameter's schema is 400 and said what one is") {
    CHECK(status_of("GET", "/malls/x/route?from=a&profile=walk&limit=3") == 200);
    CHECK(status_of("GET", "/malls/x/route?from=a&limit=0") == 400);
    try {
        dispatch("GET", "/malls/x/route?from=a&profile=wheelchairs");
        FAIL("not refused");
    } catch (const http::ProblemError& error) {
        CHECK(error.problem().advice.find("wheelchair") != std::string::npos);
        CHECK(error.problem().detail.find("profile") != std::string::npos);
    }
}

TEST_CASE("what is refused whatever its body is, is refused before the body comes") {
    const auto refusal = [](const std::string& method, const std::string& target) {
        http::Request head;
        head.method = method;
        head.target = target;
        const Expectation expected = router().expect(head);
        return expected.at_once ? expected.at_once->status : 0;
    };
    CHECK(refusal("POST", "/nowhere") == 404);
    CHECK(refusal("PUT", "/malls/x/route") == 405);
    CHECK(refusal("POST", "/%") == 400);
    CHECK(refusal("DELETE", "/keys/7") == 401);
    CHECK(refusal("POST", "/malls/x/route") == 0);
    http::Request head;
    head.method = "POST";
    head.target = "/malls/x/route";
    CHECK(router().expect(head).body_bytes == 100);
}

TEST_CASE("a body of another type is 415") {
    http::Request request;
    request.method = "POST";
    request.target = "/malls/x/route";
    request.body = "a: b";
    CHECK_THROWS_AS(router().dispatch(request), http::ProblemError);
    request.headers = {{"content-type", "Application/JSON ; charset=utf-8"}};
    CHECK(router().dispatch(request).status == 200);
    request.headers = {{"Content-Type", "text/yaml"}};
    try {
        router().dispatch(request);
        FAIL("not refused");
    } catch (const http::ProblemError& error) {
        CHECK(error.problem().status == 415);
    }
}

TEST_CASE("a table that is wrong is found when it is made") {
    const SnapshotStore store;
    const OpenGate gate;
    const auto make = [&](std::vector<Route> table) { const Router made(std::move(table), store, gate); };
    CHECK_THROWS_AS(make({{.method = "GET", .pattern = "/a/{b}"}, {.method = "GET", .pattern = "/a/{c}"}}),
                    std::logic_error);
    CHECK_THROWS_AS(make({{.method = "GET", .pattern = "a"}}), std::logic_error);
    CHECK_THROWS_AS(make({{.method = "GET", .pattern = "/{a}/{b}/{c}/{d}/{e}"}}), std::logic_error);
    CHECK_THROWS_AS(make({{.method = "GET",
                           .pattern = "/",
                           .parameters = {{.name = "a", .schema = R"({"type":"string","pattern":"x"})"}}}}),
                    std::logic_error);
}

TEST_CASE("a read that does not block is answered when its head is there") {
    http::Request head;
    head.method = "GET";
    head.target = "/malls/x/route?from=a";
    const Expectation expected = router().expect(head);
    REQUIRE(expected.at_once);
    CHECK(expected.at_once->status == router().answer(head).status);
    CHECK(expected.at_once->bytes() == router().answer(head).bytes());
}
