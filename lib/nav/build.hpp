// From a plan to a navigation artifact: walkable space by level and clearance, its visibility graph, places
// and connectors.
#pragma once

#include <cstddef>
#include <vector>

#include "core/diagnostic.hpp"
#include "plan/model.hpp"

namespace mallctl::nav {

// Deterministic: the same plan (with ids) gives the same bytes. Units with a restriction of their own are for
// staff only; that of a whole level (in real plans "employeesonly") is not known here. Findings, as in
// mallctl-diagnostics(7): P059 an opening that is too narrow, off every unit's edge or (a note) blocked; P068
// a unit or a connector's stop that nobody can walk to. Throws core::Error(rejected) when coordinates are not
// finite or the units lie more than half a degree apart, core::Error(failed) when GEOS gives up. The
// visibility graph takes O(n^2) lines over the corners of each level.
std::vector<std::byte> build(const plan::Plan& plan, core::Diagnostics& findings);

}  // namespace mallctl::nav
