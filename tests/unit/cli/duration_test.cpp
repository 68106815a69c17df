#include "cli/duration.hpp"

#include <catch2/catch.hpp>

#include "core/error.hpp"

using namespace mallctl;
using namespace std::chrono_literals;

TEST_CASE("a length of time has a unit and an end") {
    CHECK(cli::parse_duration("0s", "--drain") == 0ms);
    CHECK(cli::parse_duration("500ms", "--drain") == 500ms);
    CHECK(cli::parse_duration("30s", "--drain") == 30s);
    CHECK(cli::parse_duration("1440min", "--drain") == 24h);
    for (const char* text :
         {"", "30", "s", "-1s", "1.5s", "30 s", "1441min", "1h", "9999999999999999999s", "30sec"}) {
        INFO(text);
        CHECK_THROWS_AS(cli::parse_duration(text, "--drain"), core::Error);
    }
    CHECK_THROWS_WITH(cli::parse_duration("soon", "--drain"), Catch::Contains("--drain \"soon\""));
}
