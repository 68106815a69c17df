#include <algorithm>

#include "nav/distances/build.hpp"
#include "nav/distances/distances.hpp"

namespace mallctl::nav {

namespace {

// In doubles, since what is stored is rounded once already.
struct Near {
    std::uint32_t node = 0;
    double length_m = 0;
};

std::vector<Near> seen_from(const FloorData& floor, std::uint32_t node) {
    std::vector<Near> result;
    for (std::uint32_t i = floor.sight_begins[node]; i < floor.sight_begins[node + 1]; ++i) {
        const std::uint32_t other = floor.sights[i];
        result.push_back({other, length_m(floor.node(node).mm(), floor.node(other).mm())});
    }
    return result;
}

// The lengths of the shortest paths from all corners to a point that sees `near`.
class FromCorners {
  public:
    explicit FromCorners(const FloorData& floor)
        : floor_(floor), lengths_(floor.counts.corners), by_hub_(floor.counts.corners) {}

    const std::vector<double>& to(std::span<const Near> near) {
        std::fill(lengths_.begin(), lengths_.end(), unreachable);
        if (floor_.label_begins.empty()) {
            by_table(near);
        } else {
            by_labels(near);
        }
        return lengths_;
    }

  private:
    void by_table(std::span<const Near> near) {
        const std::size_t n = floor_.counts.corners;
        for (const Near& seen : near) {
            if (seen.node >= n) continue;
            const float* const row = floor_.table.data() + seen.node * n;
            for (std::size_t i = 0; i < n; ++i) lengths_[i] = std::min(lengths_[i], seen.length_m + row[i]);
        }
    }

    void by_labels(std::span<const Near> near) {
        std::fill(by_hub_.begin(), by_hub_.end(), unreachable);
        for (const Near& seen : near) {
            if (seen.node >= floor_.counts.corners) continue;
            for_labels(seen.node, [&](double& by_hub, double length_m) {
                by_hub = std::min(by_hub, seen.length_m + length_m);
            });
        }
        for (std::uint32_t i = 0; i < floor_.counts.corners; ++i) {
            for_labels(i, [&](double by_hub, double length_m) {
                lengths_[i] = std::min(lengths_[i], by_hub + length_m);
            });
        }
    }

    template <typename Visit>
    void for_labels(std::uint32_t corner, Visit&& visit) {
        for (std::uint32_t i = floor_.label_begins[corner]; i < floor_.label_begins[corner + 1]; ++i) {
            visit(by_hub_[floor_.label_hubs[i]], static_cast<double>(floor_.label_lengths[i]));
        }
    }

    const FloorData& floor_;
    std::vector<double> lengths_;
    std::vector<double> by_hub_;
};

void add_corner_to_site(FloorData& floor) {
    const std::size_t sites = floor.sites.size();
    const std::uint32_t corners = floor.counts.corners;
    floor.corner_to_site.resize(corners * sites);
    FromCorners from_corners(floor);
    for (std::uint32_t site = 0; site < sites; ++site) {
        const std::vector<double>& lengths = from_corners.to(seen_from(floor, corners + site));
        for (std::size_t i = 0; i < corners; ++i) {
            floor.corner_to_site[i * sites + site] = static_cast<float>(lengths[i]);
        }
    }
}

std::vector<double> portal_row(const FloorData& floor, std::uint32_t portal) {
    const std::size_t sites = floor.sites.size();
    const std::uint32_t corners = floor.counts.corners;
    std::vector<double> row(sites, unreachable);
    for (const Near& seen : seen_from(floor, corners + portal)) {
        if (seen.node >= corners) {
            double& length_m = row[seen.node - corners];
            length_m = std::min(length_m, seen.length_m);
            continue;
        }
        const float* const onwards = floor.corner_to_site.data() + seen.node * sites;
        for (std::size_t i = 0; i < sites; ++i) row[i] = std::min(row[i], seen.length_m + onwards[i]);
    }
    row[portal] = 0;
    return row;
}

void add_portal_to_site(FloorData& floor) {
    const std::size_t sites = floor.sites.size();
    floor.portal_to_site.resize(floor.counts.portals * sites);
    for (std::uint32_t portal = 0; portal < floor.counts.portals; ++portal) {
        const std::vector<double> row = portal_row(floor, portal);
        for (std::size_t i = 0; i < sites; ++i) {
            // Between two portals both ways are equally long: to the bit.
            floor.portal_to_site[portal * sites + i] =
                i < portal ? floor.portal_to_site[i * sites + portal] : static_cast<float>(row[i]);
        }
    }
}

}  // namespace

void add_site_lengths(FloorData& floor) {
    add_corner_to_site(floor);
    add_portal_to_site(floor);
}

}  // namespace mallctl::nav
