// Malls of any size, made up from a seed: what benchmarks and property tests walk through.
//
// A level of the usual size is 390 x 145 m with two or three galleries, cross corridors, back corridors for
// staff, a wing at 34 degrees, an atrium (a void in a gallery), columns and kiosks. Shops on both sides of
// the galleries have doors of 0.8 to 3 m, some two of them, and tables and shelves inside. Lifts, stairs and
// one-way escalators join the levels, some of them not all.
#pragma once

#include "tests/support/plan_maker.hpp"

namespace mallctl::test {

struct MallSettings {
    unsigned seed = 1;
    int levels = 10;
    int units = 150;  // on a level, at least 12; fewer make a shorter floor, and below 100 there is no wing
};

// Equal settings give equal plans on every machine. Ids are set.
PlanMaker generate_mall(const MallSettings& settings);

}  // namespace mallctl::test
