#include "nav/artifact/level_section.hpp"

#include <algorithm>

#include "nav/artifact/bytes.hpp"

namespace mallctl::nav {

namespace {

void write_shape(ByteWriter& out, const plan::Plan& plan, const LevelShape& shape) {
    out.u32(shape.portals.size());
    for (const Portal& portal : shape.portals) {
        const bool connector = portal.connector != none;
        out.point(portal.point);
        out.u32(connector ? 1 : 0);
        out.uuid(connector ? plan.connectors[portal.connector].id : plan.openings[portal.opening].id);
        out.u32(connector ? portal.stop : portal.exit_side ? 1 : 0);
    }
    out.u32(shape.units.size());
    for (const UnitAccess& access : shape.units) {
        out.uuid(plan.units[access.unit].id);
        out.u32(static_cast<std::uint32_t>(access.state));
        out.u32(access.spots.size());
        for (const Mm spot : access.spots) out.point(spot);
    }
    out.u32(shape.doors.size());
    for (const UnitDoor& door : shape.doors) {
        out.uuid(plan.units[door.unit].id);
        out.uuid(plan.openings[door.opening].id);
        out.point(door.middle);
    }
    out.u32(shape.barriers.size());
    for (const Barrier& barrier : shape.barriers) {
        out.uuid(plan.openings[barrier.opening].id);
        out.text(barrier.cause);
        out.point(barrier.left);
        out.point(barrier.right);
    }
}

// Reads what write_shape wrote; `all_known` turns false for a feature that the plan lacks.
class ShapeReader {
  public:
    ShapeReader(ByteReader& in, const PlanIds& ids) : in_(in), ids_(ids) {}

    LevelShape read() {
        LevelShape shape;
        shape.portals.resize(in_.count(32));
        for (Portal& portal : shape.portals) portal = read_portal();
        shape.units.resize(in_.count(24));
        for (UnitAccess& access : shape.units) {
            access.unit = known(ids_.unit(in_.uuid()));
            access.state =
                static_cast<UnitState>(in_.index(static_cast<std::size_t>(UnitState::staff_only) + 1));
            access.spots.resize(in_.count(8));
            for (Mm& spot : access.spots) spot = in_.point();
        }
        shape.doors.resize(in_.count(40));
        for (UnitDoor& door : shape.doors) {
            door.unit = known(ids_.unit(in_.uuid()));
            door.opening = known(ids_.opening(in_.uuid()));
            door.middle = in_.point();
        }
        shape.barriers.resize(in_.count(36));
        for (Barrier& barrier : shape.barriers) {
            barrier.opening = known(ids_.opening(in_.uuid()));
            barrier.cause = in_.text();
            barrier.left = in_.point();
            barrier.right = in_.point();
        }
        return shape;
    }

    bool all_known() const { return all_known_; }

  private:
    Portal read_portal() {
        Portal portal;
        portal.point = in_.point();
        const bool connector = in_.index(2) == 1;
        const core::Uuid id = in_.uuid();
        const std::uint32_t which = in_.u32();
        if (connector) {
            portal.connector = known(ids_.connector(id));
            portal.stop = which;
        } else {
            portal.opening = known(ids_.opening(id));
            portal.exit_side = which == 1;
        }
        return portal;
    }

    std::uint32_t known(const std::optional<std::uint32_t>& found) {
        all_known_ = all_known_ && found;
        return found.value_or(0);
    }

    ByteReader& in_;
    const PlanIds& ids_;
    bool all_known_ = true;
};

template <typename Feature>
std::vector<std::pair<core::Uuid, std::uint32_t>> index_by_id(const std::vector<Feature>& features) {
    std::vector<std::pair<core::Uuid, std::uint32_t>> index;
    for (std::uint32_t i = 0; i < features.size(); ++i) index.emplace_back(features[i].id, i);
    std::sort(index.begin(), index.end());
    return index;
}

}  // namespace

std::vector<std::byte> write_level(const plan::Plan& plan, const std::vector<LevelShape>& shapes) {
    ByteWriter out;
    out.u32(shapes.size());
    for (const LevelShape& shape : shapes) write_shape(out, plan, shape);
    return out.take();
}

PlanIds::PlanIds(const plan::Plan& plan)
    : units_(index_by_id(plan.units)),
      openings_(index_by_id(plan.openings)),
      connectors_(index_by_id(plan.connectors)) {}

std::optional<std::uint32_t> PlanIds::find(const Index& index, const core::Uuid& id) {
    const auto found = std::lower_bound(index.begin(), index.end(), std::pair(id, std::uint32_t{0}));
    if (found == index.end() || found->first != id) return std::nullopt;
    return found->second;
}

std::optional<std::vector<LevelShape>> read_level(std::span<const std::byte> bytes, const PlanIds& ids,
                                                  plan::LevelIndex level) {
    ByteReader in(bytes);
    if (in.u32() != bodies.size()) reject_artifact("a level has the wrong number of bodies");
    std::vector<LevelShape> shapes;
    ShapeReader reader(in, ids);
    for (const Body body : bodies) {
        shapes.push_back(reader.read());
        shapes.back().level = level;
        shapes.back().body = body;
    }
    in.finish();
    if (!reader.all_known()) return std::nullopt;
    return shapes;
}

}  // namespace mallctl::nav
