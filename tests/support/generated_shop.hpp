// A row of shops along a gallery: part of the generated mall.
#pragma once

#include <cmath>
#include <random>
#include <vector>

#include "tests/support/plan_maker.hpp"

namespace mallctl::test {

// The same numbers on every machine, which the distributions of <random> do not promise.
class Dice {
  public:
    explicit Dice(unsigned seed) : random_(seed) {}

    // From `low` to `high`, both included, in whole centimetres.
    double metres(double low, double high) {
        const auto steps = static_cast<unsigned>(std::lround((high - low) * 100)) + 1;
        return low + static_cast<double>(random_() % steps) / 100;
    }
    bool chance(unsigned percent) { return random_() % 100 < percent; }

  private:
    std::mt19937 random_;
};

// The line that shops stand along: s runs along it, t into the shops. Seen along s the shops are to the left,
// or to the right where `mirrored`.
struct Frontage {
    core::Point origin;
    double cosine = 1;
    double sine = 0;
    bool mirrored = false;

    core::Point at(double s, double t) const {
        const double left = mirrored ? -t : t;
        return {origin.x + s * cosine - left * sine, origin.y + s * sine + left * cosine};
    }

    // Counter-clockwise.
    std::vector<core::Point> box(double s0, double t0, double s1, double t1) const {
        if (mirrored) return {at(s0, t0), at(s0, t1), at(s1, t1), at(s1, t0)};
        return {at(s0, t0), at(s1, t0), at(s1, t1), at(s0, t1)};
    }
};

struct Row {
    Frontage front;
    double length = 0;
    double depth = 0;
    bool open_at_begin = false;  // a corridor passes the row's end there
    bool open_at_end = false;
    bool back_corridor = false;  // behind the shops
};

// Draws `count` shops into the row: units, doors and what stands inside.
void draw_shops(PlanMaker& maker, plan::LevelIndex level, const Row& row, int count, Dice& dice);

}  // namespace mallctl::test
