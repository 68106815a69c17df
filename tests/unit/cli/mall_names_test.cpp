#include "cli/mall_names.hpp"

#include <catch2/catch.hpp>

#include "core/error.hpp"

using namespace mallctl;
using cli::mall_is_wanted;
using cli::names_several_malls;
using cli::wanted_malls;
using Slugs = std::vector<std::string>;

TEST_CASE("--mall takes all, slugs and globs") {
    CHECK(mall_is_wanted("", "riverside"));
    CHECK(mall_is_wanted("all", "riverside"));
    CHECK(mall_is_wanted("riverside", "riverside"));
    CHECK(mall_is_wanted("x,river*", "riverside"));
    CHECK(mall_is_wanted("river?ide,y", "riverside"));
    CHECK(mall_is_wanted("x,all", "riverside"));
    CHECK_FALSE(mall_is_wanted("river", "riverside"));
    CHECK_FALSE(mall_is_wanted("x,y", "riverside"));
    CHECK_FALSE(mall_is_wanted(",", "riverside"));
}

TEST_CASE("whether --mall names several malls is told by its form, not by what there is") {
    for (const char* several : {"all", "a,b", "river*", "?x", "[ab]c"}) CHECK(names_several_malls(several));
    for (const char* one : {"", "riverside", "all-seasons", "mall"}) CHECK_FALSE(names_several_malls(one));
}

TEST_CASE("the malls of a list are those that there are, each once, in their order") {
    const Slugs there = {"arcade", "river", "riverside"};
    CHECK(wanted_malls("all", there) == there);
    CHECK(wanted_malls("riverside,arcade,river*", there) == there);
    CHECK(wanted_malls("river*", there) == Slugs{"river", "riverside"});
    CHECK(wanted_malls("all", {}).empty());
}

TEST_CASE("a slug or glob that matches no mall is named, with the closest one") {
    const Slugs there = {"arcade", "riverside"};
    CHECK_THROWS_WITH(wanted_malls("arcade,rivrside", there),
                      Catch::Contains("no mall matches \"rivrside\""));
    CHECK_THROWS_WITH(wanted_malls("x*", there), Catch::Contains("x*"));
    try {
        wanted_malls("rivrside,arcade", there);
        FAIL("nothing was thrown");
    } catch (const core::Error& error) {
        CHECK(error.fault() == core::Fault::failed);
        CHECK(error.advice() == "did you mean riverside?");
    }
}
