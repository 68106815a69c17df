// Ways with few turns, for people who are told them: each quarter turn costs as much as 6 s of walking (8 m
// on foot).
#pragma once

#include <vector>

#include "nav/query/closed/closed_mall.hpp"
#include "nav/query/way.hpp"

namespace mallctl::nav {

// The time of a path with what its turns cost, in proportion to their angles; setting out, rides and going on
// after a ride cost nothing.
double cost_with_turns(const Path& path);

// Replaces a path, the quickest from any of the one points to any of the others, by the one of least
// cost_with_turns, the best among all paths along the floors' sights, on which quickest ways run too: A* over
// nodes with the direction that one comes from, bounded by the exact times left and by the cost of `path`.
// `closures` may be null. Of equal ones always the same. Each place inside a closed area is passed over.
void turn_less(const MallView& mall, const Closures::Impl* closures, Profile profile,
               const std::vector<LevelPoint>& from, const std::vector<LevelPoint>& to, Path& path);

}  // namespace mallctl::nav
