#include "nav/guidance/path.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace mallctl::nav {

namespace {

constexpr double same_point_m = 1e-3;

// Of a degree, within half a percent at any latitude (WGS 84); how far a path on one floor bends away from
// such a plane is less.
constexpr double equator_degree_m = 111'320;
constexpr double meridian_degree_m = 111'132;
constexpr double most_error = 1.02;

double distance(core::Point a, core::Point b) {
    return std::hypot(b.x - a.x, b.y - a.y);
}

}  // namespace

double bearing_of(core::Point from, core::Point to) {
    return std::atan2(to.x - from.x, to.y - from.y) * 180 / std::numbers::pi;
}

double turn_between(double from, double to) {
    return std::remainder(to - from, 360.0);
}

WalkedPath::WalkedPath(std::span<const core::Point> line)
    : frame_(line.front()),
      metres_per_degree_{equator_degree_m * std::cos(line.front().y * std::numbers::pi / 180),
                         meridian_degree_m} {
    for (const core::Point geographic : line) {
        const core::Point p = frame_.to_local(geographic);
        if (!points_.empty() && distance(points_.back(), p) < same_point_m) continue;
        along_.push_back(points_.empty() ? 0 : along_.back() + distance(points_.back(), p));
        points_.push_back(p);
    }
}

std::size_t WalkedPath::segment_at(double metres) const {
    const auto end = std::upper_bound(along_.begin() + 1, along_.end(), metres);
    return std::min<std::size_t>(static_cast<std::size_t>(end - along_.begin()), along_.size() - 1);
}

core::Point WalkedPath::at(double metres) const {
    if (points_.size() < 2) return points_.front();
    const std::size_t i = segment_at(metres);
    const double share = std::clamp((metres - along_[i - 1]) / (along_[i] - along_[i - 1]), 0.0, 1.0);
    return {std::lerp(points_[i - 1].x, points_[i].x, share),
            std::lerp(points_[i - 1].y, points_[i].y, share)};
}

double WalkedPath::bearing_at(double metres) const {
    if (points_.size() < 2) return 0;
    const std::size_t i = segment_at(metres);
    return bearing_of(points_[i - 1], points_[i]);
}

WalkedPath::Foot WalkedPath::nearest(core::Point p) const {
    Foot best{0, distance(points_.front(), p)};
    for (std::size_t i = 1; i < points_.size(); ++i) {
        const core::Point a = points_[i - 1];
        const core::Point b = points_[i];
        const double length = along_[i] - along_[i - 1];
        const double dot = (p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y);
        const double share = std::clamp(dot / (length * length), 0.0, 1.0);
        const core::Point foot{std::lerp(a.x, b.x, share), std::lerp(a.y, b.y, share)};
        const double away = distance(foot, p);
        if (away < best.distance) best = {along_[i - 1] + share * length, away};
    }
    return best;
}

bool WalkedPath::may_be_within(core::Point geographic, double metres) const {
    const core::Point origin = frame_.origin();
    const core::Point p{std::remainder(geographic.x - origin.x, 360.0) * metres_per_degree_.x,
                        (geographic.y - origin.y) * metres_per_degree_.y};
    // The plane is off by a part of how far the point is from the begin.
    const double reach = metres * most_error + std::hypot(p.x, p.y) * (most_error - 1);
    const auto is_near = [&](core::Point a, core::Point b) {
        const core::Point along{b.x - a.x, b.y - a.y};
        const double square = along.x * along.x + along.y * along.y;
        const double dot = (p.x - a.x) * along.x + (p.y - a.y) * along.y;
        const double share = square > 0 ? std::clamp(dot / square, 0.0, 1.0) : 0;
        const double x = a.x + share * along.x - p.x;
        const double y = a.y + share * along.y - p.y;
        return x * x + y * y <= reach * reach;
    };
    if (is_near(points_.front(), points_.front())) return true;
    for (std::size_t i = 1; i < points_.size(); ++i) {
        if (is_near(points_[i - 1], points_[i])) return true;
    }
    return false;
}

}  // namespace mallctl::nav
