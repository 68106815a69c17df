#include "exporters/drawing/text_width.hpp"

#include <catch2/catch.hpp>

using namespace mallctl::exporters::drawing;

TEST_CASE("a line of text is as wide as Adobe's metrics of Helvetica say") {
    CHECK(text_width("Hello", false) == Approx((722 + 556 + 222 + 222 + 556) / 1000.0));
    CHECK(text_width("", false) == 0);
    CHECK(text_width("\xE5\xBA\x97\xE9\x93\xBA", false) == Approx(2));  // two ideographs
    CHECK(text_width("e\xCC\x81", false) == text_width("e", false));    // a combining accent
    CHECK(text_width("bold", true) > text_width("bold", false));
}

TEST_CASE("what has no place on paper is left out of text") {
    CHECK(printable("a\x01\n\tb") == "a b");
    CHECK(printable("caf\xC3") == "caf\xEF\xBF\xBD");
    CHECK(printable("x\xEF\xBF\xBFy") == "x\xEF\xBF\xBDy");  // U+FFFF is no character of XML
}

TEST_CASE("text that is too long ends with an ellipsis and then fits") {
    const std::string text = "A very long name of a very small shop";
    for (const double width : {1.5, 4.0, 9.0}) {
        const std::string cut = shortened(text, width, false);
        CHECK(text_width(cut, false) <= width);
        CHECK(cut.ends_with("\xE2\x80\xA6"));
    }
    CHECK(shortened(text, 40, false) == text);
}

TEST_CASE("text breaks where its widest line gets narrowest, and keeps all its words") {
    CHECK(wrapped("Fish and Chips", 2, false) == std::vector<std::string>{"Fish and", "Chips"});
    CHECK(wrapped("North-South", 2, false) == std::vector<std::string>{"North-", "South"});
    CHECK(wrapped("One", 3, false) == std::vector<std::string>{"One"});
    CHECK(wrapped("\xE5\xBA\x97\xE9\x93\xBA", 2, false).size() == 2);
    CHECK(wrapped("", 2, false).empty());
    CHECK(filled("one two three", text_width("one two", false), false) ==
          std::vector<std::string>{"one two", "three"});
}
