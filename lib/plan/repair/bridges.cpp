#include "plan/repair/bridges.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>
#include <utility>

namespace mallctl::plan {

namespace {

using core::Point;

// Ends nearer than this to another wall meet it.
constexpr double joint_m = 0.02;
// Ends nearer than this to another wall were meant to meet it.
constexpr double undershoot_m = 0.1;
// The ends of walls that are drawn as double lines are so long.
constexpr double thinnest_m = 0.04;
constexpr double thickest_m = 0.5;
constexpr double narrowest_door_m = 0.6;

double distance(Point a, Point b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

// Where two segments cross, if they do.
std::optional<Point> crossing(const Segment& one, const Segment& two) {
    const Point d{one.b.x - one.a.x, one.b.y - one.a.y};
    const Point e{two.b.x - two.a.x, two.b.y - two.a.y};
    const double det = d.x * e.y - d.y * e.x;
    if (std::abs(det) < 1e-12) return std::nullopt;
    const Point w{two.a.x - one.a.x, two.a.y - one.a.y};
    const double t = (w.x * e.y - w.y * e.x) / det;
    const double u = (w.x * d.y - w.y * d.x) / det;
    if (t < 0 || t > 1 || u < 0 || u > 1) return std::nullopt;
    return one.at(t * one.length);
}

struct LooseEnd {
    Point point;
    std::size_t segment = 0;
    Segment ahead;  // from the end straight on
    bool joined = false;
};

class Bridging {
  public:
    Bridging(const std::vector<Segment>& walls, double widest_m)
        : walls_(walls), widest_m_(widest_m), grid_(walls, widest_m) {}

    core::MultiLineString run() {
        find_loose_ends();
        join_undershoots();
        join_ends();
        join_straight_on();
        join_faces();
        return std::move(bridges_);
    }

  private:
    void find_loose_ends() {
        for (std::size_t i = 0; i < walls_.size(); ++i) {
            const Segment& wall = walls_[i];
            const double length = wall.length;
            if (is_loose(wall.b, i)) {
                ends_.push_back({wall.b, i, {wall.b, wall.at(length + widest_m_), 0}, false});
            }
            if (is_loose(wall.a, i)) ends_.push_back({wall.a, i, {wall.a, wall.at(-widest_m_), 0}, false});
        }
    }

    template <typename Visit>
    void near(Point point, Visit visit) {
        grid_.near({point, point, 0}, visit);
    }

    bool is_loose(Point end, std::size_t segment) {
        bool loose = true;
        near(end, [&](std::size_t other) {
            if (other != segment && distance_m(walls_[other], end) < joint_m) loose = false;
        });
        return loose;
    }

    void add(Point from, Point to) {
        if (distance(from, to) > 0) bridges_.push_back({from, to});
    }

    void join_undershoots() {
        for (LooseEnd& end : ends_) {
            std::optional<Point> best;
            near(end.point, [&](std::size_t other) {
                if (other == end.segment) return;
                const Point there = nearest_on(walls_[other], end.point);
                const double gap = distance(there, end.point);
                if (gap > undershoot_m) return;
                if (!best || std::tuple(gap, there) < std::tuple(distance(*best, end.point), *best))
                    best = there;
            });
            if (!best) continue;
            add(end.point, *best);
            end.joined = true;
        }
    }

    // The ends of one straight piece are not joined to each other: a pillar is no door.
    void join_ends() {
        std::vector<Segment> places;
        for (std::size_t i = 0; i < ends_.size(); ++i) places.push_back({ends_[i].point, ends_[i].point, i});
        SegmentGrid grid(places, widest_m_);
        std::vector<std::tuple<double, std::size_t, std::size_t>> pairs;
        for (std::size_t i = 0; i < ends_.size(); ++i) {
            if (ends_[i].joined) continue;
            grid.near(places[i], [&](std::size_t other) {
                const double gap = distance(ends_[i].point, ends_[other].point);
                const bool one_piece = ends_[i].segment == ends_[other].segment;
                if (other > i && !ends_[other].joined && gap <= widest_m_ && !one_piece) {
                    pairs.emplace_back(gap, i, other);
                }
            });
        }
        std::sort(pairs.begin(), pairs.end());
        for (const auto& [gap, one, two] : pairs) {
            if (ends_[one].joined || ends_[two].joined) continue;
            ends_[one].joined = ends_[two].joined = true;
            add(ends_[one].point, ends_[two].point);
        }
    }

    void join_straight_on() {
        for (LooseEnd& end : ends_) {
            if (end.joined) continue;
            std::optional<Point> best;
            grid_.near(end.ahead, [&](std::size_t other) {
                if (other == end.segment) return;
                const auto hit = crossing(end.ahead, walls_[other]);
                if (!hit) return;
                const double gap = distance(*hit, end.point);
                if (!best || gap < distance(*best, end.point)) best = hit;
            });
            if (best) add(end.point, *best);
        }
    }

    // Walls drawn as double lines end in short faces; two that look at each other have a door between them.
    void join_faces() {
        std::vector<Segment> faces;
        for (const Segment& wall : walls_) {
            const double length = wall.length;
            if (length >= thinnest_m && length <= thickest_m) faces.push_back(wall);
        }
        SegmentGrid grid(faces, widest_m_);
        std::vector<std::tuple<double, std::size_t, std::size_t>> pairs;
        for (std::size_t i = 0; i < faces.size(); ++i) {
            grid.near(faces[i], [&](std::size_t other) {
                if (other <= i) return;
                const double half = std::min(faces[i].length, faces[other].length) / 2;
                if (alongside(faces[i], faces[other], widest_m_, widest_m_).length() < half) return;
                const double gap = distance(middle(faces[i]), middle(faces[other]));
                if (gap >= narrowest_door_m && gap <= widest_m_) pairs.emplace_back(gap, i, other);
            });
        }
        std::sort(pairs.begin(), pairs.end());
        std::vector<bool> joined(faces.size());
        for (const auto& [gap, i, j] : pairs) {
            if (joined[i] || joined[j]) continue;
            joined[i] = joined[j] = true;
            const bool opposed = are_opposed(faces[i], faces[j]);
            add(faces[i].a, opposed ? faces[j].b : faces[j].a);
            add(faces[i].b, opposed ? faces[j].a : faces[j].b);
        }
    }

    static Point middle(const Segment& s) { return {(s.a.x + s.b.x) / 2, (s.a.y + s.b.y) / 2}; }

    const std::vector<Segment>& walls_;
    double widest_m_;
    SegmentGrid grid_;
    std::vector<LooseEnd> ends_;
    core::MultiLineString bridges_;
};

}  // namespace

core::MultiLineString bridges_of(const std::vector<Segment>& walls, double widest_m) {
    if (walls.empty()) return {};
    return Bridging(walls, widest_m).run();
}

}  // namespace mallctl::plan
