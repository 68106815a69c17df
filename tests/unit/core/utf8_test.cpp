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

TEST_CASE("UTF-8 is accepted in every length and at every border") {
    for (const char* text :
         {"", "a", "\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
          "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF", "Caf\xC3\xA9 \xE2\x82\xAC"}) {
        INFO(text);
        CHECK(is_utf8(text));
    }
}

TEST_CASE("overlong forms, surrogates, stray and missing continuations are not UTF-8") {
    for (const char* text : {"\x80",
                             "\xBF",
                             "\xC0\x80",
                             "\xC0\xAF",
                             "\xC1\xBF",
                             "\xE0\x80\xAF",
                             "\xE0\x9F\xBF",
                             "\xED\xA0\x80",
                             "\xED\xBF\xBF",
                             "\xF0\x80\x80\xAF",
                             "\xF0\x8F\xBF\xBF",
                             "\xF4\x90\x80\x80",
                             "\xF5\x80\x80\x80",
                             "\xF8\x88\x80\x80\x80",
                             "\xFE",
                             "\xFF",
                             "\xC3",
                             "\xE2\x82",
                             "\xF0\x9F\x92",
                             "\xC3(",
                             "a\xE2\x82z"}) {
        CHECK_FALSE(is_utf8(text));
    }
}

TEST_CASE("the place of the first byte that is not UTF-8 is found") {
    CHECK(find_invalid_utf8("") == std::string_view::npos);
    CHECK(find_invalid_utf8("Caf\xC3\xA9") == std::string_view::npos);
    CHECK(find_invalid_utf8("Caf\xC3\xA9 \xE9") == 6);
    CHECK(find_invalid_utf8("ab\xE2\x82") == 2);
}
