#include "catalog/value_text.hpp"

#include <catch2/catch.hpp>

using namespace mallctl;
using catalog::area_text;
using catalog::time_text;
using core::parse_instant;

TEST_CASE("a time is told on the mall's clock, with the offset only where the clock says it twice") {
    const std::string berlin = "Europe/Berlin";
    CHECK(time_text(parse_instant("2026-03-02T07:00:00Z"), berlin) == "2026-03-02 08:00");
    CHECK(time_text(parse_instant("2026-03-29T00:59:00Z"), berlin) == "2026-03-29 01:59");
    CHECK(time_text(parse_instant("2026-03-29T01:00:00Z"), berlin) == "2026-03-29 03:00");
    CHECK(time_text(parse_instant("2026-10-25T00:30:00Z"), berlin) == "2026-10-25 02:30");
    CHECK(time_text(parse_instant("2026-10-25T01:30:00Z"), berlin) == "2026-10-25T02:30:00+01:00");
    CHECK(time_text(parse_instant("2026-03-02T07:00:30Z"), berlin) == "2026-03-02T08:00:30+01:00");
    CHECK(time_text(parse_instant("2026-11-01T09:30:00Z"), "America/Los_Angeles") ==
          "2026-11-01T01:30:00-08:00");
    CHECK(time_text(parse_instant("2026-03-02T07:00:00Z"), "") == "2026-03-02T07:00:00Z");
}

TEST_CASE("every minute around both changes of the clock is told so that it reads back") {
    const std::string berlin = "Europe/Berlin";
    for (const char* around : {"2026-03-28T22:00:00Z", "2026-10-24T22:00:00Z"}) {
        auto time = parse_instant(around);
        for (int minute = 0; minute < 300; ++minute, time += std::chrono::minutes(1)) {
            const std::string text = time_text(time, berlin);
            INFO(text);
            if (text.size() > 16) {
                CHECK(parse_instant(text) == time);
                continue;
            }
            const int hour = std::stoi(text.substr(11, 2));
            CHECK(core::from_local(2026, static_cast<unsigned>(std::stoi(text.substr(5, 2))),
                                   static_cast<unsigned>(std::stoi(text.substr(8, 2))),
                                   hour * 60 + std::stoi(text.substr(14, 2)), berlin) == time);
        }
    }
}

TEST_CASE("areas are well-known text with every digit that they need") {
    const core::Polygon triangle{{{{13.4, 52.52}, {13.41, 52.52}, {13.1 + 0.2, 52.53}, {13.4, 52.52}}}};
    CHECK(area_text({triangle}) ==
          "POLYGON ((13.4 52.52, 13.41 52.52, 13.299999999999999 52.53, 13.4 52.52))");
    CHECK(area_text({triangle, triangle}).starts_with("MULTIPOLYGON (((13.4 52.52, "));
}

TEST_CASE("plain values are written in the style of the mall") {
    catalog::Field money;
    money.type = catalog::FieldType::money;
    const catalog::ValueStyle yen{"JPY", "Asia/Tokyo"};
    CHECK(plain_text(money, std::int64_t{1250}, yen) == "1250");
    CHECK(plain_text(money, std::int64_t{1250}, {"EUR", "UTC"}) == "12.50");
    CHECK(plain_text({}, std::int64_t{1250}, yen) == "1250");
    CHECK(plain_text({}, true, yen) == "true");
    CHECK(plain_text({}, std::vector<std::string>{"a b", "c"}, yen) == "a b;c");
    CHECK(plain_text({}, 0.1, yen) == "0.1");
    CHECK(plain_text({}, {}, yen).empty());
}
