// A way through the graph as the legs that a person walks and rides.
#pragma once

#include "core/local_frame.hpp"
#include "nav/graph.hpp"
#include "nav/query/search.hpp"

namespace mallctl::nav {

// Walks on one level are one leg, also through one-way openings, without points in the middle of a straight
// line; rides that follow each other on one connector are one leg.
Route make_route(const Image& image, const Network& network, const core::LocalFrame& frame,
                 const Search& search, const Start& target, const Way& way);

}  // namespace mallctl::nav
