// "Did you mean ...?": the known word that a misspelt one is closest to.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mallctl::core {

// How many single-character insertions, deletions, replacements and swaps of neighbours turn `a` into `b`
// (optimal string alignment, the restricted form of Damerau-Levenshtein), or bound + 1 when it is more than
// `bound`. Compares bytes. O(|a| * |b|) time, and O(1) when the lengths alone differ by more than the bound.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t bound);

// The candidate at the least distance from `word`, ASCII case ignored, when that distance is at most a third
// of the longer word (and at least 1 is always allowed); the first one on a tie. Words over 100 bytes have no
// closest candidate, so that hostile input costs nothing.
std::optional<std::string> closest(std::string_view word, const std::vector<std::string>& candidates);

// `did you mean "stores"?`, or "" when nothing is close.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace mallctl::core
