// What a mall's map is to show, from what its user asks for: stores by unit, levels, a way.
#pragma once

#include <string>
#include <vector>

#include "core/clock.hpp"
#include "exporters/svg/map.hpp"
#include "nav/profile.hpp"
#include "operations/route.hpp"
#include "operations/snapshot.hpp"

namespace mallctl::exporters {

struct MallMapRequest {
    std::vector<std::string> levels;      // short names or ordinals; "all"; empty: those concerned, see below
    std::vector<std::string> highlights;  // places: stores, units
    std::string route_from;               // places; both or none
    std::string route_to;
    nav::Profile profile = nav::Profile::walk;
    std::vector<std::string> locales;  // before those of the mall
    core::Instant at = {};             // which leases are in force
};

// Throws core::Error(failed) for a mall without a plan: other programs would take a file of nothing for a
// mall without shops.
void require_plan(const operations::Snapshot& snapshot);

// Without levels: those of the way, else those of the highlights, else all. Throws core::Error(failed) for an
// unknown level and for a mall without a plan, and what operations::resolve_place and operations::route
// throw.
MapOptions map_of_mall(const operations::Snapshot& snapshot, const MallMapRequest& request);

// An answered route, with the levels that it uses in the order in which it does, in its own language. `at`
// decides who is in which unit. Throws core::Error(failed) for a route over a level that the plan no longer
// has.
MapOptions map_of_route(const operations::Snapshot& snapshot, const operations::RouteAnswer& answer,
                        core::Instant at);

// The levels that these short names, labels or ordinals may mean, each once; none for "all". Throws
// core::Error(failed) for an unknown one.
std::vector<plan::LevelIndex> named_levels(const plan::Plan& plan, const std::vector<std::string>& names);

// The name of the store (or stores) in each unit at an instant.
std::map<plan::UnitIndex, MapStore> stores_by_unit(const operations::Snapshot& snapshot,
                                                   const std::vector<std::string>& locales, core::Instant at);

}  // namespace mallctl::exporters
