#include "nav/distances/distances.hpp"
#include "nav/distances/labels.hpp"

namespace mallctl::nav {

TowardsPoint::TowardsPoint(const FloorView& floor, std::span<const Seen> seen_from_target) : floor_(&floor) {
    for (const Seen& seen : seen_from_target) {
        if (seen.node < floor.counts.corners) corners_.push_back(seen);
    }
    if (has_table(floor)) return;
    by_hub_.assign(floor.counts.corners, unreachable);
    for (const Seen& seen : corners_) {
        const CornerLabels labels = labels_of(floor, seen.node);
        for (std::size_t i = 0; i < labels.size(); ++i) {
            float& best = by_hub_[labels.hubs[i]];
            const float length_m = seen.length_m + labels.lengths[i];
            if (length_m < best) best = length_m;
        }
    }
}

float TowardsPoint::length_from(std::uint32_t corner) const {
    float best = unreachable;
    const auto improve = [&](float length_m) {
        if (length_m < best) best = length_m;
    };
    if (has_table(*floor_)) {
        const std::span<const float> row = table_row(*floor_, corner);
        for (const Seen& seen : corners_) improve(row[seen.node] + seen.length_m);
    } else {
        const CornerLabels labels = labels_of(*floor_, corner);
        for (std::size_t i = 0; i < labels.size(); ++i) improve(by_hub_[labels.hubs[i]] + labels.lengths[i]);
    }
    return best;
}

}  // namespace mallctl::nav
