#include "catalog/audience.hpp"

#include <catch2/catch.hpp>

#include "core/error.hpp"

using namespace mallctl;
using catalog::Audience;
using catalog::parse_audience;

namespace {

// Why the text is refused, and what to do instead; empty when it is not.
std::string refusal(const std::string& text) {
    try {
        parse_audience(text);
    } catch (const core::Error& error) {
        CHECK(error.fault() == core::Fault::rejected);
        return std::string(error.what()) + "; " + error.advice();
    }
    return {};
}

}  // namespace

TEST_CASE("an audience is everybody, who is inside, who is near, or a segment") {
    CHECK(parse_audience("") == Audience{});
    CHECK(parse_audience("all") == Audience{});
    CHECK(parse_audience("inside") == Audience{Audience::Kind::inside, 0, {}});
    CHECK(parse_audience("near:50m:north_entrance") == Audience{Audience::Kind::near, 50, "north_entrance"});
    CHECK(parse_audience("segment:families") == Audience{Audience::Kind::segment, 0, "families"});
}

TEST_CASE("an audience is written as it is read") {
    for (const std::string text :
         {"all", "inside", "near:1m:x", "near:10000m:north_entrance", "segment:vip-2"})
        CHECK(to_string(parse_audience(text)) == text);
    CHECK(to_string(parse_audience("near:050m:x")) == "near:50m:x");
}

TEST_CASE("an audience is told to people") {
    CHECK(describe(parse_audience("")) == "everybody");
    CHECK(describe(parse_audience("inside")) == "everybody inside the mall");
    CHECK(describe(parse_audience("near:50m:kiosk_2")) == "everybody within 50 m of location kiosk_2");
    CHECK(describe(parse_audience("segment:vip")) == "the segment vip");
}

TEST_CASE("what is no audience is refused with the right form") {
    CHECK(refusal("everyone") == "it is no audience; write all, inside, near:50m:LOCATION or segment:NAME");
    CHECK(refusal("insde") == "it is no audience; did you mean \"inside\"?");
    CHECK(refusal("segmnt:vip") == "it is no audience; did you mean \"segment\"?");
    CHECK(refusal("near:50m") == "it does not say near what; write near:50m:LOCATION");
    for (const std::string distance :
         {"50", "0m", "-5m", "10001m", "1.5m", "50 m", "m", "", "99999999999999999999m"})
        CHECK(refusal("near:" + distance + ":x") ==
              "the distance is not a whole number of metres from 1m to 10000m; write near:50m:LOCATION");
    CHECK(refusal("near:50m:North Entrance") ==
          "the name of the location is no slug; did you mean \"north-entrance\"?");
    CHECK(refusal("segment:") ==
          "the name of the segment is no slug; a slug has 1 to 63 of a-z, 0-9, - and _");
    for (const std::string text :
         {"All", " all", "near", "near:", "near::", "segment", ":", "segment:a:b", "near:50m:x:y", "all:x"}) {
        CAPTURE(text);
        CHECK_FALSE(refusal(text).empty());
    }
}
