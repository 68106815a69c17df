#include "core/hex.hpp"

#include <array>
#include <catch2/catch.hpp>

using namespace mallctl::core;

TEST_CASE("bytes in hexadecimal are bytes again, in either case") {
    std::array<std::byte, 256> all{};
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<std::byte>(i);
    CHECK(to_hex(all).starts_with("000102030405060708090a0b"));
    CHECK(to_hex(all, upper_hex_digits).ends_with("FDFEFF"));
    for (const auto digits : {lower_hex_digits, upper_hex_digits}) {
        std::array<std::byte, 256> read{};
        CHECK(from_hex(to_hex(all, digits), read));
        CHECK(read == all);
    }
    CHECK(to_hex({}).empty());
}

TEST_CASE("what is not two digits a byte is refused") {
    std::array<std::byte, 2> bytes{};
    for (const char* text : {"", "0", "012", "01234", "012g", "g123", "0 12", "+123", "012\xC3"}) {
        INFO(text);
        CHECK_FALSE(from_hex(text, bytes));
    }
}
