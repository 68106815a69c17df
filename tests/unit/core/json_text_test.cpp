#include "core/json_text.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <random>
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
    CHECK(number(100'000) == "100000.0");
    CHECK(number(0.0001) == "0.0001");
    CHECK(number(0.00001) == "1e-05");
    CHECK(number(1e15) == "1e+15");
}

TEST_CASE("a rounded number is written as the same number is after rounding") {
    const auto rounded = [](double value, unsigned places) {
        std::string out;
        append_json_rounded(out, value, places);
        return out;
    };
    CHECK(rounded(12.499, 1) == "12.5");
    CHECK(rounded(-0.04, 1) == "0.0");
    CHECK(rounded(3, 2) == "3.0");
    CHECK(rounded(7.5, 0) == "8.0");
    CHECK(rounded(std::numeric_limits<double>::infinity(), 2) == "null");
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> exponent(-12, 17);
    for (int i = 0; i < 200'000; ++i) {
        const double value = std::pow(10, exponent(random)) * (i % 2 == 0 ? 1 : -1);
        for (const unsigned places : {1U, 2U, 3U, 8U}) {
            const double power = std::pow(10, places);
            const double whole = std::round(value * power);
            REQUIRE(rounded(value, places) == number(whole == 0 ? 0 : whole / power));
        }
    }
}
