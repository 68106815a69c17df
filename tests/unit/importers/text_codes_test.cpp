#include <catch2/catch.hpp>

#include "importers/drawing/text_codes.hpp"

using mallctl::importers::drawing::decode_text_codes;

TEST_CASE("characters written as codes in a drawing's text are decoded") {
    CHECK(decode_text_codes("Caf\\U+00E9") == "Café");
    CHECK(decode_text_codes("\\U+041A\\U+0430\\U+0444\\U+0435 2") == "Кафе 2");
    CHECK(decode_text_codes("\\U+5E97") == "店");
    CHECK(decode_text_codes("\\u+0041b") == "Ab");
    CHECK(decode_text_codes("\\U+D83D\\U+DED2") == "🛒");
}

TEST_CASE("what is no whole code stays as it is") {
    for (const char* text : {"", "\\U+", "\\U+00E", "\\U+00EG", "\\U 00E9", "U+00E9", "\\U+0000", "\\U+D83D",
                             "\\U+DED2", "a\\", "\\U+-0E9"}) {
        CHECK(decode_text_codes(text) == text);
    }
    CHECK(decode_text_codes("\\U+D83D\\U+0041") == "\\U+D83DA");
}
