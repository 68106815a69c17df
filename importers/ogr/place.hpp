// Where the coordinates of a layer lie on Earth.
#pragma once

#include <functional>
#include <string>

#include "core/diagnostic.hpp"
#include "core/geometry.hpp"

class OGRLayer;

namespace mallctl::importers::ogr {

// From a layer's coordinates to longitude and latitude, by its own CRS, else `crs`, else as degrees with
// finding P038. Throws core::Error(rejected), naming `origin`, when PROJ does not know the layer's CRS, and
// when it has none and its coordinates are no degrees.
std::function<core::Point(core::Point)> place_of(OGRLayer& layer, const std::string& crs,
                                                 const std::string& origin, core::Diagnostics& findings);

}  // namespace mallctl::importers::ogr
