// One level for one profile while the artifact is being built.
#pragma once

#include <optional>

#include "nav/space/floor.hpp"
#include "nav/space/free_space.hpp"

namespace mallctl::nav {

struct BuiltLevel {
    const LevelSpace* space = nullptr;
    Shape free;
    Floor floor;  // of `free`
};

// What the steps of a build for one profile share.
struct ProfileBuild {
    const Geos& geos;
    const plan::Plan& plan;
    const ToMm& to_mm;
    Profile profile;
    std::vector<BuiltLevel> levels;  // by plan level
};

// The free point of the part of `where` (a shape) that is nearest to `wanted`; nothing where free space has
// no such part.
std::optional<Mm> nearest_free_within(const Geos& geos, const BuiltLevel& level, const Shape& where,
                                      Mm wanted);

// Where a unit that is drawn without an opening (a lift shaft) is entered: circulation right beside it,
// nearest to `wanted`.
std::optional<Mm> beside_closed_unit(const ProfileBuild& build, const BuiltLevel& level,
                                     std::size_t unit_in_level, Mm wanted);

}  // namespace mallctl::nav
