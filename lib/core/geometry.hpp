// Geometry as plain values, after OGC 06-103r4 (Simple Features): no behaviour, no frame of its own.
//
// Whoever holds a value knows its frame. Two are in use: "geographic" (EPSG:4326, x = longitude and
// y = latitude in degrees) in plans, the database and interchange formats, and "local" (metres east and
// north of a mall's origin, see core/local_frame.hpp) inside lib/nav and lib/plan.
#pragma once

#include <compare>
#include <variant>
#include <vector>

namespace mallctl::core {

struct Point {
    double x = 0;
    double y = 0;

    auto operator<=>(const Point&) const = default;
};

using LineString = std::vector<Point>;

using MultiLineString = std::vector<LineString>;

// Closed: first point equals last.
using Ring = std::vector<Point>;

// rings[0] is the shell, counter-clockwise; the others are holes, clockwise (RFC 7946 section 3.1.6).
struct Polygon {
    std::vector<Ring> rings;

    bool operator==(const Polygon&) const = default;
};

using MultiPolygon = std::vector<Polygon>;

// One geometry of any of these types, or none.
using Geometry = std::variant<std::monostate, Point, MultiLineString, MultiPolygon>;

struct Box {
    Point min;
    Point max;
};

}  // namespace mallctl::core
