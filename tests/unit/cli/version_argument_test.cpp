#include "cli/version_argument.hpp"

#include <catch2/catch.hpp>

#include "core/error.hpp"

using namespace mallctl;

TEST_CASE("a version is a number from 1, with or without a v before it") {
    CHECK(cli::parse_version("4") == 4);
    CHECK(cli::parse_version("v4") == 4);
    CHECK(cli::parse_version("v9223372036854775807") == 9223372036854775807);
}

TEST_CASE("what is no number from 1 is no version") {
    for (const char* text :
         {"", "v", "0", "v0", "-1", "vv4", "4v", " 4", "4 ", "4.0", "V4", "9223372036854775808"}) {
        INFO(text);
        CHECK_FALSE(cli::parse_version(text));
        CHECK_THROWS_AS(cli::version_argument(text), core::Error);
    }
}
