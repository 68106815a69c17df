// JSON appended to a string, for answers that are made for each request: no tree of values in between.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mallctl::core {

// append_json_string of core/escape.hpp for texts that may be anything: a byte that is not UTF-8 becomes
// U+FFFD. O(bytes).
void append_json_text(std::string& out, std::string_view text);

// The shortest decimal that reads back as the same double, a whole number as "3.0", with an exponent below
// 1e-4 and from 1e15: as nlohmann's json writes numbers. "null" for what JSON has no number for.
void append_json_number(std::string& out, double value);

// The same for the value rounded to so many decimal places (at most 9), halves away from zero: "12.5" for
// 12.499 with 1. Several times as quick, since it is a whole number that is written.
void append_json_rounded(std::string& out, double value, unsigned places);

void append_json_integer(std::string& out, std::int64_t value);

inline void append_json_bool(std::string& out, bool value) {
    out += value ? "true" : "false";
}

}  // namespace mallctl::core
