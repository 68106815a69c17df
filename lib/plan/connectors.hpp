// Lifts, stairs and escalators that a plan only draws floor by floor.
#pragma once

#include "core/diagnostic.hpp"
#include "plan/model.hpp"

namespace mallctl::plan {

// Adds a connector, marked inferred, for each stack of units of one category ("elevator", "stairs", "escalator",
// "ramp") that overlap in plan view on neighbouring ordinals of one building and are not a stop of a connector already.
// A unit without a partner above or below is finding P022. O(n log n) in units.
void infer_connectors(Plan& plan, core::Diagnostics& findings);

}  // namespace mallctl::plan
