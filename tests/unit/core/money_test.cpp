#include "core/money.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <random>

#include "core/error.hpp"

using namespace mallctl::core;

TEST_CASE("currencies have the decimals of ISO 4217") {
    CHECK(currency_exponent("EUR") == 2);
    CHECK(currency_exponent("JPY") == 0);
    CHECK(currency_exponent("KWD") == 3);
    CHECK(currency_exponent("CLF") == 4);
    for (const char* code : {"", "EU", "EURO", "eur", "XAU", "UR ", "R U", "DEM"}) {
        INFO(code);
        CHECK_FALSE(currency_exponent(code));
    }
}

TEST_CASE("decimals become minor units of the currency") {
    CHECK(parse_money("12000.50", "EUR") == 1200050);
    CHECK(parse_money("12000.5", "EUR") == 1200050);
    CHECK(parse_money("12000", "EUR") == 1200000);
    CHECK(parse_money("0", "EUR") == 0);
    CHECK(parse_money("-0.01", "EUR") == -1);
    CHECK(parse_money("12000", "JPY") == 12000);
    CHECK(parse_money("1.234", "KWD") == 1234);
    CHECK(parse_money("92233720368547758.07", "EUR") == std::numeric_limits<std::int64_t>::max());
    CHECK(parse_money("-92233720368547758.08", "EUR") == std::numeric_limits<std::int64_t>::min());
}

TEST_CASE("what is no amount is refused") {
    for (const char* text : {"", "-", ".", ".5", "5.", "1,50", "1.505", "1e3", "+1", "1 000", "0x10", "1.-5",
                             "1.2.3", "nan", "92233720368547758.08", "99999999999999999999999"}) {
        INFO(text);
        CHECK_THROWS_AS(parse_money(text, "EUR"), Error);
    }
    CHECK_THROWS_AS(parse_money("1.5", "JPY"), Error);
    CHECK_THROWS_AS(parse_money("1", "EURO"), Error);
}

TEST_CASE("amounts read back as they were written") {
    std::mt19937_64 random(7);
    std::uniform_int_distribution<std::int64_t> any(std::numeric_limits<std::int64_t>::min(),
                                                    std::numeric_limits<std::int64_t>::max());
    for (int round = 0; round < 500; ++round) {
        const std::int64_t minor = any(random) >> (random() % 64);
        for (const char* currency : {"EUR", "JPY", "KWD", "CLF"})
            CHECK(parse_money(format_money(minor, currency), currency) == minor);
    }
    CHECK(format_money(-5, "EUR") == "-0.05");
    CHECK(format_money(5, "JPY") == "5");
    CHECK(format_money(std::numeric_limits<std::int64_t>::min(), "KWD") == "-9223372036854775.808");
}
