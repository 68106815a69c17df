// Shortest paths on one floor by the visibility graph of all its corners (Lozano-Perez and Wesley 1979), each
// line tested against the walls near it: slow, exact on millimetres, and sharing no code with lib/nav but
// what a millimetre is. path_oracle.hpp is plainer still, for floors of a few dozen corners.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "nav/millimetres.hpp"

namespace mallctl::test {

using nav::Mm;
using nav::MmRing;

class FloorOracle {
  public:
    // Free directions at a point of the boundary, counter-clockwise from `first` to `last`, both included.
    struct Wedge {
        Mm first;
        Mm last;
    };
    struct Corner {
        Mm point;
        Wedge wedge;
    };
    // A point, whether it is free (inside or on the boundary), and where it can be left to: anywhere, where
    // there are no wedges.
    struct Spot {
        Mm point;
        bool free = false;
        std::vector<Wedge> wedges;
    };
    struct Sight {
        std::uint32_t node = 0;
        double length_m = 0;
    };

    // Rings of valid polygons with free space to their left; where two touch, both have a vertex.
    explicit FloorOracle(const std::vector<MmRing>& rings);

    // Vertices whose free angle is over 180 degrees.
    const std::vector<Corner>& corners() const { return corners_; }
    const std::vector<Mm>& vertices() const { return points_; }

    Spot locate(Mm point) const;

    // Whether the straight line stays in free space: it may run along walls and through corners, not through
    // a point where two obstacles touch.
    bool sees(const Spot& a, const Spot& b) const;

    // The same with up to `slack_m` of the line's parts outside: for lines whose ends were rounded.
    bool nearly_sees(Mm a, Mm b, double slack_m) const;

    // Corners that a shortest path from the spot can go to first.
    std::vector<Sight> corners_seen(const Spot& from) const;

    // Of each corner, those that it sees and that bend around both can follow. O(corners^2) lines.
    std::vector<std::vector<Sight>> sights() const;

    // The box around all vertices.
    Mm low() const { return low_; }
    Mm high() const { return high_; }

  private:
    struct Wall {
        Mm a;
        Mm b;
        std::uint32_t begin = 0;  // a's place in points_
    };

    void collect_corners();
    void fill_grid();
    double to_boundary_m(double x_mm, double y_mm) const;
    bool unblocked(Mm a, Mm b) const;
    bool stopped_by(const Wall& wall, Mm a, Mm b) const;
    template <typename Visit>
    bool visit_cells(Mm a, Mm b, Visit&& visit) const;

    std::vector<Wall> walls_;
    std::vector<Mm> points_;                  // of the boundary, sorted
    std::vector<std::vector<Wedge>> wedges_;  // parallel
    std::vector<Corner> corners_;
    Mm low_;
    Mm high_;
    std::int64_t columns_ = 0;
    std::int64_t rows_ = 0;
    std::vector<std::vector<std::uint32_t>> cells_;  // walls that touch the cell
};

}  // namespace mallctl::test
