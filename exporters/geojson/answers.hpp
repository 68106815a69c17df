// Answers as GeoJSON (RFC 7946), for any map that reads it.
#pragma once

#include <string>

#include "operations/near.hpp"
#include "operations/route.hpp"

namespace mallctl::exporters {

// A FeatureCollection: a LineString a leg, with the leg's level, distance, duration and connector as
// properties.
std::string to_geojson(const operations::RouteAnswer& answer);

// A FeatureCollection: a Point a hit.
std::string to_geojson(const operations::NearAnswer& answer);

}  // namespace mallctl::exporters
