// The best order to visit several places in.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace mallctl::nav {

inline constexpr std::size_t most_exact_stops = 12;

// `duration_s` is a square matrix of n places, row by row, infinite where there is no way; the tour begins at
// place 0 and ends at whichever place is best. Returns the order of all n places, 0 first; the
// lexicographically first of equally quick ones; empty where no order gets everywhere. Exact for up to
// most_exact_stops places after the first (Held and Karp 1962: O(2^n n^2)); for more, nearest neighbour
// improved by 2-opt and or-opt moves until neither helps, which respects that ways differ by direction.
std::vector<std::size_t> best_order(std::span<const double> duration_s, std::size_t n);

}  // namespace mallctl::nav
