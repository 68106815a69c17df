#include "nav/query/closed/shut_spots.hpp"

#include <algorithm>
#include <cmath>

#include "nav/mesh/look.hpp"

namespace mallctl::nav {

namespace {

constexpr double farthest_before_m = 1.01;
constexpr double on_line_mm = 50;
constexpr double passable_m = 0.01;

double mm_to_segment(Mm point, Mm a, Mm b) {
    const auto dx = static_cast<double>(b.x - a.x);
    const auto dy = static_cast<double>(b.y - a.y);
    const auto px = static_cast<double>(point.x - a.x);
    const auto py = static_cast<double>(point.y - a.y);
    const double squared = dx * dx + dy * dy;
    const double part = squared > 0 ? std::clamp((px * dx + py * dy) / squared, 0.0, 1.0) : 0;
    return std::hypot(px - part * dx, py - part * dy);
}

bool is_on(const MallView& mall, const core::LineString& line, Mm point) {
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const auto a = mall.grid_point(line[i]);
        const auto b = mall.grid_point(line[i + 1]);
        if (a && b && mm_to_segment(point, *a, *b) <= on_line_mm) return true;
    }
    return false;
}

}  // namespace

std::vector<ShutSpot> shut_spots(const MallView& mall, Body body, const std::vector<Closure>& closed) {
    const BodyView& view = mall.by_body[index_of(body)];
    std::vector<ShutSpot> shut;
    const auto add = [&](std::uint32_t unit, std::uint32_t closure, auto is_shut) {
        const UnitSpots& spots = mall.info.by_body[index_of(body)].units[unit];
        const FloorView& floor = view.floors[mall.info.units[unit].level];
        for (std::uint32_t k = 0; k < spots.count; ++k) {
            const Mm point = floor.sites[spots.first + k].mm();
            if (is_shut(point)) shut.push_back({unit, point, closure});
        }
    };
    for (std::uint32_t i = 0; i < closed.size(); ++i) {
        if (closed[i].connector) continue;
        if (closed[i].unit) {
            if (const auto unit = mall.find_unit(*closed[i].unit)) add(*unit, i, [](Mm) { return true; });
        }
        for (const DoorInfo& door : mall.info.doors) {
            if (door.level != closed[i].level || !is_on(mall, closed[i].line, door.middle)) continue;
            // Who passes the door goes to spots inside, which the closed line cuts off by itself.
            if (nearest_free(view.floors[door.level], door.middle, passable_m)) continue;
            add(door.unit, i, [&](Mm spot) { return length_m(spot, door.middle) <= farthest_before_m; });
        }
    }
    return shut;
}

}  // namespace mallctl::nav
