#include "server/value_check.hpp"

#include <catch2/catch.hpp>
#include <stdexcept>
#include <string>

using mallctl::server::ValueCheck;

namespace {

bool takes(const char* schema, const std::string& value) {
    return ValueCheck(schema).fault(value).empty();
}

}  // namespace

TEST_CASE("whole numbers and numbers keep to their range, and are nothing else") {
    const char* whole = R"({"type":"integer","minimum":1,"maximum":200,"default":10})";
    for (const char* good : {"1", "200", "007"}) CHECK(takes(whole, good));
    for (const char* bad : {"", "0", "201", "1.5", "1e1", "+1", " 1", "1 ", "0x1", "nan", "inf", "--1",
                            "99999999999999999999999999999999"}) {
        INFO(bad);
        CHECK_FALSE(takes(whole, bad));
    }
    const char* number = R"({"type":"number","minimum":-1.5})";
    for (const char* good : {"-1.5", "0", "1e3", "2.25"}) CHECK(takes(number, good));
    for (const char* bad : {"-2", "1e999", "nan", "infinity", "1,5", "."}) {
        INFO(bad);
        CHECK_FALSE(takes(number, bad));
    }
}

TEST_CASE("texts keep to their choices, lengths in characters, and formats") {
    const char* choice = R"({"type":"string","enum":["walk","wheelchair"]})";
    CHECK(takes(choice, "walk"));
    CHECK_FALSE(takes(choice, "Walk"));
    CHECK(ValueCheck(choice).fault("wheelchairs").find("did you mean") != std::string::npos);
    const char* sized = R"({"type":"string","minLength":2,"maxLength":3})";
    CHECK(takes(sized, "\xC3\xA4\xC3\xB6\xC3\xBC"));
    CHECK_FALSE(takes(sized, "a"));
    CHECK_FALSE(takes(sized, "abcd"));
    const char* time = R"({"type":"string","format":"date-time"})";
    CHECK(takes(time, "2026-01-31T18:00:00+01:00"));
    CHECK_FALSE(takes(time, "noon"));
    CHECK_FALSE(takes(time, "2026-02-31T18:00:00Z"));
    const char* day = R"({"type":"string","format":"date"})";
    CHECK(takes(day, "2026-01-31"));
    CHECK_FALSE(takes(day, "2026-13-01"));
    CHECK_FALSE(takes(day, "2026-1-1"));
    CHECK_FALSE(takes(R"({"type":"string","format":"uuid"})", "1234"));
}

TEST_CASE("flags are true or false, lists are texts joined by commas") {
    CHECK(takes(R"({"type":"boolean"})", "true"));
    for (const char* bad : {"1", "TRUE", "yes", ""}) CHECK_FALSE(takes(R"({"type":"boolean"})", bad));
    const char* list = R"({"type":"array","maxItems":2,"items":{"type":"string","enum":["a","b"]}})";
    CHECK(takes(list, "a"));
    CHECK(takes(list, "a,b"));
    for (const char* bad : {"", "a,", ",a", "a,,b", "c", "a,b,a"}) {
        INFO(bad);
        CHECK_FALSE(takes(list, bad));
    }
}

TEST_CASE("a schema that says what is not checked is refused") {
    for (const char* schema :
         {R"({"type":"string","pattern":"^a$"})", R"({"type":"object"})", R"({"type":"array"})",
          R"({"type":"string","format":"ipv4"})", R"({"type":"integer","multipleOf":2})",
          R"({"type":"string","items":{"type":"string"}})"}) {
        INFO(schema);
        CHECK_THROWS_AS(ValueCheck(schema), std::logic_error);
    }
}
