// One place to many, with how far one walks on the quickest way to each.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "nav/graph.hpp"
#include "nav/query/mall_view.hpp"

namespace mallctl::nav {

// For each target the length and duration of the quickest way from the nearest of `from`, nothing where there
// is none; turns are not counted. Of a unit with several points, the quickest to reach. O(portals) a target.
std::vector<std::optional<Graph::Reach>> reached_lengths(const MallView& mall, const RouteOptions& options,
                                                         const std::vector<LevelPoint>& from,
                                                         std::span<const Place> targets);

}  // namespace mallctl::nav
