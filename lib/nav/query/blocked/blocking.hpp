// What keeps a profile from getting on: the fewest openings and rides that it would have to pass and may not.
#pragma once

#include <string>
#include <vector>

#include "nav/graph.hpp"
#include "nav/query/mall_view.hpp"

namespace mallctl::nav {

// Where nothing joins two free places: the barriers of the way with the fewest of them, of those the one that
// is quickest by straight lines, in its order. Empty where even that leads nowhere. O(triangles +
// gates^2), where gates are all rides and barriers of the mall.
std::vector<Blocking> find_blocking(const MallView& mall, const ProfileView& profile,
                                    const std::vector<LevelPoint>& from, const std::vector<LevelPoint>& to);

// Where one of the ends is a unit that the profile has no free space in: the unit, and before it, where the
// way to its doors is barred too, what bars that. `others` are the free points of the other end, which is the
// start where `is_target`. Empty for a unit without a door.
std::vector<Blocking> find_blocking_unit(const MallView& mall, const ProfileView& profile, std::uint32_t unit,
                                         const std::vector<LevelPoint>& others, bool is_target);

// "an opening of U3 on level G, which is too narrow", ... "and then" ...: what a sentence can end with; empty
// for nothing.
std::string in_words(const MallView& mall, const std::vector<Blocking>& blocking);

}  // namespace mallctl::nav
