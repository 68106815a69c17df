#include "exporters/svg/label_space.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <queue>
#include <span>

#include "core/angle.hpp"

namespace mallctl::exporters::floor_map {

namespace {

using core::Point;
using core::Ring;

constexpr double precision = 0.02;
constexpr std::size_t max_cells = 4000;  // a comb of thousands of teeth ends here

double max_norm(Point p) {
    return std::max(std::abs(p.x), std::abs(p.y));
}

// By the maximum norm, of the origin to a segment: the norm is convex and piecewise linear along it, with
// kinks where |x| = |y| and where either is 0.
double distance_to(Point a, Point b) {
    const Point d{b.x - a.x, b.y - a.y};
    double least = std::min(max_norm(a), max_norm(b));
    const std::array<std::array<double, 2>, 4> kinks = {
        {{a.x - a.y, d.x - d.y}, {a.x + a.y, d.x + d.y}, {a.x, d.x}, {a.y, d.y}}};
    for (const auto& [value, slope] : kinks) {
        if (slope == 0) continue;
        const double t = -value / slope;
        if (t > 0 && t < 1) least = std::min(least, max_norm({a.x + t * d.x, a.y + t * d.y}));
    }
    return least;
}

// Rings in the frame of the shape. Inside by the even-odd rule over the area's rings, and in no obstacle.
class Room {
  public:
    explicit Room(std::size_t area_rings) : area_rings_(area_rings) {}

    // The area's rings come first.
    void add(Ring ring) { rings_.push_back(std::move(ring)); }

    std::span<const Ring> area_rings() const { return {rings_.data(), area_rings_}; }

    // To the nearest edge; negative outside.
    double clearance(Point at) const {
        bool inside = false;
        bool blocked = false;
        double least = std::numeric_limits<double>::infinity();
        for (std::size_t r = 0; r < rings_.size(); ++r) {
            bool within = false;
            const Ring& ring = rings_[r];
            for (std::size_t i = 0; i < ring.size(); ++i) {
                const Point& p = ring[i];
                const Point& q = ring[i + 1 == ring.size() ? 0 : i + 1];
                const Point a{p.x - at.x, p.y - at.y};
                const Point b{q.x - at.x, q.y - at.y};
                if ((a.y > 0) != (b.y > 0) && (a.x * b.y - b.x * a.y > 0) == (b.y > a.y)) within = !within;
                least = std::min(least, distance_to(a, b));
            }
            if (r < area_rings_) {
                inside = inside != within;
            } else {
                blocked = blocked || within;
            }
        }
        return inside && !blocked ? least : -least;
    }

    // Of the area's rings.
    core::Box box() const {
        core::Box box{{1e300, 1e300}, {-1e300, -1e300}};
        for (const Ring& ring : area_rings()) {
            for (const Point& p : ring) {
                box.min = {std::min(box.min.x, p.x), std::min(box.min.y, p.y)};
                box.max = {std::max(box.max.x, p.x), std::max(box.max.y, p.y)};
            }
        }
        return box;
    }

  private:
    std::size_t area_rings_;
    std::vector<Ring> rings_;
};

struct Cell {
    Point centre;
    double half = 0;
    double clearance = 0;
    double promise() const { return clearance + half; }
    bool operator<(const Cell& other) const { return promise() < other.promise(); }
};

// The roomiest point, unless less than `enough` is to be had.
std::optional<Cell> roomiest(const Room& room, double enough) {
    const core::Box box = room.box();
    const double width = box.max.x - box.min.x;
    const double height = box.max.y - box.min.y;
    const double side = std::min(width, height);
    if (!(side > 0) || !std::isfinite(width + height)) return std::nullopt;
    // At most some hundred squares to begin with, however long and thin the area.
    const double step = std::max(side, std::max(width, height) / 256);
    std::priority_queue<Cell> cells;
    const auto add = [&](Point centre, double half) { cells.push({centre, half, room.clearance(centre)}); };
    add({(box.min.x + box.max.x) / 2, (box.min.y + box.max.y) / 2}, step / 2);
    Cell best = cells.top();
    for (double x = box.min.x; x < box.max.x; x += step) {
        for (double y = box.min.y; y < box.max.y; y += step) add({x + step / 2, y + step / 2}, step / 2);
    }
    for (std::size_t examined = 0; !cells.empty() && examined < max_cells; ++examined) {
        const Cell cell = cells.top();
        cells.pop();
        if (cell.clearance > best.clearance) best = cell;
        if (cell.promise() < enough) break;
        if (cell.promise() - best.clearance <= precision * std::max(best.clearance, enough)) break;
        const double quarter = cell.half / 2;
        for (const double dx : {-quarter, quarter}) {
            for (const double dy : {-quarter, quarter})
                add({cell.centre.x + dx, cell.centre.y + dy}, quarter);
        }
    }
    if (best.clearance < enough) return std::nullopt;
    return best;
}

// Of the area's rings.
Point centroid(const Room& room) {
    double twice = 0;
    Point sum;
    const Point origin = room.area_rings().front().front();
    for (const Ring& ring : room.area_rings()) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const Point& p = ring[i];
            const Point& q = ring[i + 1 == ring.size() ? 0 : i + 1];
            const Point a{p.x - origin.x, p.y - origin.y};
            const Point b{q.x - origin.x, q.y - origin.y};
            const double cross = a.x * b.y - b.x * a.y;
            twice += cross;
            sum = {sum.x + (a.x + b.x) * cross, sum.y + (a.y + b.y) * cross};
        }
    }
    if (twice == 0) return origin;
    return {origin.x + sum.x / (3 * twice), origin.y + sum.y / (3 * twice)};
}

// As near to the middle of the area as a box of this scale comes on the straight way there, and then along
// its sides: a box that just fits between two walls can still move along them.
Point centred(const Room& room, Point from, double scale) {
    const Point middle = centroid(room);
    const auto slide = [&](Point to) {
        constexpr int steps = 24;
        for (int i = 0; i < steps; ++i) {
            const double t = static_cast<double>(i) / steps;
            const Point at{to.x + t * (from.x - to.x), to.y + t * (from.y - to.y)};
            if (room.clearance(at) >= scale) return at;
        }
        return from;
    };
    from = slide(middle);
    from = slide({from.x, middle.y});
    return slide({middle.x, from.y});
}

}  // namespace

core::Ring LabelBox::corners() const {
    const double c = std::cos(angle * core::degree) / 2;
    const double s = std::sin(angle * core::degree) / 2;
    const Point along{c * width, s * width};
    const Point across{-s * height, c * height};
    const auto corner = [&](int x, int y) {
        return Point{centre.x + x * along.x + y * across.x, centre.y + x * along.y + y * across.y};
    };
    return {corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1), corner(-1, -1)};
}

bool overlaps(const LabelBox& a, const LabelBox& b) {
    const Ring one = a.corners();
    const Ring two = b.corners();
    for (const double angle : {a.angle, a.angle + 90, b.angle, b.angle + 90}) {
        const Point axis{std::cos(angle * core::degree), std::sin(angle * core::degree)};
        const auto range = [&axis](const Ring& ring) {
            std::array<double, 2> result{1e300, -1e300};
            for (const Point& p : ring) {
                const double along = p.x * axis.x + p.y * axis.y;
                result = {std::min(result[0], along), std::max(result[1], along)};
            }
            return result;
        };
        const auto first = range(one);
        const auto second = range(two);
        if (first[1] <= second[0] || second[1] <= first[0]) return false;
    }
    return true;
}

std::optional<LabelBox> largest_box(const core::MultiPolygon& area, const std::vector<core::Ring>& in_the_way,
                                    const LabelBox& shape, double min_scale, double max_scale) {
    const double c = std::cos(shape.angle * core::degree);
    const double s = std::sin(shape.angle * core::degree);
    const auto flatten = [&](const Ring& ring) {
        Ring flat;
        for (const Point& p : ring)
            flat.push_back({(c * p.x + s * p.y) * 2 / shape.width, (c * p.y - s * p.x) * 2 / shape.height});
        return flat;
    };
    std::size_t count = 0;
    for (const auto& polygon : area) count += polygon.rings.size();
    if (count == 0) return std::nullopt;
    Room room(count);
    for (const auto& polygon : area) {
        for (const auto& ring : polygon.rings) room.add(flatten(ring));
    }
    for (const auto& ring : in_the_way) room.add(flatten(ring));
    const auto best = roomiest(room, min_scale);
    if (!best) return std::nullopt;
    // The last hundredth is given up for a place nearer to the middle.
    const double scale = std::min(best->clearance * 0.99, max_scale);
    if (scale < min_scale) return std::nullopt;
    const Point flat = centred(room, best->centre, scale);
    const Point centre{flat.x * shape.width / 2, flat.y * shape.height / 2};
    return LabelBox{{c * centre.x - s * centre.y, s * centre.x + c * centre.y},
                    shape.width * scale,
                    shape.height * scale,
                    shape.angle};
}

}  // namespace mallctl::exporters::floor_map
