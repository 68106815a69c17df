// Lifts, stairs and escalators that a plan only draws floor by floor.
#pragma once

#include "core/diagnostic.hpp"
#include "plan/model.hpp"

namespace mallctl::plan {

// Adds a connector, marked inferred, for each stack of units of one category ("elevator", "stairs",
// "escalator", "ramp") that lie over each other on neighbouring ordinals of one building and are not a stop
// of a connector already.
//
// Two units are of one stack when they share at least half of the smaller one's area in plan view, and their
// directions do not contradict each other; each unit joins at most one unit above and one below, the one it
// shares most with. A lift may pass a level where it has no door; stairs, escalators and ramps may not. Lifts
// and ramps are accessible, stairs and escalators are not. The direction is what the units say, both ways
// where they are silent.
//
// Findings: P022 a unit without a partner above or below, which is then no connector; P069 (note) an
// escalator whose direction the plan does not say. O(n log n) in units, and linear in the pairs that overlap.
void infer_connectors(Plan& plan, core::Diagnostics& findings);

}  // namespace mallctl::plan
