// Where connectors and one-way openings join free space, and what it takes to use them.
#pragma once

#include "core/diagnostic.hpp"
#include "nav/artifact/image.hpp"
#include "nav/space/built_level.hpp"

namespace mallctl::nav {

// Fills `sites` and `rides`. A lift links each of its stops with every other; stairs, escalators and ramps
// link neighbouring stops. A wheelchair uses what is accessible and neither stairs nor escalators. Findings:
// P068 for a stop that cannot be walked to, P059 for a one-way opening that cannot be passed.
void add_sites(const ProfileBuild& build, ProfileImage& image, core::Diagnostics& findings);

}  // namespace mallctl::nav
