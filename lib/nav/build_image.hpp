// The navigation artifact as values, before it is bytes.
#pragma once

#include "core/diagnostic.hpp"
#include "nav/artifact/image.hpp"
#include "plan/model.hpp"

namespace mallctl::nav {

// Routes need the sightlines; who only asks what joins what does not, and they are most of the work.
enum class Sightlines { found, left_out };

// As `build`: the same findings and errors. Without sightlines O(n log n) in corners, beside what GEOS takes.
Image build_image(const plan::Plan& plan, Sightlines sightlines, core::Diagnostics& findings);

}  // namespace mallctl::nav
