// Finds the edges near a straight line: a grid of square buckets over the plane.
#pragma once

#include <cstdint>
#include <vector>

#include "nav/millimetres.hpp"

namespace mallctl::nav {

struct Edge {
    Mm a;
    Mm b;
};

class EdgeGrid {
  public:
    EdgeGrid() = default;
    explicit EdgeGrid(const std::vector<Edge>& edges);

    // Calls visit(edge index) for every edge that may touch the line from a to b, some of them more than
    // once, until it returns false. Returns false when it did.
    template <typename Visit>
    bool visit_along(Mm a, Mm b, Visit&& visit) const {
        return for_each_cell(a, b, [&](std::size_t cell) {
            for (std::uint32_t i = begins_[cell]; i < begins_[cell + 1]; ++i) {
                if (!visit(items_[i])) return false;
            }
            return true;
        });
    }

    // The same for every edge that may have a point in the box from `low` to `high`.
    template <typename Visit>
    void visit_box(Mm low, Mm high, Visit&& visit) const {
        if (columns_ == 0) return;
        for (std::int64_t r = row(low.y); r <= row(high.y); ++r) {
            for (std::int64_t c = column(low.x); c <= column(high.x); ++c) {
                const auto cell = static_cast<std::size_t>(r * columns_ + c);
                for (std::uint32_t i = begins_[cell]; i < begins_[cell + 1]; ++i) visit(items_[i]);
            }
        }
    }

    // Calls visit(edge index) for the edges that may cross the ray from `from` towards +x, from left to right
    // by cells, and after each cell done(x) with the x that all edges crossing left of it were visited to;
    // until that returns true.
    template <typename Visit, typename Done>
    void visit_ray(Mm from, Visit&& visit, Done&& done) const {
        if (columns_ == 0 || from.y < min_.y || from.y >= min_.y + rows_ * cell_) return;
        for (std::int64_t c = column(from.x); c < columns_; ++c) {
            const auto cell = static_cast<std::size_t>(row(from.y) * columns_ + c);
            for (std::uint32_t i = begins_[cell]; i < begins_[cell + 1]; ++i) visit(items_[i]);
            if (done(min_.x + (c + 1) * cell_)) return;
        }
    }

  private:
    // Every cell that the line passes, and some beside it: by columns, the line's rows there rounded
    // outwards.
    template <typename Visit>
    bool for_each_cell(Mm a, Mm b, Visit&& visit) const {
        if (columns_ == 0) return true;
        if (b.x < a.x) std::swap(a, b);
        const std::int64_t first = column(a.x);
        const std::int64_t last = column(b.x);
        for (std::int64_t c = first; c <= last; ++c) {
            const auto [low, high] = rows_within(a, b, c);
            for (std::int64_t r = low; r <= high; ++r) {
                if (!visit(static_cast<std::size_t>(r * columns_ + c))) return false;
            }
        }
        return true;
    }

    std::pair<std::int64_t, std::int64_t> rows_within(Mm a, Mm b, std::int64_t column_index) const;
    std::int64_t column(std::int64_t x) const;
    std::int64_t row(std::int64_t y) const;

    Mm min_;
    std::int64_t cell_ = 1;  // mm
    std::int64_t columns_ = 0;
    std::int64_t rows_ = 0;
    std::vector<std::uint32_t> begins_;
    std::vector<std::uint32_t> items_;
};

}  // namespace mallctl::nav
