#include "server/http/text.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "core/digest.hpp"

using namespace mallctl::server::http;

TEST_CASE("percent escapes decode in both cases and only once") {
    CHECK(percent_decode("") == "");
    CHECK(percent_decode("store:bakery") == "store:bakery");
    CHECK(percent_decode("Caf%C3%A9%c3%a9") == "Caf\xC3\xA9\xC3\xA9");
    CHECK(percent_decode("%2525") == "%25");
    CHECK(percent_decode("a%2Fb") == "a/b");
}

TEST_CASE("escapes that are broken, not UTF-8 or control characters are refused") {
    for (const char* text : {"%",      "%2",        "%zz",          "%2g",       "%g2", "%-1",   "% 1",
                             "a%",     "%00",       "%0a",          "%0D",       "%1F", "%7f",   "%C0%AF",
                             "%c0%80", "%E0%80%AF", "%F0%80%80%AF", "%ED%A0%80", "%FF", "%E2%82"}) {
        INFO(text);
        CHECK_FALSE(percent_decode(text));
    }
}

TEST_CASE("what is encoded decodes to itself") {
    std::mt19937 random(11);
    std::uniform_int_distribution<int> byte(0x20, 0x7E);
    for (int round = 0; round < 500; ++round) {
        std::string text = "\xE2\x82\xAC";
        for (int i = 0; i < 20; ++i) text += static_cast<char>(byte(random));
        CHECK(percent_decode(percent_encode(text)) == text);
    }
}

TEST_CASE("base64 follows the vectors of RFC 4648 section 10") {
    CHECK(base64_of_hex("") == "");
    CHECK(base64_of_hex("66") == "Zg==");
    CHECK(base64_of_hex("666f") == "Zm8=");
    CHECK(base64_of_hex("666f6f") == "Zm9v");
    CHECK(base64_of_hex("666f6f626172") == "Zm9vYmFy");
    CHECK(base64_of_hex(mallctl::core::sha256_hex(std::string_view{})) ==
          "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
}
