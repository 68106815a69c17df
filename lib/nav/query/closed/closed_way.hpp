// The quickest way under closures. Closing only makes ways longer: the way with connectors closed stands if
// it keeps clear of the closed areas, and bounds from below what has to be searched for.
#pragma once

#include "nav/query/closed/closed_mall.hpp"
#include "nav/query/way.hpp"

namespace mallctl::nav {

// Whether a path runs through an area that is closed to the profile.
bool is_cut(const Closures::Impl& closures, Profile profile, const Path& path);

// Writes the quickest way between two free points to `path`; false, and nothing said of `path`, where there
// is none that takes less than `bound_s`. A place inside a closed area is neither left nor reached. As
// find_way and trace_way where the way keeps clear of areas; else A* over the sights of the level, and for
// ways over portals Dijkstra's algorithm on levels of which areas are closed.
bool find_closed_way(const Closures::Impl& closures, Profile profile, const LevelPoint& from,
                     const LevelPoint& to, double bound_s, Path& path);

}  // namespace mallctl::nav
