// What a text has to look like to be a value of a field's type.
#pragma once

#include <string_view>

namespace mallctl::catalog {

inline bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}
inline bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// True where there is a control character other than tab and line breaks.
bool has_unprintable(std::string_view text);

// "2026-01-31", a day of the Gregorian calendar from year 1 on.
bool is_date(std::string_view text);

// A web address that is safe as a link in a page: http or https, no blanks, quotes, brackets, backslashes.
bool is_url(std::string_view text);

// One mail address, by its shape.
bool is_email(std::string_view text);

// The decimal number that the whole text is, as in "-8.5", "+3" or "1e-05"; 0 is never negative. False for
// anything else, and beyond +-1e15.
bool read_decimal(std::string_view text, double& value);

}  // namespace mallctl::catalog
