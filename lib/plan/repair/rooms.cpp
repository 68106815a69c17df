#include "plan/repair/rooms.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "plan/openings/segments.hpp"
#include "plan/repair/bridges.hpp"
#include "plan/repair/geos.hpp"
#include "plan/repair/inspect.hpp"
#include "plan/surface.hpp"

namespace mallctl::plan {

namespace {

constexpr double widest_door_m = 1.5;
constexpr double narrowest_room_m = 0.45;
constexpr double least_room_m2 = 1;

LineString to_metres(const LineString& line, const FlatFrame& frame) {
    LineString result;
    for (const Point& point : line) result.push_back(frame.to_metres(point));
    return result;
}

void add_segments(const LineString& line, std::size_t owner, std::vector<Segment>& segments) {
    for (std::size_t i = 1; i < line.size(); ++i) segments.push_back({line[i - 1], line[i], owner});
}

double boundary_of(const core::Polygon& polygon) {
    double length = 0;
    for (const core::Ring& ring : polygon.rings) {
        for (std::size_t i = 1; i < ring.size(); ++i) length += Segment(ring[i - 1], ring[i], 0).length;
    }
    return length;
}

bool is_room(const core::Polygon& face) {
    const double area = area_of({face});
    return area >= least_room_m2 && 2 * area / boundary_of(face) >= narrowest_room_m;
}

// The rooms of one level, geographic.
std::vector<core::Polygon> rooms_of(const core::MultiLineString& walls, const MultiPolygon& outline) {
    const FlatFrame frame(walls.front().front());
    core::MultiLineString lines;
    for (const LineString& wall : walls) lines.push_back(to_metres(wall, frame));
    for (const core::Polygon& polygon : outline) {
        for (const core::Ring& ring : polygon.rings) lines.push_back(to_metres(ring, frame));
    }
    std::vector<Segment> segments;
    for (std::size_t i = 0; i < lines.size(); ++i) add_segments(lines[i], i, segments);
    for (LineString& bridge : bridges_of(segments, widest_door_m)) lines.push_back(std::move(bridge));

    std::vector<core::Polygon> rooms;
    for (core::Polygon& face : AreaGeos().faces_of(lines)) {
        if (!is_room(face)) continue;
        for (std::size_t i = 0; i < face.rings.size(); ++i) {
            core::Ring& ring = face.rings[i];
            for (Point& point : ring) point = frame.to_degrees(point);
            if ((twice_signed_area(ring) < 0) == (i == 0)) std::reverse(ring.begin(), ring.end());
        }
        rooms.push_back(std::move(face));
    }
    // GEOS promises no order.
    std::sort(rooms.begin(), rooms.end(),
              [](const core::Polygon& a, const core::Polygon& b) { return a.rings < b.rings; });
    return rooms;
}

}  // namespace

void make_rooms(Plan& plan, RepairLog& log) {
    std::vector<bool> has_units(plan.levels.size());
    for (const Unit& unit : plan.units) has_units.at(unit.level) = true;
    std::vector<core::MultiLineString> walls(plan.levels.size());
    for (const Wall& wall : plan.walls) {
        if (has_units[wall.level]) continue;
        core::MultiLineString& lines = walls[wall.level];
        lines.insert(lines.end(), wall.lines.begin(), wall.lines.end());
    }
    for (LevelIndex level = 0; level < plan.levels.size(); ++level) {
        if (walls[level].empty()) continue;
        for (core::Polygon& room : rooms_of(walls[level], plan.levels[level].outline)) {
            Unit unit;
            unit.level = level;
            unit.category = "room";
            unit.geometry = {std::move(room)};
            log.mended(subject_of(unit), {RepairKind::room}, "of the walls around it", {}, unit.geometry);
            plan.units.push_back(std::move(unit));
        }
    }
}

}  // namespace mallctl::plan
