// Where a walk turns, as people tell it.
#pragma once

#include <vector>

#include "nav/guidance/path.hpp"

namespace mallctl::nav {

struct Bend {
    double along = 0;           // of its first corner, in m
    double bearing_before = 0;  // degrees clockwise from north
    double bearing_after = 0;
    double turn = 0;  // degrees, positive to the right: the sum of its corners' turns
};

// Corners that follow each other closer than 3 m are one bend: a corner that is cut in steps is one turn by
// their sum, and what goes aside and back again (around a column) is none. Bends that turn less than 25
// degrees in all are left out. After the design in the project's survey of guidance: people are told
// decisions, not geometry. O(points).
std::vector<Bend> bends_of(const WalkedPath& path);

}  // namespace mallctl::nav
