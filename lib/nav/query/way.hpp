// The quickest way between two free points: first how long it takes, then where it runs. This is the hot
// path.
#pragma once

#include <limits>
#include <span>
#include <vector>

#include "nav/distances/distances.hpp"
#include "nav/query/mall_view.hpp"

namespace mallctl::nav {

// How the best way runs; times are floats, right to 1e-6 of them.
struct Way {
    enum class Kind { nowhere, straight, around, portals };
    Kind kind = Kind::nowhere;
    float duration_s = std::numeric_limits<float>::infinity();
    Via via;                   // around corners of one level
    std::uint32_t out = none;  // portals: the first one, on the level of the start,
    std::uint32_t in = none;   // and the last one, on the level of the target
};

// The quickest way with no area closed: `profile` says which rides are open. O(what both points see); no
// allocation once the thread's scratch space has grown.
Way find_way(const BodyView& body, const ProfileView& profile, const LevelPoint& from, const LevelPoint& to);

// Betters `way` by ways over portals where they are quicker, given the times in s from and to the portals of
// the two levels.
void improve_over_portals(const BodyView& body, const PortalTimes& times, const LevelPoint& from,
                          const LevelPoint& to, std::span<const float> from_portals,
                          std::span<const float> to_portals, Way& way);

// A walk or a ride of a path; a walk's corners are points[first .. last].
struct PathPiece {
    std::uint32_t ride = none;  // indexes ProfileInfo::rides; `none`: a walk
    std::uint32_t level = 0;    // of a walk, or where the ride begins
    std::uint32_t first = 0;
    std::uint32_t last = 0;
};

// Where a way runs.
struct Path {
    std::vector<Mm> points;
    std::vector<PathPiece> pieces;
    double distance_m = 0;  // along floors
    double duration_s = 0;

    void clear();
    void begin_walk(std::uint32_t level, Mm at);
    void walk_to(Mm point);
    void ride(std::uint32_t ride, std::uint32_t level);
};

// Sets a path's distance and duration from its points and rides.
void measure_path(const ProfileView& profile, Path& path);

// Unpacks a way that was found with the same arguments; lengths are exact in double. `path` is overwritten.
// Nothing of it is recomputed but which ride comes next, O(corners on the way + rides a level) a ride, and
// walks on levels of which areas are closed.
void trace_way(const BodyView& body, const ProfileView& profile, const LevelPoint& from, const LevelPoint& to,
               const Way& way, Path& path);

}  // namespace mallctl::nav
