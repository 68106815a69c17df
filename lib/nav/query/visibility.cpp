#include "nav/query/visibility.hpp"

namespace mallctl::nav {

namespace {

Spot spot_of(const Corner& corner) {
    return {corner.point, true, {corner.wedge}};
}

}  // namespace

std::vector<std::uint32_t> corners_seen(const Floor& floor, const Spot& from) {
    std::vector<std::uint32_t> seen;
    const std::vector<Corner>& corners = floor.corners();
    for (std::uint32_t i = 0; i < corners.size(); ++i) {
        if (corners[i].grazes(corners[i].point - from.point) && floor.sees(from, spot_of(corners[i]))) {
            seen.push_back(i);
        }
    }
    return seen;
}

std::vector<Sightline> sightlines(const Floor& floor, std::span<const Mm> sites) {
    std::vector<Sightline> lines;
    const std::vector<Corner>& corners = floor.corners();
    const auto first_site = static_cast<std::uint32_t>(corners.size());
    std::vector<Spot> spots;
    for (const Mm site : sites) spots.push_back(floor.locate(site));

    for (std::uint32_t i = 0; i < corners.size(); ++i) {
        const Spot here = spot_of(corners[i]);
        for (std::uint32_t j = i + 1; j < corners.size(); ++j) {
            const Mm direction = corners[j].point - corners[i].point;
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

}  // namespace mallctl::nav
