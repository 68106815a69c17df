// Where each unit is reached, and what keeps one from it.
#pragma once

#include "core/diagnostic.hpp"
#include "nav/artifact/image.hpp"
#include "nav/space/built_level.hpp"

namespace mallctl::nav {

// Fills `unit_spots`, parallel to `units` (indices into Plan::units). A unit is reached at the free point
// inside it that is nearest to its representative point, else in its opening. It counts as unreachable when
// the piece of free space it lies in holds no site, or is not the level's largest where the level has no site
// at all. Findings, P068: the units that nobody reaches; for a wheelchair only those that a walker does
// (`on_foot`). P059: the openings that the profile cannot pass.
void add_unit_spots(const ProfileBuild& build, const std::vector<plan::UnitIndex>& units,
                    const ProfileImage* on_foot, ProfileImage& image, core::Diagnostics& findings);

}  // namespace mallctl::nav
