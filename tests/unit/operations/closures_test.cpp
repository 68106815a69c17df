#include "operations/closures.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <thread>

#include "operations/near.hpp"
#include "operations/route_json.hpp"
#include "tests/support/failure.hpp"
#include "tests/unit/operations/walked_mall.hpp"

using namespace mallctl;
using nav::Profile;

namespace {

const core::Instant before = core::parse_instant("2026-03-01T05:59:59Z");
const core::Instant begin = core::parse_instant("2026-03-01T06:00:00Z");
const core::Instant last = core::parse_instant("2026-03-01T09:59:59Z");
const core::Instant end = core::parse_instant("2026-03-01T10:00:00Z");

test::WalkedMall with_lift_closed() {
    test::WalkedMall mall;
    auto& closure = mall.closure("lift-2");
    closure.connector = "Lift A";
    closure.from = begin;
    closure.until = end;
    return mall;
}

double seconds(const operations::Snapshot& mall, const std::string& from, const std::string& to,
               Profile profile, core::Instant at) {
    return operations::route(mall, {.stops = {from, to}, .profile = profile, .at = at}).route.duration_s;
}

}  // namespace

TEST_CASE("a closure is in force from its begin until its end, and expires by itself") {
    const auto mall = with_lift_closed().open();
    CHECK(operations::closures_in_force(*mall, before)->closed.empty());
    CHECK(operations::closures_in_force(*mall, begin)->closed.size() == 1);
    CHECK(operations::closures_in_force(*mall, last)->closed.size() == 1);
    CHECK(operations::closures_in_force(*mall, end)->closed.empty());
    const double open = seconds(*mall, "west", "unit:D@1", Profile::walk, before);
    CHECK(seconds(*mall, "west", "unit:D@1", Profile::walk, begin) > open + 30);
    CHECK(seconds(*mall, "west", "unit:D@1", Profile::walk, end) == open);
    // What is the same is made once.
    CHECK(operations::closures_in_force(*mall, begin) == operations::closures_in_force(*mall, last));
}

TEST_CASE("a wheelchair whose lift is closed has no route, and hears why, instead of stairs") {
    const auto mall = with_lift_closed().open();
    for (const auto profile : {Profile::wheelchair, Profile::pram}) {
        CHECK(seconds(*mall, "west", "store:cafe", profile, before) > 0);
        try {
            operations::route(*mall, {.stops = {"west", "store:cafe"}, .profile = profile, .at = begin});
            FAIL("there is a route");
        } catch (const operations::NoRouteError& error) {
            REQUIRE(error.obstructions().size() == 1);
            const auto& [what, level] = error.obstructions().front();
            CHECK(what.kind == "connector");
            CHECK(what.cause == "closed");
            CHECK(what.label == "lift-2");
            CHECK(level == "G");
            CHECK(error.advice() == "until when, and why: mallctl get closure lift-2");
        }
    }
}

TEST_CASE("units, openings and areas are closed by the names that the plan has for them") {
    const auto detour = [](auto set) {
        test::WalkedMall maker;
        set(maker, maker.closure("shut"));
        const auto mall = maker.open();
        const auto answer = operations::closures_in_force(*mall, begin);
        CHECK(answer->lost.empty());
        CHECK(answer->closed.size() == 1);
        try {
            return seconds(*mall, "west", "store:bakery", Profile::walk, begin);
        } catch (const operations::NoRouteError&) {
            return -1.0;
        }
    };
    const double open = seconds(*test::WalkedMall().open(), "west", "store:bakery", Profile::walk, begin);
    CHECK(detour([](auto&, auto& closure) { closure.unit = "A@G"; }) == -1);
    CHECK(detour([](auto&, auto& closure) { closure.opening = "door-A"; }) == -1);
    CHECK(detour([](auto&, auto& closure) { closure.opening = "door-B"; }) == open);
    const auto spill = [](double left, double bottom, double right, double top) {
        return [=](auto& maker, auto& closure) {
            closure.area = maker.box({left, bottom, right, top});
            closure.level = "G";
        };
    };
    CHECK(detour(spill(6.2, 1, 7, 5.9)) > open);
    CHECK(detour(spill(20, 1, 25, 5)) == Approx(open));
}

TEST_CASE("a closure of what is not there is told, and closes nothing") {
    test::WalkedMall maker;
    maker.closure("a").connector = "Lift Z";
    maker.closure("b").unit = "Z9@G";
    maker.closure("c").opening = "no-door";
    auto& area = maker.closure("d");
    area.area = maker.box({0, 0, 1, 1});
    area.level = "7";
    maker.closure("e").connector = "Lift A";
    const auto mall = maker.open();
    const auto answer = operations::closures_in_force(*mall, begin);
    REQUIRE(answer->lost.size() == 4);
    CHECK(answer->lost[0] == "closure a closes nothing: the plan has no connector \"Lift Z\"");
    CHECK(answer->lost[3] == "closure d closes nothing: the plan has no level \"7\"");
    REQUIRE(answer->closed.size() == 1);
    CHECK(answer->closed.front().slug == "e");
}

TEST_CASE("the ledger tells which closures changed the route, and what they cost") {
    test::WalkedMall maker = with_lift_closed();
    maker.closure("far").opening = "door-B";
    const auto mall = maker.open();
    const auto answer =
        operations::route(*mall, {.stops = {"west", "unit:D@1"}, .explain = true, .at = begin});
    const double open = seconds(*mall, "west", "unit:D@1", Profile::walk, before);
    REQUIRE(answer.ledger);
    CHECK(*answer.ledger->open_duration_s == Approx(open));
    REQUIRE(answer.ledger->closures.size() == 2);
    const auto& lift = answer.ledger->closures[0];
    CHECK(lift.label == "lift-2");
    CHECK(lift.changed);
    CHECK(lift.costs_s == Approx(answer.route.duration_s - open));
    CHECK_FALSE(answer.ledger->closures[1].changed);
    CHECK(answer.ledger->closures[1].costs_s == 0);
    const auto json = nlohmann::json::parse(operations::to_json(answer));
    CHECK(json.at("closures") == nlohmann::json::array({"lift-2", "far"}));
    CHECK(json.at("explain").at("closures").at(0).at("label") == "lift-2");
    const auto later = operations::route(*mall, {.stops = {"west", "unit:D@1"}, .explain = true, .at = end});
    CHECK(later.closures == std::vector<std::string>{"far"});
}

TEST_CASE("near measures under closures, and as of arrival") {
    test::WalkedMall maker = with_lift_closed();
    // A Sunday. West of the stairs it is half a minute to the books, and more to the cafe upstairs.
    maker.store_named("books").hours = "Su 07:00-08:00";
    const auto mall = maker.open();
    operations::NearRequest request;
    request.from = "west";
    request.profile = Profile::wheelchair;
    request.at = begin;
    const auto hits = operations::near(*mall, request);
    CHECK(hits.unreachable == 1);  // the cafe
    request.at = end;
    CHECK(operations::near(*mall, request).unreachable == 0);

    request.open_now = true;
    request.profile = Profile::walk;
    request.at = core::parse_instant("2026-03-01T06:59:50+01:00");
    auto open = operations::near(*mall, request);
    REQUIRE(open.hits.size() == 1);
    CHECK(open.hits.front().slug == "books");
    CHECK(core::format_instant(*open.hits.front().state_until) == "2026-03-01T07:00:00Z");
    request.at = core::parse_instant("2026-03-01T07:59:50+01:00");
    CHECK(operations::near(*mall, request).hits.empty());
}

TEST_CASE("many threads may ask while closures begin and end") {
    const auto mall = with_lift_closed().open();
    const double open = seconds(*mall, "west", "unit:D@1", Profile::walk, before);
    const double closed = seconds(*mall, "west", "unit:D@1", Profile::walk, begin);
    std::vector<std::thread> threads;
    std::vector<int> wrong(4, 0);
    for (std::size_t t = 0; t < wrong.size(); ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < 50; ++i) {
                const bool is_closed = (i + static_cast<int>(t)) % 2 == 0;
                const double took =
                    seconds(*mall, "west", "unit:D@1", Profile::walk, is_closed ? begin : end);
                if (took != (is_closed ? closed : open)) ++wrong[t];
            }
        });
    }
    for (auto& thread : threads) thread.join();
    CHECK(wrong == std::vector<int>(4, 0));
}
