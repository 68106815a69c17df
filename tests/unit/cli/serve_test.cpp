#include "cli/commands/serve.hpp"

#include <catch2/catch.hpp>

using namespace mallctl;

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
