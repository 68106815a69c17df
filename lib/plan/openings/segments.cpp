#include "plan/openings/segments.hpp"

#include <algorithm>
#include <cmath>

namespace mallctl::plan {

namespace {

using core::Point;

double dot(Point a, Point b) {
    return a.x * b.x + a.y * b.y;
}

double cross(Point a, Point b) {
    return a.x * b.y - a.y * b.x;
}

Point minus(Point a, Point b) {
    return {a.x - b.x, a.y - b.y};
}

}  // namespace

Segment::Segment(Point from, Point to, std::size_t owner_of)
    : a(from), b(to), length(std::hypot(to.x - from.x, to.y - from.y)), owner(owner_of) {
    if (length > 0) direction = {(b.x - a.x) / length, (b.y - a.y) / length};
}

Point nearest_on(const Segment& segment, Point point) {
    const Point along = minus(segment.b, segment.a);
    const double square = dot(along, along);
    const double t = square > 0 ? std::clamp(dot(minus(point, segment.a), along) / square, 0.0, 1.0) : 0;
    return {segment.a.x + t * along.x, segment.a.y + t * along.y};
}

double distance_m(const Segment& segment, Point point) {
    const Point nearest = nearest_on(segment, point);
    return std::hypot(nearest.x - point.x, nearest.y - point.y);
}

Stretch alongside(const Segment& one, const Segment& other, double left_m, double right_m) {
    constexpr double sine_of_six_degrees = 0.1045;
    if (std::abs(cross(one.direction, other.direction)) > sine_of_six_degrees) return {};
    const double first = dot(one.direction, minus(other.a, one.a));
    const double second = dot(one.direction, minus(other.b, one.a));
    const Stretch common{std::max(0.0, std::min(first, second)),
                         std::min(one.length, std::max(first, second))};
    if (!(common.length() > 0)) return {};
    // How far to the left the other one lies, in the middle of what they have in common.
    const double middle = ((common.from + common.to) / 2 - first) / (second - first);
    const double left = (1 - middle) * cross(one.direction, minus(other.a, one.a)) +
                        middle * cross(one.direction, minus(other.b, one.a));
    return left <= left_m && left >= -right_m ? common : Stretch{};
}

bool are_opposed(const Segment& one, const Segment& other) {
    return dot(one.direction, other.direction) < 0;
}

std::vector<Stretch> merged(std::vector<Stretch> stretches, double gap_m) {
    std::sort(stretches.begin(), stretches.end(), [](const Stretch& a, const Stretch& b) {
        return a.from != b.from ? a.from < b.from : a.to < b.to;
    });
    std::vector<Stretch> result;
    for (const Stretch& stretch : stretches) {
        if (!result.empty() && stretch.from <= result.back().to + gap_m) {
            result.back().to = std::max(result.back().to, stretch.to);
        } else {
            result.push_back(stretch);
        }
    }
    return result;
}

std::vector<Stretch> uncovered(const Stretch& whole, const std::vector<Stretch>& covers) {
    std::vector<Stretch> result;
    double from = whole.from;
    for (const Stretch& cover : covers) {
        if (cover.to <= from) continue;
        if (cover.from >= whole.to) break;
        if (cover.from > from) result.push_back({from, cover.from});
        from = cover.to;
    }
    if (from < whole.to) result.push_back({from, whole.to});
    return result;
}

SegmentGrid::SegmentGrid(const std::vector<Segment>& segments, double reach_m) : reach_m_(reach_m) {
    const double count = static_cast<double>(segments.size()) + 1;
    core::Box box{};
    double total = 0;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const Segment& s = segments[i];
        if (i == 0) box = {s.a, s.a};
        box.min = {std::min({box.min.x, s.a.x, s.b.x}), std::min({box.min.y, s.a.y, s.b.y})};
        box.max = {std::max({box.max.x, s.a.x, s.b.x}), std::max({box.max.y, s.a.y, s.b.y})};
        total += s.length;
    }
    const double width = box.max.x - box.min.x;
    const double height = box.max.y - box.min.y;
    corner_ = box.min;
    // As many cells as segments at most, and a segment of mean length in a few of them.
    cell_m_ =
        std::max({2 * reach_m, total / count, std::sqrt(width * height / count), (width + height) / count});
    columns_ = static_cast<std::size_t>(width / cell_m_) + 1;
    rows_ = static_cast<std::size_t>(height / cell_m_) + 1;

    begins_.assign(columns_ * rows_ + 1, 0);
    for (const Segment& s : segments) {
        for_each_cell(s, 0, [&](std::size_t cell) { ++begins_[cell + 1]; });
    }
    for (std::size_t i = 1; i < begins_.size(); ++i) begins_[i] += begins_[i - 1];
    entries_.resize(begins_.back());
    std::vector<std::uint32_t> next(begins_.begin(), begins_.end() - 1);
    for (std::size_t i = 0; i < segments.size(); ++i) {
        for_each_cell(segments[i], 0,
                      [&](std::size_t cell) { entries_[next[cell]++] = static_cast<std::uint32_t>(i); });
    }
    seen_.assign(segments.size(), 0);
}

std::size_t SegmentGrid::column(double x) const {
    const double cells = (x - corner_.x) / cell_m_;
    return cells <= 0 ? 0 : std::min(columns_ - 1, static_cast<std::size_t>(cells));
}

std::size_t SegmentGrid::row(double y) const {
    const double cells = (y - corner_.y) / cell_m_;
    return cells <= 0 ? 0 : std::min(rows_ - 1, static_cast<std::size_t>(cells));
}

}  // namespace mallctl::plan
