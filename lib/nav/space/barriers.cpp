#include "nav/space/barriers.hpp"

namespace mallctl::nav {

namespace {

std::string cause_of(const BodyLevel& level, const Doorway& doorway) {
    const plan::Opening& opening = level.plan.openings[doorway.opening];
    if (const auto unit = closed_beside(level.space, doorway))
        return level.space.uses[*unit] == UnitUse::staff_only ? "staff_only" : "";
    if (level.body == Body::wheelchair && !opening.accessible) return "not_accessible";
    if (!clearance_in(doorway, level.body)) return "too_narrow";
    if (opening.one_way) return "one_way";
    return is_blocked(level, doorway) ? "blocked" : "";
}

// A side without free space is named by the point before the middle all the same.
Mm point_on_side(const BodyLevel& level, const BodyLevel& staff, const Doorway& doorway, std::size_t side) {
    if (const auto point = before_doorway(level, doorway, side)) return *point;
    if (const auto point = before_doorway(staff, doorway, side)) return *point;
    const double off = doorway.depth_mm.at(side) + level.clearance_mm();
    return beside_middle(doorway, side == 0 ? off : -off);
}

}  // namespace

bool is_blocked(const BodyLevel& level, const Doorway& doorway) {
    return !level.geos.intersects(level.free, level.geos.line(doorway.line));
}

std::vector<Barrier> barriers_of(const BodyLevel& level, const BodyLevel& staff) {
    std::vector<Barrier> barriers;
    for (const Doorway& doorway : level.space.drawing->doorways) {
        std::string cause = cause_of(level, doorway);
        if (cause.empty()) continue;
        barriers.push_back({static_cast<std::uint32_t>(doorway.opening), std::move(cause),
                            point_on_side(level, staff, doorway, 0),
                            point_on_side(level, staff, doorway, 1)});
    }
    return barriers;
}

}  // namespace mallctl::nav
