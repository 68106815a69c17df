// One level for one body while its shape is being made.
#pragma once

#include <cstddef>
#include <optional>

#include "nav/profile.hpp"
#include "nav/space/floor.hpp"
#include "nav/space/free_space.hpp"

namespace mallctl::nav {

struct BodyLevel {
    const Geos& geos;
    const plan::Plan& plan;
    const ToMm& to_mm;
    const LevelSpace& space;
    Body body;
    Shape free;
    Floor floor;  // of `free`

    double clearance_mm() const { return clearance_m(body) * 1000; }
};

BodyLevel body_level(const Geos& geos, const plan::Plan& plan, const ToMm& to_mm, const LevelSpace& space,
                     Body body);

// The free point of the part of a unit that is nearest to `wanted`; nothing where there is no free space in
// the unit.
std::optional<Mm> nearest_free_in_unit(const BodyLevel& level, std::size_t unit_in_level, Mm wanted);

// Where a unit that is drawn without an opening (a lift shaft) is entered: circulation right beside it,
// nearest to `wanted`.
std::optional<Mm> beside_closed_unit(const BodyLevel& level, std::size_t unit_in_level, Mm wanted);

// The free point nearest to the doorway's middle on its left or right side, as near to its threshold as the
// clearance and a hand's breadth allow; nothing where something stands there.
std::optional<Mm> before_doorway(const BodyLevel& level, const Doorway& doorway, std::size_t side);

}  // namespace mallctl::nav
