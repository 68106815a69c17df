#include "core/json_text.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <string>

using namespace mallctl::core;

namespace {

std::string text(std::string_view value) {
    std::string out;
    append_json_text(out, value);
    return out;
}

std::string number(double value) {
    std::string out;
    append_json_number(out, value);
    return out;
}

}  // namespace

TEST_CASE("a text of any bytes is a string of JSON") {
    CHECK(text("caf\xC3\xA9 \"x\"") == "\"caf\xC3\xA9 \\\"x\\\"\"");
    CHECK(text("a\xFF"
               "b") ==
          "\"a\xEF\xBF\xBD"
          "b\"");
    CHECK(text("\xC3") == "\"\xEF\xBF\xBD\"");
    CHECK(text(std::string_view("\0", 1)) == "\"\\u0000\"");
    CHECK(text("") == "\"\"");
}

TEST_CASE("a number is the shortest that reads back, and says that it is no integer") {
    CHECK(number(3) == "3.0");
    CHECK(number(0.1) == "0.1");
    CHECK(number(-12.25) == "-12.25");
    CHECK(number(1e300) == "1e+300");
    CHECK(number(std::numeric_limits<double>::quiet_NaN()) == "null");
}
