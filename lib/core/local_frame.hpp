// Degrees to metres and back: an ellipsoidal transverse Mercator projection (WGS 84, scale 1) around a mall's
// origin.
//
// Krueger's series to order n^6 as in C. F. F. Karney, "Transverse Mercator with an accuracy of a few
// nanometers", J. Geodesy 85 (2011), equations 7 to 36. Pure arithmetic, so that query code needs no PROJ;
// a test compares it with PROJ's tmerc. Within 50 km of the origin distances are true to 3e-5.
#pragma once

#include "core/geometry.hpp"

namespace mallctl::core {

class LocalFrame {
  public:
    // `origin` in degrees (x = longitude, y = latitude); it becomes (0, 0).
    explicit LocalFrame(Point origin);

    Point origin() const { return origin_; }

    // Degrees to metres (x east, y north).
    Point to_local(Point geographic) const;

    // Metres to degrees; the inverse of to_local to better than 1e-9 degrees.
    Point to_geographic(Point local) const;

  private:
    Point origin_;
    double northing_of_origin_ = 0;
};

}  // namespace mallctl::core
