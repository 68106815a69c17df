#include "nav/distances/distances.hpp"

namespace mallctl::nav {

void lengths_to_sites(const FloorView& floor, std::span<const Seen> seen, std::uint32_t first,
                      std::span<float> out) {
    const std::size_t sites = floor.sites.size();
    const std::size_t count = out.size();
    float* const best = out.data();
    for (std::size_t k = 0; k < count; ++k) best[k] = unreachable;
    for (const Seen& from : seen) {
        if (from.node >= floor.counts.corners) {
            const std::size_t k = std::size_t{from.node} - floor.counts.corners - first;  // wraps below first
            if (k < count && from.length_m < best[k]) best[k] = from.length_m;
            continue;
        }
        const float* const onwards = floor.corner_to_site.data() + from.node * sites + first;
        const float length_m = from.length_m;
        for (std::size_t k = 0; k < count; ++k) {
            const float sum = length_m + onwards[k];
            best[k] = sum < best[k] ? sum : best[k];
        }
    }
}

}  // namespace mallctl::nav
