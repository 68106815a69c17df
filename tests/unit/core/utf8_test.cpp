#include "core/utf8.hpp"

#include <catch2/catch.hpp>

using namespace mallctl::core;

TEST_CASE("well-formed UTF-8 is told from the rest") {
    for (const char* good :
         {"", "Caf\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x9A\xAA", "\xED\x9F\xBF", "\xF4\x8F\xBF\xBF"}) {
        INFO(good);
        CHECK(is_utf8(good));
    }
    // A lone continuation, overlong forms, a surrogate, beyond U+10FFFF, cut sequences, Latin-1.
    for (const char* bad : {"\x80", "\xC0\xAF", "\xE0\x80\xAF", "\xF0\x80\x80\xAF", "\xED\xA0\x80",
                            "\xF4\x90\x80\x80", "\xE2\x82", "\xF0\x9F\x9A", "Caf\xE9", "\xFF"}) {
        CHECK_FALSE(is_utf8(bad));
    }
}

TEST_CASE("text on several lines becomes one line without control characters") {
    CHECK(one_line("  G-01\r\n\tBakery  ") == "G-01 Bakery");
    CHECK(one_line(std::string("a\0b", 3)) == "a b");
    CHECK(one_line(" \n ").empty());
    CHECK(has_control_character("a\tb"));
    CHECK_FALSE(has_control_character("Caf\xC3\xA9"));
}
