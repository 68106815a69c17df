// A walk on one level as a line in metres, with lengths and headings along it.
#pragma once

#include <span>
#include <vector>

#include "core/geometry.hpp"
#include "core/local_frame.hpp"

namespace mallctl::nav {

// Degrees clockwise from north, (-180, 180].
double bearing_of(core::Point from, core::Point to);

// From one bearing to another the short way round, positive clockwise, [-180, 180].
double turn_between(double from, double to);

class WalkedPath {
  public:
    // Points closer than 1 mm to the one before are left out. `line` has at least one point.
    explicit WalkedPath(std::span<const core::Point> line);

    core::Point to_local(core::Point geographic) const { return frame_.to_local(geographic); }
    core::Point to_geographic(core::Point local) const { return frame_.to_geographic(local); }

    // Corners and both ends, in metres, and how far along the path each is.
    const std::vector<core::Point>& points() const { return points_; }
    const std::vector<double>& along() const { return along_; }
    double length() const { return along_.back(); }

    // The place so many metres along; outside of the path its nearer end. O(points).
    core::Point at(double metres) const;

    // The bearing of the way there; at a corner that of the way on. 0 for a path without length. O(points).
    double bearing_at(double metres) const;

    struct Foot {
        double along = 0;
        double distance = 0;
    };
    // The point of the path that is nearest to `p` (local), the first of several. O(points).
    Foot nearest(core::Point p) const;

    // False only where the point (geographic) is farther from the path than that. Right to some metres, and
    // several times as quick as a projection. O(points).
    bool may_be_within(core::Point geographic, double metres) const;

  private:
    std::size_t segment_at(double metres) const;  // index of the point that ends it

    core::LocalFrame frame_;
    core::Point metres_per_degree_;  // near the begin of the path
    std::vector<core::Point> points_;
    std::vector<double> along_;
};

}  // namespace mallctl::nav
