// A quick look at an area's rings: most are sound, and telling so must cost next to nothing.
#pragma once

#include "core/geometry.hpp"
#include "plan/repair/scale.hpp"

namespace mallctl::plan {

struct Faults {
    bool broken = false;       // a ring is empty, open, of too few points, or has a coordinate that is none
    bool repeats = false;      // a vertex follows itself
    bool misoriented = false;  // a shell runs clockwise or a hole counter-clockwise (RFC 7946 section 3.1.6)
    bool suspicious = false;   // rings or parts may cross, touch or enclose nothing: GEOS must decide

    bool any() const { return broken || repeats || misoriented || suspicious; }
};

// Vertices nearer than this to the one before are repetitions: half the step of the finest digest.
inline constexpr double repeated_m = 5e-5;

// Never overlooks a fault, and may suspect where there is none. O(n log n) for rings as people draw them; at
// most some dozen comparisons a vertex for any.
Faults inspect(const core::MultiPolygon& area, const Scale& scale);

// Twice the area inside the ring, positive when it runs counter-clockwise. 0 for an empty one.
double twice_signed_area(const core::Ring& ring);

}  // namespace mallctl::plan
