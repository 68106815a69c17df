// The proof that every store is reached from every entrance, by everyone, and left again.
#pragma once

#include <string>
#include <vector>

#include "core/diagnostic.hpp"
#include "core/geometry.hpp"
#include "plan/model.hpp"

namespace mallctl::nav {

struct Entrance {
    std::string label;  // for messages: its slug
    plan::LevelIndex level = 0;
    core::Point point;  // geographic
};

struct StoreUnits {
    std::string label;                   // for messages: its slug
    std::vector<plan::UnitIndex> units;  // any of them will do
};

// P098, for each store and profile that some entrance does not lead to, or that does not get back to it:
// which entrances, and what cuts it off: the fewest openings and connectors that would have to give way. What
// stops a walker is not said again for the others, and what stops a wheelchair not for a pram. An entrance
// that is more than 2 m from where its profile can be is a finding too. Without entrances or stores nothing
// is proved and nothing said. The plan needs ids. Throws as build(); O(entrances x (pieces + stores)) beside
// shaping the levels.
core::Diagnostics prove_reachability(const plan::Plan& plan, const std::vector<Entrance>& entrances,
                                     const std::vector<StoreUnits>& stores);

}  // namespace mallctl::nav
