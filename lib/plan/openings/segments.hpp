// Straight edges of one level in metres, and which of them lie near each other.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/geometry.hpp"
#include "plan/repair/scale.hpp"

namespace mallctl::plan {

// Degrees to metres from `origin` and back, by a plain scale: what is computed on an edge of the plan lies on
// that edge when it is converted back.
class FlatFrame {
  public:
    explicit FlatFrame(core::Point origin) : origin_(origin), scale_(scale_at(origin)) {}

    core::Point to_metres(core::Point p) const {
        return {(p.x - origin_.x) * scale_.x, (p.y - origin_.y) * scale_.y};
    }
    core::Point to_degrees(core::Point p) const {
        return {origin_.x + p.x / scale_.x, origin_.y + p.y / scale_.y};
    }

  private:
    core::Point origin_;
    Scale scale_;
};

// Straight, with its length and direction kept, since they are asked again and again.
class Segment {
  public:
    Segment(core::Point from, core::Point to, std::size_t owner_of);

    core::Point a;
    core::Point b;
    core::Point direction;  // of length 1; (0, 0) for a point
    double length = 0;
    std::size_t owner = 0;

    // In metres from `a`; not clipped.
    core::Point at(double along) const { return {a.x + along * direction.x, a.y + along * direction.y}; }
};

// The point of the segment that is nearest to another point, and how far that is.
core::Point nearest_on(const Segment& segment, core::Point point);
double distance_m(const Segment& segment, core::Point point);

// A stretch of a segment, in metres from its beginning.
struct Stretch {
    double from = 0;
    double to = 0;

    double length() const { return to - from; }
};

// Where `other` runs along `one` at most `left_m` to its left and `right_m` to its right, their directions
// less than six degrees apart (or that from opposite). Empty (length 0) where it does not.
Stretch alongside(const Segment& one, const Segment& other, double left_m, double right_m);

// True when the segments run in opposite directions, as the edges of two neighbouring areas do.
bool are_opposed(const Segment& one, const Segment& other);

// Sorted and without overlaps; what is less than `gap_m` apart is one.
std::vector<Stretch> merged(std::vector<Stretch> stretches, double gap_m);

// What of `whole` none of the sorted `covers` covers.
std::vector<Stretch> uncovered(const Stretch& whole, const std::vector<Stretch>& covers);

// A grid over segments. Memory and time to build are linear in their number, however long they are.
class SegmentGrid {
  public:
    // Segments farther than `reach_m` from each other need not be found.
    SegmentGrid(const std::vector<Segment>& segments, double reach_m);

    // Calls visit(index) once for each segment near `one`, in no order that means anything.
    template <typename Visit>
    void near(const Segment& one, Visit visit) {
        ++round_;
        for_each_cell(one, reach_m_, [&](std::size_t cell) {
            for (std::uint32_t i = begins_[cell]; i < begins_[cell + 1]; ++i) {
                const std::uint32_t index = entries_[i];
                if (std::exchange(seen_[index], round_) != round_) visit(std::size_t{index});
            }
        });
    }

  private:
    template <typename Visit>
    void for_each_cell(const Segment& segment, double reach_m, Visit visit) const;
    std::size_t column(double x) const;
    std::size_t row(double y) const;

    double reach_m_;
    core::Point corner_;
    double cell_m_ = 1;
    std::size_t columns_ = 1;
    std::size_t rows_ = 1;
    std::vector<std::uint32_t> begins_;  // of each cell's entries
    std::vector<std::uint32_t> entries_;
    std::vector<std::uint32_t> seen_;
    std::uint32_t round_ = 0;
};

template <typename Visit>
void SegmentGrid::for_each_cell(const Segment& segment, double reach_m, Visit visit) const {
    // Piece by piece, so that a long slanting segment does not count as its whole box.
    const auto pieces = static_cast<std::size_t>(segment.length / (2 * cell_m_)) + 1;
    const double step = segment.length / static_cast<double>(pieces);
    for (std::size_t i = 0; i < pieces; ++i) {
        const core::Point a = segment.at(step * static_cast<double>(i));
        const core::Point b = segment.at(step * static_cast<double>(i + 1));
        const std::size_t right = column(std::max(a.x, b.x) + reach_m);
        const std::size_t top = row(std::max(a.y, b.y) + reach_m);
        for (std::size_t y = row(std::min(a.y, b.y) - reach_m); y <= top; ++y) {
            for (std::size_t x = column(std::min(a.x, b.x) - reach_m); x <= right; ++x) {
                visit(y * columns_ + x);
            }
        }
    }
}

}  // namespace mallctl::plan
