#include "operations/near.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "core/error.hpp"
#include "operations/walk_in.hpp"
#include "tests/unit/operations/small_mall.hpp"

using namespace mallctl;

namespace {

operations::NearRequest straight_from_door() {
    operations::NearRequest request;
    request.from = "door";
    request.straight_line = true;
    request.at = core::parse_instant("2026-03-01T12:00:00+01:00");  // a Sunday
    return request;
}

}  // namespace

TEST_CASE("near in a straight line sorts by distance and tells the state") {
    const auto mall = test::small_mall();
    const auto answer = operations::near(*mall, straight_from_door());
    REQUIRE(answer.hits.size() == 2);
    CHECK(answer.hits[0].distance_m <= answer.hits[1].distance_m);
    for (const auto& hit : answer.hits) {
        CHECK(hit.distance_m < 10);
        CHECK(hit.state == (hit.slug == "florist" ? "open" : "closed"));
    }
}

TEST_CASE("near keeps to category, reach, limit and open stores") {
    const auto mall = test::small_mall();
    auto request = straight_from_door();
    request.category = "food";
    REQUIRE(operations::near(*mall, request).hits.size() == 1);
    CHECK(operations::near(*mall, request).hits[0].slug == "bakery");
    request.category = "foo";
    CHECK(operations::near(*mall, request).hits.empty());
    request = straight_from_door();
    request.open_now = true;
    REQUIRE(operations::near(*mall, request).hits.size() == 1);
    request = straight_from_door();
    request.within_m = 0.1;
    CHECK(operations::near(*mall, request).hits.empty());
    request = straight_from_door();
    request.limit = 1;
    CHECK(operations::near(*mall, request).hits.size() == 1);
}

TEST_CASE("the mall's holidays are the days of PH, on its clock") {
    const auto bakery_at = [](const std::string& hours, const std::string& at) {
        auto request = straight_from_door();
        request.category = "food";
        request.at = core::parse_instant(at);
        return operations::near(*test::small_mall({"2026-12-25"}, hours), request).hits.at(0).state;
    };
    CHECK(bakery_at("Mo-Fr 09:00-18:00; PH off", "2026-12-25T11:00:00+01:00") == "closed");
    CHECK(bakery_at("Mo-Fr 09:00-18:00; PH off", "2026-12-24T11:00:00+01:00") == "open");
    CHECK(bakery_at("PH 00:00-01:00", "2026-12-24T23:30:00Z") == "open");
    CHECK(bakery_at("PH 00:00-01:00", "2026-12-25T00:30:00Z") == "closed");
}

TEST_CASE("a store is not near itself") {
    auto request = straight_from_door();
    request.from = "store:bakery";
    const auto answer = operations::near(*test::small_mall(), request);
    REQUIRE(answer.hits.size() == 1);
    CHECK(answer.hits[0].slug == "florist");
}

TEST_CASE("walking distance needs a graph, and says how to get one") {
    auto request = straight_from_door();
    request.straight_line = false;
    try {
        operations::near(*test::small_mall(), request);
        FAIL("no error");
    } catch (const core::Error& error) {
        CHECK(error.fault() == core::Fault::failed);
        CHECK(error.advice() == "build it: mallctl build nav --mall small");
    }
}

TEST_CASE("walk-in without a graph still answers, in straight lines, with links that resolve") {
    const auto json = nlohmann::json::parse(operations::walk_in_json(
        *test::small_mall(), "door", core::parse_instant("2026-03-02T12:00:00+01:00")));
    CHECK(json["location"]["name"] == "Front door");
    CHECK(json["location"]["names"]["en"] == "Front door");
    CHECK(json["level"]["name"].is_string());
    for (const char* part : {"mall", "level"}) CHECK(json[part]["names"].is_object());
    CHECK(json["stores"][0]["names"].is_object());
    CHECK(json["level"]["short_name"] == "G");
    CHECK(json["distance"] == "straight_line");
    CHECK(json["stores"].size() == 2);
    CHECK(json["stores"][0]["state"] == "open");
    CHECK(json["stores"][0]["route"].get<std::string>().rfind(
              "/api/v1/malls/small/route?from=location:door&to=store:", 0) == 0);
    CHECK(json["deep_link"] == "/api/v1/malls/small/walk-in?location=door");
}
