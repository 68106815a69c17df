#include "plan/repair.hpp"

#include "plan/repair/drop.hpp"
#include "plan/repair/log.hpp"
#include "plan/repair/mend.hpp"
#include "plan/repair/mend_plan.hpp"
#include "plan/repair/rooms.hpp"
#include "plan/repair/snap.hpp"

namespace mallctl::plan {

const char* to_string(RepairKind kind) {
    switch (kind) {
        case RepairKind::repeated_vertices:
            return "repeated_vertices";
        case RepairKind::closed:
            return "closed";
        case RepairKind::dropped_part:
            return "dropped_part";
        case RepairKind::split:
            return "split";
        case RepairKind::oriented:
            return "oriented";
        case RepairKind::snapped:
            return "snapped";
        case RepairKind::sliver:
            return "sliver";
        case RepairKind::duplicate:
            return "duplicate";
        case RepairKind::room:
            break;
    }
    return "room";
}

namespace {

// Where the plan lies, from the first vertex that it has.
core::Point place_of(const Plan& plan) {
    for (const Unit& unit : plan.units) {
        if (!unit.geometry.empty() && !unit.geometry[0].rings.empty() && !unit.geometry[0].rings[0].empty()) {
            return unit.geometry[0].rings[0][0];
        }
    }
    for (const Level& level : plan.levels) {
        if (!level.outline.empty() && !level.outline[0].rings.empty() && !level.outline[0].rings[0].empty()) {
            return level.outline[0].rings[0][0];
        }
    }
    for (const Wall& wall : plan.walls) {
        if (!wall.lines.empty() && !wall.lines[0].empty()) return wall.lines[0][0];
    }
    return {};
}

}  // namespace

RepairResult repair(Plan& plan, const RepairOptions& options) {
    RepairLog log(plan);
    const Scale scale = scale_at(place_of(plan));
    const Mender mender(options, scale);
    mend_plan(plan, mender, log);
    if (options.mode == RepairMode::all) {
        snap_vertices(plan, options.snap_tolerance_m, scale, mender, log);
        drop_slivers(plan, options.sliver_width_m, scale, log);
        drop_duplicates(plan, log);
        make_rooms(plan, log);
    }
    return std::move(log).result();
}

}  // namespace mallctl::plan
