// Values into phrases.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace mallctl::nav {

// The phrase with {1}, {2}, ... replaced by the values; what the values hold is not looked at. O(length).
std::string fill(std::string_view phrase, std::initializer_list<std::string> values);

// A name or number as it goes into a text: without bidirectional controls of its own, and between isolates
// (U+2068, U+2069) in a text from right to left or when letters from right to left are in it.
std::string inserted(std::string_view text, bool right_to_left);

// Below 10 m to 1 m, below 100 m to 5 m, above to 10 m; halves up. 0 for what is negative or no number.
long rounded_metres(double metres);

}  // namespace mallctl::nav
