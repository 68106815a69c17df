// Geometry to and from PostGIS: EWKB with SRID 4326, two dimensions; written as bytes, for COPY, and read in
// hexadecimal, as queries answer it.
//
// Format: OGC 06-103r4 section 8 with the SRID flag of PostGIS (doc/ZMSgeoms.txt in its sources). Writing is
// little endian. Reading takes both byte orders and treats its input as hostile: every count is checked
// against the bytes that are left before anything is allocated, and nesting is only what the wanted type
// allows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/geometry.hpp"

namespace mallctl::core {

// Throw Error(rejected) for a coordinate that is not finite, with part of the geometry appended. O(points).
void append_ewkb(std::string& bytes, Point point);
void append_ewkb(std::string& bytes, const LineString& line);
void append_ewkb(std::string& bytes, const MultiLineString& lines);
void append_ewkb(std::string& bytes, const MultiPolygon& polygons);

// Throw Error(rejected), saying what is wrong, for anything but a whole geometry of the wanted type with SRID
// 4326 or none.
Point point_from_ewkb(std::string_view hex);
LineString line_from_ewkb(std::string_view hex);
std::vector<LineString> lines_from_ewkb(std::string_view hex);
MultiPolygon polygons_from_ewkb(std::string_view hex);

}  // namespace mallctl::core
