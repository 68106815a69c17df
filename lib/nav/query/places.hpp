// Places as the free points that they stand for.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "nav/graph.hpp"
#include "nav/query/mall_view.hpp"

namespace mallctl::nav {

inline constexpr double farthest_place_m = 2;

// The free points that a place stands for: those of its unit, or its point moved into free space, at most
// `limit_m`. None where nothing is near. `spots` is overwritten.
void spots_of(const MallView& mall, const BodyView& body, const BodyInfo& units, const Place& place,
              double limit_m, std::vector<LevelPoint>& spots);

// The same for a profile, moved at most farthest_place_m.
std::vector<LevelPoint> spots_of(const MallView& mall, Profile profile, const Place& place);

// Those of them that no closure of a unit or its door takes away.
std::vector<LevelPoint> open_spots(const MallView& mall, const RouteOptions& options, const Place& place);

}  // namespace mallctl::nav
