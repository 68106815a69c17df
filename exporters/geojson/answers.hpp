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

// A FeatureCollection: a MultiPolygon a level, with level, ordinal, within_s and profile as properties; where
// the place has several points, as a store in two units, also `start`, which of them, from 0.
std::string to_geojson(const operations::NearAreas& areas);

}  // namespace mallctl::exporters
