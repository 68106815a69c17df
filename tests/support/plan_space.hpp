// The walkable space of a plan as lib/nav/space shapes it, and the oracle over it: tests of paths start from
// the same space as the engine and share nothing after it.
#pragma once

#include <array>
#include <vector>

#include "core/local_frame.hpp"
#include "nav/space/level_shape.hpp"
#include "tests/support/mall_oracle.hpp"

namespace mallctl::test {

struct PlanSpace {
    PlanSpace(const plan::Plan& plan, const nav::BuildSettings& settings);

    core::LocalFrame frame;
    std::array<std::vector<nav::LevelShape>, nav::bodies.size()> shapes;  // by body and plan level

    const std::vector<nav::LevelShape>& of(nav::Profile profile) const {
        return shapes.at(nav::index_of(nav::body_of(profile)));
    }
    core::Point geographic(Mm p) const { return frame.to_geographic(nav::to_metres(p)); }
    Mm millimetres(core::Point geographic) const { return nav::to_mm(frame.to_local(geographic)); }
};

// The rides of `nav::rides_of` but those of the closed connectors (indexes into Plan::connectors), between
// portals numbered level by level.
std::vector<OracleRide> oracle_rides(const plan::Plan& plan, const PlanSpace& space, nav::Profile profile,
                                     const std::vector<std::uint32_t>& closed = {});

MallOracle oracle_of(const plan::Plan& plan, const PlanSpace& space, nav::Profile profile);

}  // namespace mallctl::test
