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
             .parameters = {{.name = "from", .required = true}, {.name = "profile"}},
             .handler = echo},
            {.method = "GET", .pattern = "/malls/all/route", .handler = echo},
            {.method = "POST", .pattern = "/malls/{mall}/route", .handler = echo},
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
    }
}
