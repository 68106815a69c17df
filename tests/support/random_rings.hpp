// Free space drawn at random: a square of 20 m with obstacles taken out of it.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "nav/space/geos.hpp"

namespace mallctl::test {

enum class Obstacles {
    aligned,  // rectangles on a coarse grid: lines through many corners, obstacles that touch in points
    slanted,  // triangles anywhere
};

class RandomRings {
  public:
    RandomRings(unsigned seed, Obstacles obstacles, int count) : random_(seed), obstacles_(obstacles) {
        const nav::Geos geos;
        std::vector<nav::Shape> shapes;
        for (int i = 0; i < count; ++i) shapes.push_back(geos.polygon({obstacle()}));
        const nav::Shape square = geos.polygon({{{0, 0}, {20000, 0}, {20000, 20000}, {0, 20000}}});
        rings = geos.rings(geos.subtract(square, geos.unite(shapes)));
    }

    std::vector<nav::MmRing> rings;

    // In the square or a little outside; on aligned floors often on an edge, a corner or a line with one.
    nav::Mm point() {
        if (obstacles_ == Obstacles::aligned && below(2) == 0)
            return {below(42) * 500 - 500, below(42) * 500 - 500};
        if (below(4) == 0) {
            const nav::MmRing& ring = rings[static_cast<std::size_t>(below(static_cast<int>(rings.size())))];
            return ring[static_cast<std::size_t>(below(static_cast<int>(ring.size())))];
        }
        return {below(21000) - 500, below(21000) - 500};
    }

  private:
    std::int64_t below(int limit) {
        return static_cast<std::int64_t>(random_() % static_cast<unsigned>(limit));
    }

    std::vector<nav::Mm> obstacle() {
        if (obstacles_ == Obstacles::aligned) {
            const nav::Mm low{below(40) * 500, below(40) * 500};
            const nav::Mm high{low.x + 500 + below(6) * 500, low.y + 500 + below(6) * 500};
            return {low, {high.x, low.y}, high, {low.x, high.y}};
        }
        const nav::Mm at{below(20000), below(20000)};
        return {at, {at.x + below(4000), at.y + below(4000)}, {at.x - below(4000), at.y + below(4000)}};
    }

    std::mt19937 random_;
    Obstacles obstacles_;
};

}  // namespace mallctl::test
