// What a look around finds: shared by those who look and those who measure.
#pragma once

#include <cstdint>

namespace mallctl::nav {

// A node that is seen from a point in a straight line, and how far it is.
struct Seen {
    std::uint32_t node = 0;
    float length_m = 0;
};

}  // namespace mallctl::nav
