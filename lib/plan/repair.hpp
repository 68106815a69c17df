// Geometry as drawn, made into geometry that holds: what every plan goes through before it is checked and
// kept.
#pragma once

#include <vector>

#include "core/diagnostic.hpp"
#include "plan/model.hpp"

namespace mallctl::plan {

// off: nothing is mended; what is not valid is left out (P001). Rings are turned to run as core::Polygon
//   demands all the same: their direction says nothing.
// safe: nothing moves by more than a millimetre and nothing is guessed: rings are closed within the
//   tolerance, repeated vertices dropped, rings oriented, self-crossing rings split into their parts, parts
//   that enclose nothing dropped.
// all: also vertices are snapped to each other across the features of a level, slivers and duplicates
//   dropped, and rooms made of the wall lines of a level that has no units.
enum class RepairMode { off, safe, all };

struct RepairOptions {
    RepairMode mode = RepairMode::safe;
    double close_tolerance_m = 0.05;  // the gap of an open ring that is closed
    double snap_tolerance_m = 0.01;   // vertices nearer than this are one, with `all`
    double sliver_width_m = 0.05;     // areas narrower than this are slivers, with `all`
};

// What was done to a feature, in the order in which it is done.
enum class RepairKind {
    repeated_vertices,
    closed,
    dropped_part,
    split,
    oriented,
    snapped,
    sliver,     // a unit narrower than the tolerance was dropped
    duplicate,  // a feature of the same class, level and geometry as another was dropped
    room,       // a unit was made of wall lines
};

// "repeated_vertices" and so on.
const char* to_string(RepairKind kind);

// One feature that was mended: `finding` is P004 and says what was done to it.
struct Repair {
    std::vector<RepairKind> kinds;  // at least one, in the order above
    core::Diagnostic finding;
    core::Geometry before;  // none: the feature was made
    core::Geometry after;   // none: the feature was dropped
};

struct RepairResult {
    std::vector<Repair> repairs;  // by step (mend, snap, drop, make rooms), each in the order of the plan
    core::Diagnostics findings;   // P001: features left out
};

// Afterwards every area of the plan is valid (OGC 06-103r4: rings closed, crossing neither themselves nor
// each other) and oriented as core::Polygon demands, and every line has a length. References between features
// hold: what referred to a feature that was left out refers to none, what referred to a duplicate refers to
// the one that is kept. A feature with nothing to mend stays as it is to the bit, and a plan that was
// repaired is not changed by the same repair again. O(n log n) in vertices, and next to nothing for areas
// that are sound.
RepairResult repair(Plan& plan, const RepairOptions& options);

}  // namespace mallctl::plan
