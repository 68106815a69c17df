#include "server/limits/rate_limits.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "server/router.hpp"

using namespace mallctl;
using namespace mallctl::server;
using limits::RateLimits;
using limits::Subject;

namespace {

// So few a second that none comes back while a test runs.
constexpr double hardly = 0.001;
constexpr limits::Allowances few{
    {{hardly, 3}, {hardly, 5}, {hardly, 4}, {hardly, 1}, {hardly, 2}, {hardly, 1}}};

http::Request request_from(std::string_view client, bool trusted = false) {
    http::Request request;
    request.method = "GET";
    request.target = "/open";
    request.client = client;
    request.trusted = trusted;
    return request;
}

access::Principal principal(access::Principal::Kind kind, std::string id) {
    access::Principal made;
    made.kind = kind;
    made.id = std::move(id);
    return made;
}

// How many of a hundred requests are let through.
template <typename Ask>
int let_through(Ask ask) {
    int count = 0;
    for (int i = 0; i < 100; ++i) count += ask() ? 1 : 0;
    return count;
}

// A gate whose every token is unknown in memory, and valid where it is "good".
class SlowGate final : public Gate {
  public:
    bool blocks(const http::Request& head) const override { return head.header("Authorization").has_value(); }
    access::Principal principal(const http::Request& request) const override {
        const auto token = request.header("Authorization");
        if (!token) return {};
        if (*token == "good") {
            access::Principal user = ::principal(access::Principal::Kind::user, "u");
            user.grants.push_back({access::Role::shopper, std::nullopt, ""});
            return user;
        }
        ++looked_up_in_vain;
        throw http::ProblemError({401, "invalid-credential", "", "", "", 0});
    }
    mutable int looked_up_in_vain = 0;
};

struct Api {
    SnapshotStore store;
    SlowGate gate;
    RateLimits limits{few};
    Router router{{{.method = "GET", .pattern = "/open", .handler = answer},
                   {.method = "GET",
                    .pattern = "/own",
                    .permission = access::Permission::session_own,
                    .handler = answer},
                   {.method = "POST",
                    .pattern = "/sessions",
                    .takes_credentials = true,
                    .body_bytes = 100,
                    .handler = answer}},
                  store,
                  gate,
                  &limits};

    static http::Response answer(const Call&) { return http::make_response(200, "text/plain", "here"); }

    int status(std::string_view target, std::string_view token = {},
               std::string_view client = "198.51.100.1") {
        http::Request request = request_from(client);
        request.target = target;
        if (!token.empty()) request.headers = {{"Authorization", token}};
        return router.answer(request).status;
    }
};

}  // namespace

TEST_CASE("each session, user and key has an allowance of its own") {
    RateLimits limits(few);
    const http::Request request = request_from("198.51.100.1");
    const auto of = [&](access::Principal::Kind kind, const std::string& id) {
        return let_through([&] { return !limits.take(request, principal(kind, id)); });
    };
    CHECK(of(access::Principal::Kind::guest, "a") == 3);
    CHECK(of(access::Principal::Kind::guest, "b") == 3);
    CHECK(of(access::Principal::Kind::user, "a") == 3);  // another kind's id is another caller
    CHECK(of(access::Principal::Kind::key, "a") == 5);
    CHECK(of(access::Principal::Kind::service, "a") == 5);
    CHECK(limits.refused(Subject::session) == 3 * 97);
    CHECK(limits.refused(Subject::key) == 2 * 95);
    CHECK(limits.callers(Subject::session) == 3);
}

TEST_CASE("without a credential the subscriber of the address is limited, in a trusted network nobody") {
    RateLimits limits(few);
    const auto from = [&](std::string_view client, bool trusted = false) {
        return let_through([&] { return !limits.take(request_from(client, trusted), {}); });
    };
    CHECK(from("198.51.100.1") == 4);
    CHECK(from("198.51.100.2") == 4);
    CHECK(from("2001:db8::1") == 4);
    CHECK(from("2001:db8::2") == 0);  // the same subscriber
    CHECK(from("10.0.0.1", true) == 100);
}

TEST_CASE("giving credentials has an allowance by address, a larger one in trusted networks") {
    RateLimits limits(few);
    const auto from = [&](std::string_view client, bool trusted) {
        return let_through([&] { return !limits.take_credentials(request_from(client, trusted)); });
    };
    CHECK(from("198.51.100.1", false) == 1);
    CHECK(from("10.0.0.1", true) == 2);
    CHECK(limits.refused(Subject::credentials) == 99);
    CHECK(limits.refused(Subject::trusted_credentials) == 98);
}

TEST_CASE("the problem says how long to wait") {
    RateLimits limits({{{2, 1}, {2, 1}, {0.1, 1}, {1, 1}, {1, 1}, {1, 1}}});
    const http::Request request = request_from("198.51.100.1");
    CHECK_FALSE(limits.take(request, {}));
    const auto problem = limits.take(request, {});
    REQUIRE(problem);
    CHECK(problem->status == 429);
    CHECK(problem->type == "too-many-requests");
    CHECK(problem->retry_after_s == 10);
    const auto guest = principal(access::Principal::Kind::guest, "g");
    CHECK_FALSE(limits.take(request, guest));
    REQUIRE(limits.take(request, guest));
    CHECK(limits.take(request, guest)->retry_after_s == 1);  // never less than a second
}

TEST_CASE("the router answers 429 with Retry-After") {
    Api api;
    for (int i = 0; i < 4; ++i) CHECK(api.status("/open") == 200);
    const http::Response refused = api.router.answer(request_from("198.51.100.1"));
    CHECK(refused.status == 429);
    CHECK_FALSE(refused.header("Retry-After").empty());
    CHECK(api.router.expect(request_from("198.51.100.1")).at_once->status == 429);
    CHECK(api.status("/open", {}, "198.51.100.2") == 200);
}

TEST_CASE("who gives credentials too often is refused before the body comes") {
    Api api;
    http::Request head = request_from("198.51.100.1");
    head.method = "POST";
    head.target = "/sessions";
    CHECK_FALSE(api.router.expect(head).at_once);
    const Expectation second = api.router.expect(head);
    REQUIRE(second.at_once);
    CHECK(second.at_once->status == 429);
}

TEST_CASE("after many tokens that are wrong no more are looked up, right ones do not count") {
    Api api;
    for (int i = 0; i < 3; ++i) CHECK(api.status("/own", "good") == 200);
    CHECK(api.status("/own", "wrong") == 401);
    CHECK(api.status("/own", "wrong") == 429);
    CHECK(api.gate.looked_up_in_vain == 1);
    CHECK(api.status("/open", "wrong") == 200);  // what everybody may read asks nobody
    CHECK(api.status("/own", "wrong", "198.51.100.9") == 401);
}
