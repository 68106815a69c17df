#include "tests/support/visibility_oracle.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace mallctl::test {

namespace {

using Wedge = FloorOracle::Wedge;
using Corner = FloorOracle::Corner;

constexpr std::int64_t cell_mm = 2000;

std::int64_t turn(Mm a, Mm b) {
    return a.x * b.y - a.y * b.x;
}
std::int64_t turn(Mm a, Mm b, Mm c) {
    return turn(b - a, c - a);
}
std::int64_t along(Mm a, Mm b) {
    return a.x * b.x + a.y * b.y;
}
int sign(std::int64_t value) {
    return value > 0 ? 1 : value < 0 ? -1 : 0;
}

// Where a direction lies as one turns counter-clockwise from `base`: 0 at base, then by half turns.
int half_turn(Mm base, Mm direction) {
    const std::int64_t side = turn(base, direction);
    if (side == 0) return along(base, direction) > 0 ? 0 : 2;
    return side > 0 ? 1 : 3;
}

bool comes_before(Mm base, Mm a, Mm b) {
    const int half_a = half_turn(base, a);
    const int half_b = half_turn(base, b);
    return half_a != half_b ? half_a < half_b : turn(a, b) > 0;
}

bool is_reflex(const Wedge& wedge) {
    return turn(wedge.first, wedge.last) < 0;
}

bool contains(const Wedge& wedge, Mm direction) {
    const std::int64_t opening = turn(wedge.first, wedge.last);
    const bool after_first = turn(wedge.first, direction) >= 0;
    const bool before_last = turn(direction, wedge.last) >= 0;
    if (opening > 0) return after_first && before_last;
    if (opening < 0) return after_first || before_last;
    return along(wedge.first, wedge.last) > 0 || after_first;  // a full turn, or a half
}

bool contains_any(const std::vector<Wedge>& wedges, Mm direction) {
    return wedges.empty() || std::any_of(wedges.begin(), wedges.end(),
                                         [&](const Wedge& wedge) { return contains(wedge, direction); });
}

// A straight line in this direction touches the corner without entering its wall: only such lines are parts
// of shortest paths.
bool grazes(const Corner& corner, Mm direction) {
    return contains(corner.wedge, direction) && contains(corner.wedge, -direction);
}

bool lies_on(Mm a, Mm b, Mm p) {
    return turn(a, b, p) == 0 && along(p - a, b - a) >= 0 && along(p - b, a - b) >= 0;
}

bool lies_between(Mm a, Mm b, Mm p) {
    return along(p - a, b - a) > 0 && along(p - b, a - b) > 0;
}

double metres_between(Mm a, Mm b) {
    return std::hypot(static_cast<double>(b.x - a.x), static_cast<double>(b.y - a.y)) / 1000;
}

std::int64_t floor_divide(std::int64_t value, std::int64_t by) {
    return value >= 0 ? value / by : -((-value + by - 1) / by);
}

}  // namespace

FloorOracle::FloorOracle(const std::vector<MmRing>& rings) {
    for (const MmRing& ring : rings) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            walls_.push_back({ring[i], ring[(i + 1) % ring.size()], 0});
        }
    }
    collect_corners();
    fill_grid();
}

// Around each point of the boundary, free space lies between a wall that leaves it and the next wall,
// counter- clockwise, that enters it.
void FloorOracle::collect_corners() {
    std::map<Mm, std::pair<std::vector<Mm>, std::vector<Mm>>> fans;
    for (const Wall& wall : walls_) {
        fans[wall.a].first.push_back(wall.b - wall.a);
        fans[wall.b].second.push_back(wall.a - wall.b);
    }
    for (auto& [point, fan] : fans) {
        auto& [leaving, entering] = fan;
        std::vector<Wedge> wedges;
        std::sort(leaving.begin(), leaving.end());
        for (const Mm first : leaving) {
            const Mm last = *std::min_element(entering.begin(), entering.end(),
                                              [&](Mm a, Mm b) { return comes_before(first, a, b); });
            wedges.push_back({first, last});
            if (is_reflex(wedges.back())) corners_.push_back({point, wedges.back()});
        }
        points_.push_back(point);
        wedges_.push_back(std::move(wedges));
    }
    for (Wall& wall : walls_) {
        const auto found = std::lower_bound(points_.begin(), points_.end(), wall.a);
        wall.begin = static_cast<std::uint32_t>(found - points_.begin());
    }
}

void FloorOracle::fill_grid() {
    if (points_.empty()) return;
    low_ = high_ = points_.front();
    for (const Mm p : points_) {
        low_ = {std::min(low_.x, p.x), std::min(low_.y, p.y)};
        high_ = {std::max(high_.x, p.x), std::max(high_.y, p.y)};
    }
    columns_ = (high_.x - low_.x) / cell_mm + 1;
    rows_ = (high_.y - low_.y) / cell_mm + 1;
    cells_.resize(static_cast<std::size_t>(columns_ * rows_));
    for (std::uint32_t i = 0; i < walls_.size(); ++i) {
        visit_cells(walls_[i].a, walls_[i].b, [&](const std::vector<std::uint32_t>& cell) {
            cells_[static_cast<std::size_t>(&cell - cells_.data())].push_back(i);
            return true;
        });
    }
}

// Every cell that the line touches, column by column; its heights there are rounded outwards by 2 mm.
template <typename Visit>
bool FloorOracle::visit_cells(Mm a, Mm b, Visit&& visit) const {
    if (b.x < a.x) std::swap(a, b);
    const auto clamped = [](std::int64_t value, std::int64_t count) {
        return std::clamp<std::int64_t>(value, 0, count - 1);
    };
    const std::int64_t first = floor_divide(a.x - low_.x, cell_mm);
    const std::int64_t last = floor_divide(b.x - low_.x, cell_mm);
    for (std::int64_t c = clamped(first, columns_); c <= clamped(last, columns_); ++c) {
        double from = static_cast<double>(a.y);
        double to = static_cast<double>(b.y);
        if (a.x != b.x && first >= 0 && last < columns_) {
            const auto height = [&](std::int64_t x) {
                const double part =
                    static_cast<double>(std::clamp(x, a.x, b.x) - a.x) / static_cast<double>(b.x - a.x);
                return static_cast<double>(a.y) + part * static_cast<double>(b.y - a.y);
            };
            from = height(low_.x + c * cell_mm);
            to = height(low_.x + (c + 1) * cell_mm);
        }
        const auto bottom = static_cast<std::int64_t>(std::floor(std::min(from, to))) - 2 - low_.y;
        const auto top = static_cast<std::int64_t>(std::ceil(std::max(from, to))) + 2 - low_.y;
        for (std::int64_t r = clamped(floor_divide(bottom, cell_mm), rows_);
             r <= clamped(floor_divide(top, cell_mm), rows_); ++r) {
            if (!visit(cells_[static_cast<std::size_t>(r * columns_ + c)])) return false;
        }
    }
    return true;
}

FloorOracle::Spot FloorOracle::locate(Mm point) const {
    const auto found = std::lower_bound(points_.begin(), points_.end(), point);
    if (found != points_.end() && *found == point) {
        return {point, true, wedges_[static_cast<std::size_t>(found - points_.begin())]};
    }
    bool inside = false;
    for (const Wall& wall : walls_) {
        if (lies_on(wall.a, wall.b, point)) return {point, true, {{wall.b - wall.a, wall.a - wall.b}}};
        if ((wall.a.y > point.y) == (wall.b.y > point.y)) continue;
        // Does the ray to the east cross the wall?
        if ((turn(wall.a, wall.b, point) > 0) == (wall.b.y > wall.a.y)) inside = !inside;
    }
    return {point, inside, {}};
}

bool FloorOracle::stopped_by(const Wall& wall, Mm a, Mm b) const {
    const int begin = sign(turn(a, b, wall.a));
    const int end = sign(turn(a, b, wall.b));
    if (begin * end < 0) {
        return sign(turn(wall.a, wall.b, a)) * sign(turn(wall.a, wall.b, b)) < 0;
    }
    // Each point of the boundary begins a wall: points are looked at once.
    if (begin != 0 || !lies_between(a, b, wall.a)) return false;
    const std::vector<Wedge>& wedges = wedges_[wall.begin];
    return std::none_of(wedges.begin(), wedges.end(),
                        [&](const Wedge& wedge) { return contains(wedge, b - a) && contains(wedge, a - b); });
}

bool FloorOracle::unblocked(Mm a, Mm b) const {
    return visit_cells(a, b, [&](const std::vector<std::uint32_t>& cell) {
        return std::none_of(cell.begin(), cell.end(),
                            [&](std::uint32_t i) { return stopped_by(walls_[i], a, b); });
    });
}

bool FloorOracle::sees(const Spot& a, const Spot& b) const {
    if (!a.free || !b.free) return false;
    if (a.point == b.point) return true;
    const Mm direction = b.point - a.point;
    return contains_any(a.wedges, direction) && contains_any(b.wedges, -direction) &&
           unblocked(a.point, b.point);
}

double FloorOracle::to_boundary_m(double x_mm, double y_mm) const {
    double least = 1e300;
    for (const Wall& wall : walls_) {
        const double dx = static_cast<double>(wall.b.x - wall.a.x);
        const double dy = static_cast<double>(wall.b.y - wall.a.y);
        const double px = x_mm - static_cast<double>(wall.a.x);
        const double py = y_mm - static_cast<double>(wall.a.y);
        const double t = std::clamp((px * dx + py * dy) / (dx * dx + dy * dy), 0.0, 1.0);
        least = std::min(least, std::hypot(px - t * dx, py - t * dy));
    }
    return least / 1000;
}

bool FloorOracle::nearly_sees(Mm a, Mm b, double slack_m) const {
    const Spot from = locate(a);
    const Spot to = locate(b);
    if (sees(from, to)) return true;
    const double length_mm = metres_between(a, b) * 1000;
    const int steps = static_cast<int>(length_mm / 10) + 1;
    for (int i = 0; i <= steps; ++i) {
        const double t = static_cast<double>(i) / steps;
        const double x = static_cast<double>(a.x) + t * static_cast<double>(b.x - a.x);
        const double y = static_cast<double>(a.y) + t * static_cast<double>(b.y - a.y);
        if (!locate({std::llround(x), std::llround(y)}).free && to_boundary_m(x, y) > slack_m) return false;
    }
    return true;
}

std::vector<FloorOracle::Sight> FloorOracle::corners_seen(const Spot& from) const {
    std::vector<Sight> seen;
    for (std::uint32_t i = 0; i < corners_.size(); ++i) {
        const Corner& corner = corners_[i];
        if (grazes(corner, corner.point - from.point) && sees(from, {corner.point, true, {corner.wedge}})) {
            seen.push_back({i, metres_between(from.point, corner.point)});
        }
    }
    return seen;
}

std::vector<std::vector<FloorOracle::Sight>> FloorOracle::sights() const {
    std::vector<std::vector<Sight>> result(corners_.size());
    for (std::uint32_t i = 0; i < corners_.size(); ++i) {
        for (std::uint32_t j = i + 1; j < corners_.size(); ++j) {
            const Mm direction = corners_[j].point - corners_[i].point;
            if (!grazes(corners_[i], direction) || !grazes(corners_[j], direction)) continue;
            if (!unblocked(corners_[i].point, corners_[j].point)) continue;
            const double length = metres_between(corners_[i].point, corners_[j].point);
            result[i].push_back({j, length});
            result[j].push_back({i, length});
        }
    }
    return result;
}

}  // namespace mallctl::test
