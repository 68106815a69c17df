#include "core/clock.hpp"

#include <catch2/catch.hpp>

#include "core/error.hpp"

using namespace mallctl;

namespace {

std::string in_utc(const std::string& text) {
    return core::format_instant(core::parse_instant(text));
}

}  // namespace

TEST_CASE("a time is read with its offset, with or without seconds") {
    CHECK(in_utc("2026-01-31T18:00:00Z") == "2026-01-31T18:00:00Z");
    CHECK(in_utc("2026-01-31T18:00:00+01:00") == "2026-01-31T17:00:00Z");
    CHECK(in_utc("2026-01-01T00:30-23:59") == "2026-01-02T00:29:00Z");
    CHECK(in_utc("2026-01-31T18:00Z") == "2026-01-31T18:00:00Z");
    CHECK(in_utc("2024-02-29T23:59:59.999999999Z") == "2024-02-29T23:59:59Z");
    CHECK(in_utc("1969-12-31T23:59:59.5Z") == "1969-12-31T23:59:59Z");
    CHECK(in_utc("0000-01-01T00:00:00Z") == "0000-01-01T00:00:00Z");
    CHECK(in_utc("9999-12-31T23:59:59Z") == "9999-12-31T23:59:59Z");
}

TEST_CASE("what is no time is refused by its text") {
    for (const char* text : {"",
                             "yesterday",
                             "2026-01-31",
                             "2026-01-31T18:00:00",
                             "2026-01-31 18:00:00Z",
                             "2026-1-31T18:00:00Z",
                             "2026-02-29T00:00:00Z",
                             "2026-00-01T00:00:00Z",
                             "2026-01-01T24:00:00Z",
                             "2026-01-01T00:60:00Z",
                             "2026-01-01T00:00:60Z",
                             "2026-01-01T00:00:00.Z",
                             "2026-01-01T00:00:00+24:00",
                             "2026-01-01T00:00:00+0100",
                             "2026-01-01T00:00:00+01:60",
                             "2026-01-01T00:00:00Z ",
                             "0000-01-01T00:00:00+00:01",
                             "9999-12-31T23:59:59-00:01",
                             "-2026-01-01T00:00:00Z",
                             "+026-01-01T00:00:00Z",
                             "2026-01-01T0x:00:00Z"}) {
        INFO(text);
        try {
            core::parse_instant(text);
            FAIL_CHECK("no error");
        } catch (const core::Error& error) {
            CHECK(error.fault() == core::Fault::usage);
            CHECK(error.what() == "\"" + std::string(text) + "\" is not a time");
        }
    }
}

// Found by fuzzing under the sanitizer for undefined behaviour: the arithmetic of date::parse overflowed.
TEST_CASE("a time that is full of garbage is refused") {
    CHECK_THROWS_AS(core::parse_instant("2026-02-29T24:0-@G1\xCF"
                                        "000.026-02-29:60Z"),
                    core::Error);
}
