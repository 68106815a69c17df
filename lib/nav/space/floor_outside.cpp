// Cutting lines at the boundary of a floor.
#include <algorithm>
#include <cmath>

#include "nav/space/floor.hpp"

namespace mallctl::nav {

namespace {

// What lies this close to the boundary lies on it: far above the rounding of doubles at farthest_mm.
constexpr double on_boundary_mm = 0.01;
// A shorter part has no direction of its own, only that of rounding.
constexpr double shortest_part_m = 0.005;

struct Line {
    core::Point a;
    core::Point d;  // to the end
    core::Point at(double t) const { return {a.x + t * d.x, a.y + t * d.y}; }
};

core::Point exact(Mm p) {
    return {static_cast<double>(p.x), static_cast<double>(p.y)};
}

double cross(core::Point a, core::Point b) {
    return a.x * b.y - a.y * b.x;
}

double distance(core::Point p, const Edge& edge) {
    const core::Point a = exact(edge.a);
    const core::Point d{exact(edge.b).x - a.x, exact(edge.b).y - a.y};
    const double squared = d.x * d.x + d.y * d.y;
    const double t =
        squared > 0 ? std::clamp(((p.x - a.x) * d.x + (p.y - a.y) * d.y) / squared, 0.0, 1.0) : 0.0;
    return std::hypot(a.x + t * d.x - p.x, a.y + t * d.y - p.y);
}

// Where on the line (0 to 1) the edge may cross it, begin or end on it.
void add_cuts(const Line& line, const Edge& edge, std::vector<double>& cuts) {
    const double squared = line.d.x * line.d.x + line.d.y * line.d.y;
    const core::Point a = exact(edge.a);
    const core::Point d{exact(edge.b).x - a.x, exact(edge.b).y - a.y};
    const core::Point to{a.x - line.a.x, a.y - line.a.y};
    const double turn = cross(line.d, d);
    if (turn != 0) cuts.push_back(cross(to, d) / turn);
    for (const core::Point end : {to, core::Point{to.x + d.x, to.y + d.y}})
        cuts.push_back((end.x * line.d.x + end.y * line.d.y) / squared);
}

}  // namespace

bool Floor::covers(core::Point point) const {
    const Mm cell{std::llround(point.x), std::llround(point.y)};
    bool on = false;
    grid_.visit_box({cell.x - 1, cell.y - 1}, {cell.x + 1, cell.y + 1},
                    [&](std::uint32_t i) { on = on || distance(point, edges_[i]) < on_boundary_mm; });
    if (on) return true;
    double nearest = 0;
    bool inside = false;
    bool found = false;
    grid_.visit_ray(
        cell,
        [&](std::uint32_t i) {
            const core::Point a = exact(edges_[i].a);
            const core::Point b = exact(edges_[i].b);
            if ((a.y > point.y) == (b.y > point.y)) return;
            const double x = a.x + (point.y - a.y) * (b.x - a.x) / (b.y - a.y);
            if (x < point.x || (found && x >= nearest)) return;
            nearest = x;
            inside = b.y > a.y;
            found = true;
        },
        [&](std::int64_t x) { return found && nearest < static_cast<double>(x) - 1; });
    return inside;
}

void Floor::outside(Mm a, Mm b, std::vector<std::vector<Mm>>& parts) const {
    if (a == b) return;
    const Line line{exact(a), {exact(b).x - exact(a).x, exact(b).y - exact(a).y}};
    std::vector<double> cuts{0, 1};
    grid_.visit_along(a, b, [&](std::uint32_t i) { return add_cuts(line, edges_[i], cuts), true; });
    std::erase_if(cuts, [](double t) { return !(t >= 0 && t <= 1); });
    std::sort(cuts.begin(), cuts.end());
    const double length = std::hypot(line.d.x, line.d.y);
    for (std::size_t i = 1; i < cuts.size(); ++i) {
        if ((cuts[i] - cuts[i - 1]) * length < on_boundary_mm) continue;
        if (covers(line.at((cuts[i - 1] + cuts[i]) / 2))) continue;
        const core::Point from = line.at(cuts[i - 1]);
        const core::Point to = line.at(cuts[i]);
        const Mm first{std::llround(from.x), std::llround(from.y)};
        const Mm last{std::llround(to.x), std::llround(to.y)};
        if (first == last) continue;
        // What goes on from the part before is one with it, and bends only where the line itself does.
        if (parts.empty() || parts.back().back() != first) {
            parts.push_back({first, last});
        } else if (first == a) {
            parts.back().push_back(last);
        } else {
            parts.back().back() = last;
        }
    }
}

std::vector<std::vector<Mm>> Floor::outside(const std::vector<Mm>& line) const {
    std::vector<std::vector<Mm>> parts;
    for (std::size_t i = 1; i < line.size(); ++i) outside(line[i - 1], line[i], parts);
    const bool closed = line.size() > 2 && line.front() == line.back();
    if (closed && parts.size() > 1 && parts.front().front() == line.front() &&
        parts.back().back() == line.back()) {
        std::vector<Mm>& last = parts.back();
        last.insert(last.end(), parts.front().begin() + 1, parts.front().end());
        parts.front() = std::move(last);
        parts.pop_back();
    }
    std::erase_if(parts, [](const std::vector<Mm>& part) {
        double length = 0;
        for (std::size_t i = 1; i < part.size(); ++i) length += length_m(part[i - 1], part[i]);
        return length < shortest_part_m;
    });
    return parts;
}

}  // namespace mallctl::nav
