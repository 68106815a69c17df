// Features that are drawn twice.
#pragma once

#include <cstddef>
#include <vector>

#include "plan/model.hpp"

namespace mallctl::plan {

enum class DrawnClass { unit, opening, fixture, wall, section, kiosk };

// "unit" and so on.
const char* to_string(DrawnClass drawn_class);

// Two features of one class and level with the same geometry, by their places in the vector of their class.
struct Duplicate {
    DrawnClass drawn_class = DrawnClass::unit;
    std::size_t kept = 0;  // the first of them that has a name, else the first with a ref, else the first
    std::size_t copy = 0;
};

// Each feature that is a copy of another once, by class and place. Geometries are the same when they have the
// same edges at 1e-9 degrees (0.1 mm), wherever their rings begin, whichever way they run and in whatever
// order parts come; a one-way opening also runs the same way. O(n log n) in features, linear in vertices.
std::vector<Duplicate> find_duplicates(const Plan& plan);

}  // namespace mallctl::plan
