// The way over corners that joins two points. Straight lines bound from below what a corner can be good for:
// the most promising pair is measured first, and what cannot beat it is passed over.
#include <algorithm>
#include <cmath>

#include "nav/distances/distances.hpp"
#include "nav/distances/labels.hpp"

namespace mallctl::nav {

namespace {

// Bounds are sums of rounded floats: this keeps them below the lengths that they bound.
constexpr float cautious = 1 - 1e-6F;

// The corners that one of the points sees.
struct Candidates {
    std::vector<std::uint32_t> corner;
    std::vector<float> length_m;
    std::vector<float> bound_m;  // no way over the corner is shorter
    std::size_t most_promising = 0;

    std::size_t size() const { return corner.size(); }

    // Those of `seen` whose bound is below `limit_m`; `other` is the point at the far end.
    void take(const FloorView& floor, std::span<const Seen> seen, Mm other, float limit_m) {
        if (corner.size() < seen.size()) {
            corner.resize(seen.size());
            length_m.resize(seen.size());
            bound_m.resize(seen.size());
        }
        std::size_t count = 0;
        float least = unreachable;
        for (const Seen& one : seen) {
            if (one.node >= floor.counts.corners) continue;
            const Position at = floor.vertices[one.node];
            const auto dx = static_cast<float>(at.x - other.x);
            const auto dy = static_cast<float>(at.y - other.y);
            const float bound = (one.length_m + std::sqrt(dx * dx + dy * dy) / 1000) * cautious;
            corner[count] = one.node;
            length_m[count] = one.length_m;
            bound_m[count] = bound;
            if (bound < least) {
                least = bound;
                most_promising = count;
            }
            if (bound < limit_m) ++count;
        }
        corner.resize(count);
        length_m.resize(count);
        bound_m.resize(count);
    }

    void keep_below(float limit_m) {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < corner.size(); ++i) {
            corner[kept] = corner[i];
            length_m[kept] = length_m[i];
            bound_m[kept] = bound_m[i];
            if (bound_m[i] < limit_m) ++kept;
        }
        corner.resize(kept);
        length_m.resize(kept);
        bound_m.resize(kept);
    }
};

void improve_by_row(const FloorView& floor, std::uint32_t corner, float length_m, const Candidates& to,
                    Via& best) {
    const float* const row = table_row(floor, corner).data();
    for (std::size_t j = 0; j < to.size(); ++j) {
        const float sum = length_m + row[to.corner[j]] + to.length_m[j];
        if (sum < best.length_m) best = {sum, corner, to.corner[j]};
    }
}

void by_table(const FloorView& floor, const Candidates& from, Candidates& to, Via& best) {
    const std::size_t first = from.most_promising;
    improve_by_row(floor, from.corner[first], from.length_m[first], to, best);
    to.keep_below(best.length_m);
    for (std::size_t i = 0; i < from.size(); ++i) {
        if (i != first && from.bound_m[i] < best.length_m) {
            improve_by_row(floor, from.corner[i], from.length_m[i], to, best);
        }
    }
}

struct ByHub {
    float length_m;
    std::uint32_t corner;  // over which the hub is that near
};

void by_labels(const FloorView& floor, const Candidates& from, Candidates& to, Via& best) {
    thread_local std::vector<ByHub> by_hub;
    by_hub.assign(floor.counts.corners, {unreachable, none});
    const auto fill = [&](std::size_t i) {
        const CornerLabels labels = labels_of(floor, from.corner[i]);
        for (std::size_t k = 0; k < labels.size(); ++k) {
            const float length_m = from.length_m[i] + labels.lengths[k];
            ByHub& known = by_hub[labels.hubs[k]];
            if (length_m < known.length_m) known = {length_m, from.corner[i]};
        }
    };
    const auto scan = [&](std::size_t j) {
        const CornerLabels labels = labels_of(floor, to.corner[j]);
        for (std::size_t k = 0; k < labels.size(); ++k) {
            const ByHub& known = by_hub[labels.hubs[k]];
            const float sum = known.length_m + labels.lengths[k] + to.length_m[j];
            if (sum < best.length_m) best = {sum, known.corner, to.corner[j]};
        }
    };
    fill(from.most_promising);
    scan(to.most_promising);
    for (std::size_t i = 0; i < from.size(); ++i) {
        if (i != from.most_promising && from.bound_m[i] < best.length_m) fill(i);
    }
    for (std::size_t j = 0; j < to.size(); ++j) {
        if (to.bound_m[j] < best.length_m) scan(j);
    }
}

}  // namespace

Via best_via(const FloorView& floor, std::span<const Seen> from, std::span<const Seen> to, Mm from_point,
             Mm to_point, float bound_m) {
    thread_local Candidates near_from;
    thread_local Candidates near_to;
    near_from.take(floor, from, to_point, bound_m);
    near_to.take(floor, to, from_point, bound_m);
    Via best;
    if (near_from.size() == 0 || near_to.size() == 0) return best;

    best.length_m = bound_m;
    if (has_table(floor)) {
        by_table(floor, near_from, near_to, best);
    } else {
        by_labels(floor, near_from, near_to, best);
    }
    return best.first == none ? Via{} : best;
}

}  // namespace mallctl::nav
