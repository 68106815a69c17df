// The way over corners that joins two points. Straight lines bound from below what a corner can be good for:
// the most promising pair is measured first, and what cannot beat it is passed over.
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>

#include "nav/distances/distances.hpp"
#include "nav/distances/labels.hpp"

namespace mallctl::nav {

namespace {

// Bounds are sums of rounded floats: this keeps them below the lengths that they bound.
constexpr float cautious = 1 - 1e-6F;

// A corner that one of the points sees.
struct Candidate {
    std::uint32_t corner = 0;
    float length_m = 0;
    float bound_m = 0;  // no way over the corner is shorter
};

// Those of one point. The space is used again by the next query.
class Candidates {
  public:
    // Takes those of `seen` whose bound is below `limit_m`, the most promising first; `other` is the point at
    // the far end.
    void take(const FloorView& floor, std::span<const Seen> seen, Mm other, float limit_m) {
        if (space_.size() < seen.size()) space_.resize(seen.size());
        count_ = 0;
        std::size_t best = 0;
        float least = unreachable;
        for (const Seen& one : seen) {
            if (one.node >= floor.counts.corners) continue;
            const Position at = floor.vertices[one.node];
            const auto dx = static_cast<float>(at.x - other.x);
            const auto dy = static_cast<float>(at.y - other.y);
            const float bound_m = (one.length_m + std::sqrt(dx * dx + dy * dy) * 1e-3F) * cautious;
            space_[count_] = {one.node, one.length_m, bound_m};
            best = bound_m < least ? count_ : best;
            least = bound_m < least ? bound_m : least;
            count_ += bound_m < limit_m ? 1 : 0;
        }
        if (count_ > 0) std::swap(space_[0], space_[best]);
    }

    // Drops those that cannot be part of a way shorter than `limit_m`, but never the first.
    void keep_below(float limit_m) {
        std::size_t kept = 1;
        for (std::size_t i = 1; i < count_; ++i) {
            space_[kept] = space_[i];
            kept += space_[i].bound_m < limit_m ? 1 : 0;
        }
        count_ = kept;
    }

    std::span<const Candidate> all() const { return {space_.data(), count_}; }

  private:
    std::vector<Candidate> space_;
    std::size_t count_ = 0;
};

void improve_by_row(const FloorView& floor, const Candidate& from, std::span<const Candidate> to, Via& best) {
    const float* const row = table_row(floor, from.corner).data();
    for (const Candidate& candidate : to) {
        const float length_m = from.length_m + (row[candidate.corner] + candidate.length_m);
        if (length_m < best.length_m) best = {length_m, from.corner, candidate.corner};
    }
}

void by_table(const FloorView& floor, Candidates& from, Candidates& to, Via& best) {
    improve_by_row(floor, from.all().front(), to.all(), best);
    to.keep_below(best.length_m);
    for (const Candidate& candidate : from.all().subspan(1)) {
        if (candidate.bound_m < best.length_m) improve_by_row(floor, candidate, to.all(), best);
    }
}

// For each hub over which corner `from` it is nearest: the bits of the length above the corner's number.
// Lengths are not negative, so that their bits are ordered as they are, and the lesser of two entries is that
// of the shorter way, of equal ones that of the lesser corner: a minimum without a branch.
class NearestByHub {
  public:
    void clear(std::size_t hubs) { entries_.assign(hubs, entry(unreachable, none)); }

    void add(const FloorView& floor, const Candidate& from) {
        const CornerLabels labels = labels_of(floor, from.corner);
        for (std::size_t k = 0; k < labels.size(); ++k) {
            std::uint64_t& known = entries_[labels.hubs[k]];
            known = std::min(known, entry(from.length_m + labels.lengths[k], from.corner));
        }
    }

    void improve(const FloorView& floor, const Candidate& to, Via& best) const {
        const CornerLabels labels = labels_of(floor, to.corner);
        for (std::size_t k = 0; k < labels.size(); ++k) {
            const std::uint64_t known = entries_[labels.hubs[k]];
            const float length_m = std::bit_cast<float>(static_cast<std::uint32_t>(known >> 32)) +
                                   (labels.lengths[k] + to.length_m);
            if (length_m < best.length_m) best = {length_m, static_cast<std::uint32_t>(known), to.corner};
        }
    }

  private:
    static std::uint64_t entry(float length_m, std::uint32_t corner) {
        return std::uint64_t{std::bit_cast<std::uint32_t>(length_m)} << 32 | corner;
    }

    std::vector<std::uint64_t> entries_;
};

void by_labels(const FloorView& floor, Candidates& from, Candidates& to, Via& best) {
    thread_local NearestByHub nearest;
    nearest.clear(floor.counts.corners);
    nearest.add(floor, from.all().front());
    nearest.improve(floor, to.all().front(), best);
    from.keep_below(best.length_m);
    to.keep_below(best.length_m);
    for (const Candidate& candidate : from.all().subspan(1)) nearest.add(floor, candidate);
    for (const Candidate& candidate : to.all()) {
        if (candidate.bound_m < best.length_m) nearest.improve(floor, candidate, best);
    }
}

}  // namespace

Via best_via(const FloorView& floor, std::span<const Seen> from, std::span<const Seen> to, Mm from_point,
             Mm to_point, float bound_m) {
    thread_local Candidates near_from;
    thread_local Candidates near_to;
    near_from.take(floor, from, to_point, bound_m);
    near_to.take(floor, to, from_point, bound_m);
    if (near_from.all().empty() || near_to.all().empty()) return {};

    Via best{.length_m = bound_m};
    if (has_table(floor)) {
        by_table(floor, near_from, near_to, best);
    } else {
        by_labels(floor, near_from, near_to, best);
    }
    return best.first == none ? Via{} : best;
}

}  // namespace mallctl::nav
