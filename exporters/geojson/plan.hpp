// A plan as one GeoJSON file (RFC 7946), as the GeoJSON reader understands it.
#pragma once

#include <string>

#include "exporters/plan_export.hpp"

namespace mallctl::exporters::geojson {

// A FeatureCollection, a feature a line: buildings, footprints, levels, units, openings, connectors,
// fixtures, amenities, walls, sections and kiosks, in this order and by id within each. `id` is the plan's
// own id, so that a re-import keeps it. Occupants are not part of it: they are stores.
std::string write(const PlanExport& source);

}  // namespace mallctl::exporters::geojson
