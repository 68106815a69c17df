// The quickest times between all portals of a mall for one profile.
#pragma once

#include <span>
#include <vector>

#include "nav/artifact/mall_info.hpp"
#include "nav/floor_arrays.hpp"

namespace mallctl::nav {

// A row and a column for each portal, in s, infinite where there is no way; a portal to itself 0.
// `walks_m[level]` is the square matrix of walking lengths between the portals of a level, row by row. Rides
// marked in `closed` (empty: none) are left out. Floyd (1962) and Warshall: O(portals^3), about 3 ms for 300
// of them.
std::vector<float> portal_times(std::span<const std::vector<float>> walks_m, std::span<const RideInfo> rides,
                                const std::vector<bool>& closed, double speed_m_s);

// The walking lengths between the portals of a floor.
template <template <typename> typename Array>
std::vector<float> portal_walks(const FloorArrays<Array>& floor) {
    std::vector<float> walks;
    const std::size_t portals = floor.counts.portals;
    for (std::size_t i = 0; i < portals; ++i) {
        for (std::size_t k = 0; k < portals; ++k)
            walks.push_back(floor.portal_to_site[i * floor.sites.size() + k]);
    }
    return walks;
}

}  // namespace mallctl::nav
