#include <catch2/catch.hpp>

#include "catalog/columns/unit_numbers.hpp"

using namespace mallctl::catalog::columns;

namespace {

std::string join(const std::vector<std::string>& texts) {
    std::string text;
    for (const auto& one : texts) text += (text.empty() ? "" : " ") + one;
    return text;
}

// The units of a text; what is unread stands in brackets behind them.
std::string units(std::string_view text, const NumberRules& rules = {}) {
    const auto read = read_unit_numbers(text, rules);
    std::string result = join(read.units);
    for (const auto& part : read.unread) result += (result.empty() ? "[" : " [") + part + "]";
    return result;
}

}  // namespace

TEST_CASE("a unit number is one unit, whatever spaces it has") {
    CHECK(units("18") == "18");
    CHECK(units("OT 304") == "OT304");
    CHECK(units(" OT G30 ") == "OTG30");
    CHECK(units("Kiosk 3B") == "Kiosk3B");
    CHECK(units("Kiosk3AA") == "Kiosk3AA");
    CHECK(units("LCXn 18") == "LCXn18");
    CHECK(units("").empty());
}

TEST_CASE("units stand apart by commas, ampersands and words") {
    CHECK(units("202 & 203") == "202 203");
    CHECK(units("G01, 101, 201 & 201A, 301A,330&331") == "G01 101 201 201A 301A 330 331");
    CHECK(units("1 and 2; 3+4\n5") == "1 2 3 4 5");
    CHECK(units("G106 & G205") == "G106 G205");
    CHECK(units("28 & 28") == "28");
}

TEST_CASE("a range of units is every one of them") {
    CHECK(units("R202-R203 & R206") == "R202 R203 R206");
    CHECK(units("3205-7") == "3205 3206 3207");
    CHECK(units("4012-4") == "4012 4013 4014");
    CHECK(units("1402-07") == "1402 1403 1404 1405 1406 1407");
    CHECK(units("2116-2117") == "2116 2117");
    CHECK(units("231 - 2") == "231 232");
    CHECK(units("38\xE2\x80\x93"
                "39") == "38 39");
    CHECK(units("01-03") == "01 02 03");
    CHECK(units("98-101") == "98 99 100 101");
    CHECK(units("OTG21-4 & OTG39-42") == "OTG21 OTG22 OTG23 OTG24 OTG39 OTG40 OTG41 OTG42");
    CHECK(units("02-05, 05-06") == "02 03 04 05 06");
}

TEST_CASE("an end of a range is only what it says") {
    CHECK(units("217-7A") == "217 217A");
    CHECK(units("247-247A") == "247 247A");
    CHECK(units("1021-21A") == "1021 1021A");
    CHECK(units("2060A-61A") == "2060A 2061A");
    CHECK(units("G124-125A & G220") == "G124 G125A G220");
    CHECK(units("315B - 319 & 366-7") == "315B 316 317 318 319 366 367");
    CHECK(units("3203 - 3204A") == "3203 3204A");
}

TEST_CASE("letters alone go on with the number before them") {
    CHECK(units("116 A&B") == "116A 116B");
    CHECK(units("333 A&B, 335-7") == "333A 333B 335 336 337");
    CHECK(units("2502A&B") == "2502A 2502B");
    CHECK(units("203A-C") == "203A 203B 203C");
    CHECK(units("A & B") == "[A] [B]");
}

TEST_CASE("what is no unit number is told, not guessed") {
    CHECK(units("3205-7, JOYCE Beauty") == "3205 3206 3207 [JOYCE Beauty]");
    CHECK(units("Vita Lobby") == "[Vita Lobby]");
    CHECK(units("F1 Food Court") == "[F1 Food Court]");
    CHECK(units("G/F, no. 12 Westlands Road") == "[G/F] [no. 12 Westlands Road]");
    CHECK(units("308-2") == "[308-2]");
    CHECK(units("A1-B3") == "[A1-B3]");
    CHECK(units("1-2-3") == "[1-2-3]");
    CHECK(units("1-9999") == "[1-9999]");
    CHECK(units("5-5") == "[5-5]");
    CHECK(units("12345678901") == "[12345678901]");
    CHECK(units("\xE5\xBA\x97") == "[\xE5\xBA\x97]");
}

TEST_CASE("dropped words and levels are no part of a number") {
    NumberRules rules;
    rules.drop = {"Shop"};
    CHECK(units("LCX Shop 20B", rules) == "LCX20B");
    CHECK(units("LCX Shop 11-12", rules) == "LCX11 LCX12");
    CHECK(units("Shop G1008", rules) == "G1008");
    CHECK(units("Shop, 7", rules) == "7");
    rules.levels = {{"GF", "G"}, {"G/F", "G"}, {"L*", "*"}};
    CHECK(units("L1, 100 & L2, 217", rules) == "100@1 217@2");
    CHECK(units("GF, 074 & L1, 144", rules) == "074@G 144@1");
    CHECK(units("L2, 203-204", rules) == "203@2 204@2");
    CHECK(units("L5", rules).empty());
}

TEST_CASE("a hyphen may be a part of the number") {
    NumberRules rules;
    rules.ranges = false;
    rules.drop = {"Shop"};
    CHECK(units("ShopUG-26,L1-25&L2-35", rules) == "UG-26 L1-25 L2-35");
    CHECK(units("ShopG-KIOSKS1", rules) == "G-KIOSKS1");
    CHECK(units("ShopUG", rules) == "[ShopUG]");
}

TEST_CASE("a long list of units ends at a thousand") {
    std::string text;
    for (int i = 0; i < 3000; ++i) text += std::to_string(i) + ",";
    const auto read = read_unit_numbers(text, {});
    CHECK(read.units.size() == 1000);
    CHECK(read.unread.size() == 2000);
}
