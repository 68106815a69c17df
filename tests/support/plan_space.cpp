#include "tests/support/plan_space.hpp"

#include <algorithm>

#include "nav/profile.hpp"
#include "nav/space/geos.hpp"

namespace mallctl::test {

PlanSpace::PlanSpace(const plan::Plan& plan, const nav::BuildSettings& settings)
    : frame(nav::frame_of(plan)) {
    const nav::Geos geos;
    core::Diagnostics findings;
    const nav::ToMm to_mm = [&](core::Point p) { return millimetres(p); };
    for (plan::LevelIndex level = 0; level < plan.levels.size(); ++level) {
        for (nav::LevelShape& shape : nav::shape_level(geos, plan, level, settings, to_mm, findings)) {
            shapes.at(nav::index_of(shape.body)).push_back(std::move(shape));
        }
    }
}

std::vector<OracleRide> oracle_rides(const plan::Plan& plan, const PlanSpace& space, nav::Profile profile,
                                     const std::vector<std::uint32_t>& closed) {
    std::vector<const nav::LevelShape*> shapes;
    std::vector<std::uint32_t> first_portal;
    std::uint32_t portals = 0;
    for (const nav::LevelShape& shape : space.of(profile)) {
        shapes.push_back(&shape);
        first_portal.push_back(portals);
        portals += static_cast<std::uint32_t>(shape.portals.size());
    }
    std::vector<OracleRide> rides;
    for (const nav::Ride& ride : nav::rides_of(plan, shapes, profile).rides) {
        if (std::find(closed.begin(), closed.end(), ride.connector) != closed.end()) continue;
        rides.push_back({first_portal[ride.from.level] + ride.from.portal,
                         first_portal[ride.to.level] + ride.to.portal, ride.duration_s});
    }
    return rides;
}

MallOracle oracle_of(const plan::Plan& plan, const PlanSpace& space, nav::Profile profile) {
    std::vector<std::vector<MmRing>> rings;
    std::vector<OraclePlace> portals;
    for (const nav::LevelShape& shape : space.of(profile)) {
        rings.push_back(shape.rings);
        for (const nav::Portal& portal : shape.portals) {
            portals.push_back({static_cast<std::uint32_t>(shape.level), portal.point});
        }
    }
    return {rings, portals, oracle_rides(plan, space, profile), nav::speed_m_s(profile)};
}

}  // namespace mallctl::test
