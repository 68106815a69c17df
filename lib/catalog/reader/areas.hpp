// Polygons in degrees: as well-known text (OGC 06-103r4 section 7) or as the coordinates of GeoJSON (RFC 7946
// section 3.1), nested lists.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "catalog/raw.hpp"
#include "catalog/reader/row_faults.hpp"
#include "core/geometry.hpp"

namespace mallctl::catalog {

// Rings are closed, have at least three corners and an area, and are turned as core/geometry.hpp says: shells
// counter-clockwise, holes clockwise. Longitudes are -180 to 180, latitudes -90 to 90. At most 5000 points.

// "POLYGON ((8 49, 9 49, 9 50, 8 49))" or MULTIPOLYGON, in any case; no Z, M, or EMPTY.
std::optional<Refusal> read_wkt_area(std::string_view text, core::MultiPolygon& area);

struct AreaFault {
    Place place;
    std::string why;
};

// The coordinates of a polygon or of several, or a map of `type` and `coordinates`.
std::optional<AreaFault> read_listed_area(const RawValue& value, core::MultiPolygon& area);

// "MULTIPOLYGON (((8 49, ...)))" of any, "POLYGON" of one: the shortest decimals that read_wkt_area takes
// back to the same values.
std::string write_wkt_area(const core::MultiPolygon& area);

}  // namespace mallctl::catalog
