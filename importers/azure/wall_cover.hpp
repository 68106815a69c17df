// Where walls stand on a line.
#pragma once

#include <vector>

#include "core/geometry.hpp"

namespace mallctl::importers::azure {

// Lines nearer than this are drawn as one.
constexpr double same_line_m = 0.02;

// A point seen from the line through two others: its distance from it, and its place along it in metres from
// the first.
struct Along {
    double off = 0;
    double at = 0;
};
Along along(core::Point p, core::Point a, core::Point b);

// The walls of a level, in metres.
class WallCover {
  public:
    // A closed line of four points or more is a wall drawn by its outline, every other one a wall without
    // thickness.
    void add(const core::LineString& line);

    // The stretches of a straight line, at least `least_m` long, where no wall stands: it lies in no outline
    // and along no line. A thin wall that only crosses it covers nothing of it. O(points of the walls), and
    // O(points) again for each crossing.
    std::vector<core::LineString> clear_of(const core::LineString& line, double least_m) const;

  private:
    struct Wall {
        core::LineString line;
        core::Box box;
    };

    static void add_cuts(const std::vector<Wall>& walls, core::Point a, core::Point b,
                         std::vector<double>& cuts);
    bool covers(core::Point p) const;

    std::vector<Wall> bodies_;
    std::vector<Wall> lines_;
};

}  // namespace mallctl::importers::azure
