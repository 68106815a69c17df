#include "catalog/target.hpp"

#include <catch2/catch.hpp>

#include "core/error.hpp"
#include "tests/support/failure.hpp"

using namespace mallctl;

TEST_CASE("a target is a kind and a slug") {
    const std::vector<std::string> kinds = {"store", "offer"};
    const auto target = catalog::parse_target("store:bakery", kinds);
    CHECK(target.kind == "store");
    CHECK(target.slug == "bakery");
    CHECK(catalog::to_string(target) == "store:bakery");
}

TEST_CASE("what is no target is refused with the right form") {
    const std::vector<std::string> kinds = {"store", "offer"};
    const auto refused = [&](const char* text) {
        const auto error = test::failure([&] { catalog::parse_target(text, kinds); });
        CHECK(error.fault() == core::Fault::rejected);
        return error.advice();
    };
    CHECK(refused("bakery") == "write one of store:SLUG, offer:SLUG");
    CHECK(refused("tenant:bakery") == "write one of store:SLUG, offer:SLUG");
    CHECK(refused("stor:bakery") == "did you mean \"store\"?");
    CHECK(refused("store:Not a slug") == "write one of store:SLUG, offer:SLUG");
    CHECK(refused("store:") == "write one of store:SLUG, offer:SLUG");
}
