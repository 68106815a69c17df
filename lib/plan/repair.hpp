// Geometry as drawn, made into geometry that holds: what every plan goes through before it is checked and
// kept.
#pragma once

#include <vector>

#include "core/diagnostic.hpp"
#include "plan/model.hpp"

namespace mallctl::plan {

// off: nothing is mended; what is not valid is left out (P001).
// safe: nothing moves by more than a millimetre and nothing is guessed: rings are closed within the
// tolerance,
//   repeated vertices dropped, rings oriented, self-crossing rings split into their parts.
// all: also vertices are snapped to each other, rooms are made of wall lines, slivers and duplicates dropped.
enum class RepairMode { off, safe, all };

struct RepairOptions {
    RepairMode mode = RepairMode::safe;
    double close_tolerance_m = 0.05;  // the gap of an open ring that is closed
    double snap_tolerance_m = 0.01;   // vertices nearer than this are one, with `all`
    double sliver_width_m = 0.05;     // areas narrower than this are slivers, with `all`
};

// One thing that was mended: `finding` is P004 and says what was done to which feature.
struct Repair {
    core::Diagnostic finding;
    core::Geometry before;
    core::Geometry after;  // none: the feature was dropped
};

struct RepairResult {
    std::vector<Repair> repairs;  // in the order of the plan's features
    core::Diagnostics findings;   // P001: features left out
};

// Afterwards every ring of the plan is closed, oriented as core::Polygon demands, and crosses neither itself
// nor its neighbours. References between features hold: what referred to a feature that was left out refers
// to none. O(n log n) in vertices.
RepairResult repair(Plan& plan, const RepairOptions& options);

}  // namespace mallctl::plan
