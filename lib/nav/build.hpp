// From a plan to a navigation artifact: walkable space by level and clearance, its visibility graph, places
// and connectors.
#pragma once

#include <cstddef>
#include <vector>

#include "core/diagnostic.hpp"
#include "plan/model.hpp"

namespace mallctl::nav {

// Deterministic: the same plan (with ids) gives the same bytes. Findings are P0xx as in
// mallctl-diagnostics(7): sealed units, openings narrower than the body, places outside walkable space.
std::vector<std::byte> build(const plan::Plan& plan, core::Diagnostics& findings);

}  // namespace mallctl::nav
