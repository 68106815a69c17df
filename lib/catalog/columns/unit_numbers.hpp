// Unit numbers as mall directories write them: "R202-R203 & R206", "3205-7", "116 A&B", "L1, 100 & L2, 217".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/columns/value_map.hpp"

namespace mallctl::catalog::columns {

struct NumberRules {
    // "3205-7" is 3205, 3206 and 3207; else "-" is a part of the number, as in "LG1-25".
    bool ranges = true;
    // Words that are no part of a number: at the beginning of a part ("Shop G-01", also "ShopG-01"), or
    // after a space in it ("LCX Shop 20B").
    std::vector<std::string> drop;
    // Parts that are the level of the parts after them.
    ValueMap levels;
};

struct UnitNumbers {
    std::vector<std::string> units;   // in their order, each once; "100@1" where a part said its level
    std::vector<std::string> unread;  // parts that are no number
};

// Parts stand apart by "&", ",", ";", "+", "and" and line breaks. A part is a number: letters or none (spaces
// between them and before the digits are dropped, so that "OT 304" is OT304), digits, and at most two
// letters; or, where `ranges`, two ends with a dash between them. The second end may leave out the letters
// before its digits, and the digits that it shares with the first ("4012-4" is 4012 to 4014, "402-03" 402 and
// 403). Between ends with letters behind ("315B - 319", "3203-3204A", "217-7A", "2060A-61A") lie the whole
// numbers that are more than the one and less than the other; an end is only what it says. Letters alone go
// on with the number before them: "116 A&B" is 116A and 116B, "203A-C" is 203A, 203B, 203C. Zeros in front
// stay: "01-03" is 01, 02, 03. Everything else is `unread`, also a range that descends or has more than 200
// numbers, and what comes after 1000 units.
UnitNumbers read_unit_numbers(std::string_view text, const NumberRules& rules);

}  // namespace mallctl::catalog::columns
