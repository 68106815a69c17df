// What a set of closures makes of a mall, worked out where it is first asked for. The areas are widened when
// the set is made: queries do without GEOS.
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "nav/closures.hpp"
#include "nav/query/closed/closed_floor.hpp"
#include "nav/query/closed/shut_spots.hpp"
#include "nav/query/lazy.hpp"
#include "nav/query/mall_view.hpp"

namespace mallctl::nav {

// The floors of a body that areas are closed on.
struct ClosedFloors {
    std::vector<std::unique_ptr<const ClosedFloor>> by_level;  // null where nothing is closed
};

// A mall as a profile finds it under closures.
struct ClosedView {
    BodyView body;
    ProfileView profile;
    std::vector<float> times;  // of all portals, what profile.times is a view of
};

struct Closures::Impl {
    // The areas of closures as a body keeps out of them, by closure and united by level.
    struct Areas {
        std::vector<ClosedArea> of_closure;
        std::vector<ClosedArea> of_level;
    };

    Impl(const MallView& mall, std::vector<Closure> closed, std::array<Areas, bodies.size()> areas);

    const MallView& mall;
    std::vector<Closure> closed;
    std::array<Areas, bodies.size()> areas;  // closures without an area have empty ones
    bool any_area = false;
    std::array<std::vector<ShutSpot>, bodies.size()> shut;  // spots of units, by body

    // Only connectors are closed. Its times bound from below those with areas closed too. O(portals^3) when
    // first asked for; the mall's own where no connector is closed.
    const ClosedView& without_connectors(Profile profile) const;

    // Everything is closed. When first asked for Dijkstra from each portal of the levels with areas.
    const ClosedView& view(Profile profile) const;

    // The floors with areas for searches on one level: nothing of O(portals).
    const ClosedFloors& floors(Body body) const;
    WalkGraph walks(Body body, std::uint32_t level) const;

    // Whether a place is out of use: nothing leads there, nor from there.
    bool holds(Body body, const LevelPoint& spot) const {
        return areas[index_of(body)].of_level[spot.level].holds(spot.point);
    }
    // The closure that takes a spot of a unit away, as an index into `closed`; `none` for one that is open.
    std::uint32_t closure_of(Body body, std::uint32_t unit, Mm spot) const;
    // The closure that a ride is out of use by, as an index into `closed`; `none` for a ride that is open.
    std::uint32_t closure_of(Profile profile, const RideInfo& ride) const;

  private:
    BodyView open_units(Profile profile) const;  // the mall's floors without the shut spots
    bool is_ride_closed(const RideInfo& ride) const;
    std::vector<bool> closed_rides(Profile profile, bool by_areas_too) const;
    ClosedView make_view(Profile profile, BodyView body, const std::vector<bool>& closed) const;
    ClosedFloors make_floors(Body body) const;
    std::vector<std::vector<float>> walk_portals(Body body) const;

    std::array<Lazy<ClosedFloors>, bodies.size()> floors_;
    // By level, as FloorArrays::portal_to_site; empty where nothing is closed.
    std::array<Lazy<std::vector<std::vector<float>>>, bodies.size()> portal_to_site_;
    std::array<Lazy<ClosedView>, profiles.size()> without_connectors_;
    std::array<Lazy<ClosedView>, profiles.size()> views_;
};

}  // namespace mallctl::nav
