// What one level of a plan contributes to the navigation artifact for one body, before its mesh: free space,
// where connectors and units are reached, and what stands in the way.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/diagnostic.hpp"
#include "nav/floor_arrays.hpp"
#include "nav/profile.hpp"
#include "nav/space/level_space.hpp"
#include "nav/space/unit_state.hpp"
#include "plan/model.hpp"

namespace mallctl::nav {

struct BuildSettings {
    StoreEnd store_end = StoreEnd::inside;
};

// Where a connector's stop or a side of a one-way opening joins the level.
struct Portal {
    Mm point;
    std::uint32_t connector = none;  // indexes Plan::connectors, with
    std::uint32_t stop = 0;          // which of its stops; else
    std::uint32_t opening = none;    // indexes Plan::openings, with
    bool exit_side = false;          // its right-hand side, where one comes out
};

struct UnitAccess {
    plan::UnitIndex unit = 0;
    UnitState state = UnitState::solid;
    // Where it is reached: one point inside, or one at each door (StoreEnd::door). With a state other than
    // `reachable` there may still be some, in a piece of free space of their own.
    std::vector<Mm> spots;
};

// A door of a unit, for landmarks: of any that is neither solid nor open-plan circulation.
struct UnitDoor {
    plan::UnitIndex unit = 0;
    std::uint32_t opening = 0;  // indexes Plan::openings
    Mm middle;
};

// An opening that this body does not pass, or not in this direction (`one_way`: from its right to its left),
// and the free points on its two sides: what a route explanation names. On a side that is closed to this body
// the point is free for staff; on one where nobody can stand it is free for nobody.
struct Barrier {
    std::uint32_t opening = 0;  // indexes Plan::openings
    std::string cause;          // as Blocking::cause
    Mm left;
    Mm right;
};

struct LevelShape {
    plan::LevelIndex level = 0;
    Body body = Body::walker;
    std::vector<MmRing> rings;      // as Floor takes them
    std::vector<Portal> portals;    // in the order of connectors and their stops, then of openings
    std::vector<UnitAccess> units;  // of the level, in plan order
    std::vector<UnitDoor> doors;    // in plan order; the same for every body
    std::vector<Barrier> barriers;  // in plan order
};

// The shapes of one level for all bodies, in their order, which share much of the work: where a level has no
// unit for staff only, the shape for staff is the walker's. Deterministic. Units that only staff
// may enter (a restriction of their own, or category "nonpublic") are walls to other bodies. A stop that this
// body cannot walk to has no portal. Findings as in build.hpp; what stops a walker is not said again for the
// others. Throws core::Error(failed) where GEOS gives up. O(n log n) in the level's features, beside what
// GEOS takes.
std::vector<LevelShape> shape_level(const Geos& geos, const plan::Plan& plan, plan::LevelIndex level,
                                    const BuildSettings& settings, const ToMm& to_mm,
                                    core::Diagnostics& findings);

// A digest of all that shape_level reads for this level (and of `frame`: text_of the mall's frame), and of
// the ids of its units, openings and connectors: equal digests give equal shapes but for indexes into the
// plan. Names, numbers and tenants are not in it. SHA-256, hexadecimal.
std::string level_key(const plan::Plan& plan, plan::LevelIndex level, const BuildSettings& settings,
                      const std::string& frame);

// Where a ride begins or ends: a portal of a level.
struct PortalRef {
    std::uint32_t level = 0;
    std::uint32_t portal = 0;  // indexes LevelShape::portals
    auto operator<=>(const PortalRef&) const = default;
};

// From one portal to another by a connector, or through a one-way opening where `connector` is `none`.
struct Ride {
    PortalRef from;
    PortalRef to;
    std::uint32_t connector = none;  // indexes Plan::connectors
    std::uint32_t opening = none;    // indexes Plan::openings
    double duration_s = 0;
    double wait_s = 0;      // of it
    double distance_m = 0;  // 0 for a connector
};

// What a profile may not ride: what a route explanation names.
struct BarredRide {
    Ride ride;
    std::string cause;  // "not_accessible", "too_steep", "one_way"
};

struct ProfileRides {
    std::vector<Ride> rides;         // in order of connectors, then of openings
    std::vector<BarredRide> barred;  // likewise; both ends have portals
};

// `shapes` are those of the profile's body, by plan level. A lift links each of its stops with every other;
// stairs, escalators and ramps link neighbouring stops. Wheelchairs and prams use neither stairs nor
// escalators, and no ramp steeper than steepest_ramp() as far as the levels' elevations tell (a ramp whose
// stops lie closer together than its rise winds: how long it is nobody knows). Wheelchairs use only what is
// accessible; that a lift or a moving walkway is not does not keep a pram out, and of a ramp it counts for a
// pram only where its grade is not known.
ProfileRides rides_of(const plan::Plan& plan, const std::vector<const LevelShape*>& shapes, Profile profile);

}  // namespace mallctl::nav
