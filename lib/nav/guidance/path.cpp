#include "nav/guidance/path.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace mallctl::nav {

namespace {

constexpr double same_point_m = 1e-3;

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

WalkedPath::WalkedPath(std::span<const core::Point> line) : frame_(line.front()) {
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

}  // namespace mallctl::nav
