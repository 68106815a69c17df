#include "nav/space/edge_grid.hpp"

#include <algorithm>
#include <utility>

namespace mallctl::nav {

namespace {

constexpr std::int64_t usual_cell_mm = 2000;
constexpr std::int64_t most_cells_a_side = 1024;

}  // namespace

EdgeGrid::EdgeGrid(const std::vector<Edge>& edges) {
    if (edges.empty()) return;
    min_ = edges.front().a;
    Mm max = min_;
    for (const Edge& edge : edges) {
        min_ = {std::min({min_.x, edge.a.x, edge.b.x}), std::min({min_.y, edge.a.y, edge.b.y})};
        max = {std::max({max.x, edge.a.x, edge.b.x}), std::max({max.y, edge.a.y, edge.b.y})};
    }
    const std::int64_t extent = std::max(max.x - min_.x, max.y - min_.y);
    cell_ = std::max(usual_cell_mm, extent / most_cells_a_side + 1);
    columns_ = (max.x - min_.x) / cell_ + 1;
    rows_ = (max.y - min_.y) / cell_ + 1;

    const auto cells = static_cast<std::size_t>(columns_ * rows_);
    std::vector<std::uint32_t> counts(cells + 1, 0);
    for (const Edge& edge : edges) {
        for_each_cell(edge.a, edge.b, [&](std::size_t cell) { return ++counts[cell + 1], true; });
    }
    for (std::size_t i = 0; i < cells; ++i) counts[i + 1] += counts[i];
    begins_ = counts;
    items_.resize(counts[cells]);
    for (std::uint32_t i = 0; i < edges.size(); ++i) {
        for_each_cell(edges[i].a, edges[i].b,
                      [&](std::size_t cell) { return items_[counts[cell]++] = i, true; });
    }
}

std::int64_t EdgeGrid::column(std::int64_t x) const {
    return std::clamp<std::int64_t>((x - min_.x) / cell_, 0, columns_ - 1);
}

std::int64_t EdgeGrid::row(std::int64_t y) const {
    return std::clamp<std::int64_t>((y - min_.y) / cell_, 0, rows_ - 1);
}

std::pair<std::int64_t, std::int64_t> EdgeGrid::rows_within(Mm a, Mm b, std::int64_t column_index) const {
    const double left = static_cast<double>(std::max(a.x, min_.x + column_index * cell_));
    const double right = static_cast<double>(std::min(b.x, min_.x + (column_index + 1) * cell_));
    double from = static_cast<double>(a.y);
    double to = static_cast<double>(b.y);
    // A line outside the grid's columns is clamped into the outermost one: there all of its rows are taken.
    if (a.x != b.x && a.x >= min_.x && b.x < min_.x + columns_ * cell_) {
        const double slope = static_cast<double>(b.y - a.y) / static_cast<double>(b.x - a.x);
        from = static_cast<double>(a.y) + slope * (left - static_cast<double>(a.x));
        to = static_cast<double>(a.y) + slope * (right - static_cast<double>(a.x));
    }
    if (from > to) std::swap(from, to);
    return {row(static_cast<std::int64_t>(from) - 2), row(static_cast<std::int64_t>(to) + 2)};
}

}  // namespace mallctl::nav
