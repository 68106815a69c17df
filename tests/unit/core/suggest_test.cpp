#include "core/suggest.hpp"

#include <catch2/catch.hpp>

using namespace mallctl::core;

TEST_CASE("a slip of the fingers finds the word that was meant") {
    const std::vector<std::string_view> words = {"unit", "unit_label", "opening", "georeference"};
    CHECK(closest("unti", words) == "unit");
    CHECK(closest("Openning", words) == "opening");
    CHECK(closest("unit_lable", words) == "unit_label");
    CHECK(closest("georefrence", words) == "georeference");
    CHECK(did_you_mean("opennig", words) == ", did you mean 'opening'?");
}

TEST_CASE("a word that is like none gets no suggestion") {
    const std::vector<std::string_view> words = {"unit", "opening", "a"};
    CHECK(closest("banana", words).empty());
    CHECK(closest("", words).empty());
    CHECK(closest(std::string(1000, 'u'), words).empty());
    CHECK(did_you_mean("banana", words).empty());
    CHECK(closest("x", {"a"}).empty());
}
