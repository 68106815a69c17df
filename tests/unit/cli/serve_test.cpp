#include "cli/commands/serve.hpp"

#include <catch2/catch.hpp>

#include "core/error.hpp"

using namespace mallctl;
using namespace std::chrono_literals;

TEST_CASE("a drain time has a unit and an end") {
    CHECK(cli::parse_drain("0s") == 0ms);
    CHECK(cli::parse_drain("500ms") == 500ms);
    CHECK(cli::parse_drain("30s") == 30s);
    CHECK(cli::parse_drain("60min") == 1h);
    for (const char* text :
         {"", "30", "s", "-1s", "1.5s", "30 s", "61min", "1h", "9999999999999999999s", "30sec"}) {
        INFO(text);
        CHECK_THROWS_AS(cli::parse_drain(text), core::Error);
    }
}

TEST_CASE("--mall of serve takes all, slugs and globs") {
    CHECK(cli::mall_is_wanted("", "riverside"));
    CHECK(cli::mall_is_wanted("all", "riverside"));
    CHECK(cli::mall_is_wanted("riverside", "riverside"));
    CHECK(cli::mall_is_wanted("x,river*", "riverside"));
    CHECK(cli::mall_is_wanted("river?ide,y", "riverside"));
    CHECK_FALSE(cli::mall_is_wanted("river", "riverside"));
    CHECK_FALSE(cli::mall_is_wanted("x,y", "riverside"));
    CHECK_FALSE(cli::mall_is_wanted(",", "riverside"));
}
