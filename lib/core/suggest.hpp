// "Did you mean ...?"
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mallctl::core {

// The candidate nearest to `word` by Damerau-Levenshtein distance (optimal string alignment, ASCII case
// ignored), the first of equals; "" where the nearest is more than a third of the longer word away. Time is
// the product of the lengths for each candidate; words over 64 bytes have no suggestion.
std::string closest(std::string_view word, const std::vector<std::string_view>& candidates);

// ", did you mean 'X'?" for the closest candidate, or "".
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace mallctl::core
