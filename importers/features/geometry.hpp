// The geometry objects of RFC 7946 section 3.1 as plain values.
#pragma once

#include <string>

#include "importers/features/feature.hpp"

namespace mallctl::importers::features {

// Fills in the geometry of `feature` from a GeoJSON geometry object (or null). Returns what is wrong with it
// when a polygon has no ring or a line fewer than two points: the geometry then stays empty. Rings stay as
// they are drawn, open or crossing themselves: plan::repair mends them. Throws core::Error(rejected), naming
// file and feature, for a coordinate which is no finite number or no place on Earth, and for a geometry that
// is not GeoJSON.
std::string read_geometry(const Json& geometry, const Project& project, Feature& feature);

// A position, as above.
core::Point read_position(const Json& position, const Project& project, const Feature& feature);

}  // namespace mallctl::importers::features
