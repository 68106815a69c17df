// What sees what on a Floor by asking for each pair: the visibility graph of Lozano-Perez and Wesley (1979),
// reduced to lines that graze the corners they join. What lib/nav/mesh finds by expansion must be the same.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "nav/space/floor.hpp"

namespace mallctl::test {

// Two nodes that see each other in a straight line, lower number first: corners, then sites.
struct Sightline {
    std::uint32_t a = 0;
    std::uint32_t b = 0;
};

inline nav::Spot spot_of(const nav::Corner& corner) {
    return {corner.point, true, {corner.wedge}};
}

inline std::vector<std::uint32_t> corners_seen(const nav::Floor& floor, const nav::Spot& from) {
    std::vector<std::uint32_t> seen;
    const std::vector<nav::Corner>& corners = floor.corners();
    for (std::uint32_t i = 0; i < corners.size(); ++i) {
        if (corners[i].grazes(corners[i].point - from.point) && floor.sees(from, spot_of(corners[i]))) {
            seen.push_back(i);
        }
    }
    return seen;
}

inline std::vector<Sightline> sightlines(const nav::Floor& floor, std::span<const nav::Mm> sites) {
    std::vector<Sightline> lines;
    const std::vector<nav::Corner>& corners = floor.corners();
    const auto first_site = static_cast<std::uint32_t>(corners.size());
    std::vector<nav::Spot> spots;
    for (const nav::Mm site : sites) spots.push_back(floor.locate(site));

    for (std::uint32_t i = 0; i < corners.size(); ++i) {
        const nav::Spot here = spot_of(corners[i]);
        for (std::uint32_t j = i + 1; j < corners.size(); ++j) {
            const nav::Mm direction = corners[j].point - corners[i].point;
            if (corners[i].grazes(direction) && corners[j].grazes(direction) &&
                floor.sees(here, spot_of(corners[j]))) {
                lines.push_back({i, j});
            }
        }
        for (std::uint32_t s = 0; s < spots.size(); ++s) {
            if (corners[i].grazes(corners[i].point - spots[s].point) && floor.sees(here, spots[s])) {
                lines.push_back({i, first_site + s});
            }
        }
    }
    for (std::uint32_t s = 0; s < spots.size(); ++s) {
        for (std::uint32_t t = s + 1; t < spots.size(); ++t) {
            if (floor.sees(spots[s], spots[t])) lines.push_back({first_site + s, first_site + t});
        }
    }
    return lines;
}

}  // namespace mallctl::test
