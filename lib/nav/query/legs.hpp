// A path through the floors as the legs that a person walks and rides.
#pragma once

#include "nav/graph.hpp"
#include "nav/query/way.hpp"

namespace mallctl::nav {

// Walks on one level are one leg, also through one-way openings, without points in the middle of a straight
// line; rides that follow each other on one connector are one leg, and one waits for it once.
Route make_route(const MallView& mall, const ProfileView& profile, const Path& path);

}  // namespace mallctl::nav
