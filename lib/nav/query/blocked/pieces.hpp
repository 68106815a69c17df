// The pieces that the free space of a body falls into: one gets anywhere within a piece, and from one to
// another only by rides.
#pragma once

#include <cstdint>
#include <vector>

#include "nav/query/mall_view.hpp"

namespace mallctl::nav {

class Pieces {
  public:
    // Numbered through all levels. O(triangles).
    explicit Pieces(const BodyView& body);

    // Those that a point lies in: several where they touch, none where it is not free.
    std::vector<std::uint32_t> at(const LevelPoint& place) const;

    // The same for a point that may lie up to `limit_m` off its piece.
    std::vector<std::uint32_t> near(const LevelPoint& place, double limit_m) const;

    std::uint32_t count() const { return count_; }

  private:
    const BodyView& body_;
    std::vector<std::vector<std::uint32_t>> piece_of_;  // by level and triangle
    std::uint32_t count_ = 0;
};

}  // namespace mallctl::nav
