// What has to be true before anything is timed.
#pragma once

#include <cstddef>
#include <string>

#include "tests/bench/nav/workload.hpp"

namespace mallctl::bench {

// Routes compared with the oracle's.
struct Proof {
    std::size_t pairs = 0;
    std::size_t without_route = 0;  // rightly
    std::size_t wrongly_without = 0;
    std::size_t wrongly_with = 0;
    std::size_t longer = 0;   // by more than the tolerance
    std::size_t shorter = 0;  // likewise
    double worst_ratio = 1;   // of our duration to the oracle's
    double least_ratio = 1;
    std::size_t segments = 0;
    std::size_t touching = 0;  // segments that leave free space by no more than 2 mm
    std::size_t outside = 0;   // by more

    bool holds() const { return wrongly_without + wrongly_with + longer + shorter + outside == 0; }
    std::string in_words() const;
};

// Random places: `sources` of them, each to `targets` others.
Proof prove_routes(const Workload& workload, nav::Profile profile, Levels levels, std::size_t sources,
                   std::size_t targets, unsigned seed);

// From random places to all units: what Graph::reach says, and the oracle of the units' spots.
Proof prove_reach(const Workload& workload, nav::Profile profile, std::size_t sources, unsigned seed);

// With connectors closed one after the other, compared with the oracle without their rides.
Proof prove_connector_closures(const Workload& workload, nav::Profile profile, std::size_t closures,
                               std::size_t pairs, unsigned seed);

// With a polygon closed, compared with the oracle of the plan that has the polygon as a fixture: to within
// 5 mm, since the two round the polygon's widened corners apart.
Proof prove_area_closures(const Workload& workload, nav::Profile profile, std::size_t closures,
                          std::size_t pairs, unsigned seed);

}  // namespace mallctl::bench
