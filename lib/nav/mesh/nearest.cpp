#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "nav/mesh/buckets.hpp"
#include "nav/mesh/expansion.hpp"
#include "nav/mesh/look.hpp"

namespace mallctl::nav {

namespace {

// The point of the boundary nearest to a point outside, found by squares of buckets around it, from the
// inside out.
class BoundarySearch {
  public:
    BoundarySearch(const FloorView& floor, Mm point, double limit_mm)
        : floor_(floor), point_(point), least_(limit_mm) {}

    bool find() {
        const FloorCounts& counts = floor_.counts;
        const std::int64_t cell = counts.cell_mm;
        const Mm offset = point_ - counts.grid_min.mm();
        const Mm centre{divide_down(offset.x, cell), divide_down(offset.y, cell)};
        const std::int64_t columns = counts.columns;
        const std::int64_t rows = counts.rows;
        const std::int64_t first =
            std::max({-centre.x, centre.x - columns + 1, -centre.y, centre.y - rows + 1, std::int64_t{0}});
        const std::int64_t last = std::max({std::abs(centre.x), std::abs(centre.y),
                                            std::abs(centre.x - columns + 1), std::abs(centre.y - rows + 1)});
        // Whatever lies beyond square `ring` is farther than `ring` buckets.
        for (std::int64_t ring = first; ring <= last; ++ring) {
            if (static_cast<double>((ring - 1) * cell) > least_) break;
            search_square(centre, ring);
        }
        return found_;
    }

    core::Point foot() const { return foot_; }
    Mm nearer_end() const { return off(from_) <= off(to_) ? from_ : to_; }
    double off(Mm p) const {
        return std::hypot(static_cast<double>(p.x) - foot_.x, static_cast<double>(p.y) - foot_.y);
    }

  private:
    static std::int64_t divide_down(std::int64_t a, std::int64_t b) {
        return a / b - (a % b != 0 && a < 0 ? 1 : 0);
    }

    // The buckets on the outline of the square of that radius, as far as there are any.
    void search_square(Mm centre, std::int64_t radius) {
        const std::int64_t low = std::max<std::int64_t>(centre.y - radius, 0);
        const std::int64_t high = std::min(centre.y + radius, std::int64_t{floor_.counts.rows} - 1);
        const std::int64_t left = std::max<std::int64_t>(centre.x - radius, 0);
        const std::int64_t right = std::min(centre.x + radius, std::int64_t{floor_.counts.columns} - 1);
        for (std::int64_t row = low; row <= high; ++row) {
            const bool whole = row == centre.y - radius || row == centre.y + radius;
            for (std::int64_t column = left; column <= right; ++column) {
                if (!whole && column != centre.x - radius && column != centre.x + radius) {
                    // On to the right-hand side of the square.
                    column = std::min(right, centre.x + radius - 1);
                    continue;
                }
                search_bucket(static_cast<std::size_t>(row * floor_.counts.columns + column));
            }
        }
    }

    void search_bucket(std::size_t bucket) {
        for (std::uint32_t i = floor_.cell_begins[bucket]; i < floor_.cell_begins[bucket + 1]; ++i) {
            const Triangle& triangle = floor_.triangles[floor_.cell_triangles[i]];
            for (std::uint32_t k = 0; k < 3; ++k) {
                if (triangle.across[k] != none) continue;
                search_edge(floor_.vertices[triangle.vertex[after(k)]].mm(),
                            floor_.vertices[triangle.vertex[after(after(k))]].mm());
            }
        }
    }

    void search_edge(Mm from, Mm to) {
        const Mm along = to - from;
        const double squared = static_cast<double>(dot(along, along));
        const double t = squared > 0
                             ? std::clamp(static_cast<double>(dot(point_ - from, along)) / squared, 0.0, 1.0)
                             : 0.0;
        const core::Point at{static_cast<double>(from.x) + t * static_cast<double>(along.x),
                             static_cast<double>(from.y) + t * static_cast<double>(along.y)};
        const double distance =
            std::hypot(at.x - static_cast<double>(point_.x), at.y - static_cast<double>(point_.y));
        if (distance < least_ || (!found_ && distance <= least_)) {
            least_ = distance;
            found_ = true;
            foot_ = at;
            from_ = from;
            to_ = to;
        }
    }

    const FloorView& floor_;
    Mm point_;
    double least_;
    bool found_ = false;
    core::Point foot_;
    Mm from_;
    Mm to_;
};

}  // namespace

std::optional<Mm> nearest_free(const FloorView& floor, Mm point, double limit_m) {
    if (is_free(floor, point)) return point;
    BoundarySearch search(floor, point, limit_m * 1000);
    if (!search.find()) return std::nullopt;
    // The foot is seldom on the grid of millimetres: the nearest point of it that is free, else (in a spike)
    // an end of the edge.
    const Mm centre{std::llround(search.foot().x), std::llround(search.foot().y)};
    std::array<std::pair<double, Mm>, 25> candidates;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const auto step = static_cast<std::int64_t>(i);
        const Mm candidate{centre.x + step / 5 - 2, centre.y + step % 5 - 2};
        candidates[i] = {search.off(candidate), candidate};
    }
    std::sort(candidates.begin(), candidates.end());
    for (const auto& [off, candidate] : candidates) {
        if (is_free(floor, candidate)) return candidate;
    }
    return search.nearer_end();
}

}  // namespace mallctl::nav
