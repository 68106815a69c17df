#include "importers/azure/wall_cover.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "importers/drawing/planar.hpp"
#include "plan/surface.hpp"

namespace mallctl::importers::azure {

namespace {

// Where on a-b, as a fraction, the line c-d crosses it; nothing for parallels and lines beside it.
std::optional<double> crossing(core::Point a, core::Point b, core::Point c, core::Point d) {
    const core::Point u = {b.x - a.x, b.y - a.y};
    const core::Point v = {d.x - c.x, d.y - c.y};
    const double cross = u.x * v.y - u.y * v.x;
    if (std::abs(cross) <= 1e-12) return std::nullopt;
    const double t = ((c.x - a.x) * v.y - (c.y - a.y) * v.x) / cross;
    const double s = ((c.x - a.x) * u.y - (c.y - a.y) * u.x) / cross;
    if (t < 0 || t > 1 || s < 0 || s > 1) return std::nullopt;
    return t;
}

}  // namespace

Along along(core::Point p, core::Point a, core::Point b) {
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    const double ux = (b.x - a.x) / length;
    const double uy = (b.y - a.y) / length;
    return {std::abs((p.x - a.x) * uy - (p.y - a.y) * ux), (p.x - a.x) * ux + (p.y - a.y) * uy};
}

void WallCover::add(const core::LineString& line) {
    if (line.size() < 2) return;
    (line.size() >= 4 && line.front() == line.back() ? bodies_ : lines_)
        .push_back({line, drawing::box_around(line)});
}

std::vector<core::LineString> WallCover::clear_of(const core::LineString& line, double least_m) const {
    const core::Point a = line.front();
    const core::Point b = line.back();
    const auto at = [&](double t) { return core::Point{a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t}; };
    std::vector<double> cuts = {0, 1};
    for (const std::vector<Wall>* walls : {&bodies_, &lines_}) add_cuts(*walls, a, b, cuts);
    std::sort(cuts.begin(), cuts.end());
    std::vector<core::LineString> stretches;
    double from = 0;
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
        const bool covered = covers(at((cuts[i] + cuts[i + 1]) / 2));
        const bool ends = i + 2 == cuts.size();
        const double to = covered ? cuts[i] : cuts[i + 1];
        if ((covered || ends) && (to - from) * std::hypot(b.x - a.x, b.y - a.y) >= least_m) {
            stretches.push_back({at(from), at(to)});
        }
        if (covered) from = cuts[i + 1];
    }
    return stretches;
}

void WallCover::add_cuts(const std::vector<Wall>& walls, core::Point a, core::Point b,
                         std::vector<double>& cuts) {
    const core::Box box = drawing::box_around({a, b});
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    for (const Wall& wall : walls) {
        if (!drawing::touch(box, wall.box, same_line_m)) continue;
        for (std::size_t i = 0; i + 1 < wall.line.size(); ++i) {
            if (const auto t = crossing(a, b, wall.line[i], wall.line[i + 1])) cuts.push_back(*t);
            // A wall that runs along the edge begins and ends there without crossing it.
            const Along place = along(wall.line[i], a, b);
            if (place.off <= same_line_m && place.at > 0 && place.at < length)
                cuts.push_back(place.at / length);
        }
        const Along last = along(wall.line.back(), a, b);
        if (last.off <= same_line_m && last.at > 0 && last.at < length) cuts.push_back(last.at / length);
    }
}

bool WallCover::covers(core::Point p) const {
    for (const Wall& wall : bodies_) {
        if (drawing::touch(wall.box, {p, p}, 0) && plan::contains({{{wall.line}}}, p)) return true;
    }
    for (const Wall& wall : lines_) {
        if (!drawing::touch(wall.box, {p, p}, same_line_m)) continue;
        for (std::size_t i = 0; i + 1 < wall.line.size(); ++i) {
            if (wall.line[i] == wall.line[i + 1]) continue;
            const Along place = along(p, wall.line[i], wall.line[i + 1]);
            const double length =
                std::hypot(wall.line[i + 1].x - wall.line[i].x, wall.line[i + 1].y - wall.line[i].y);
            if (place.off <= same_line_m && place.at >= 0 && place.at <= length) return true;
        }
    }
    return false;
}

}  // namespace mallctl::importers::azure
