// A plan as a GeoPackage (OGC 12-128), for QGIS and other desktop systems.
#pragma once

#include <string>

#include "exporters/plan_export.hpp"

namespace mallctl::exporters::gpkg {

// One table a feature class (level, unit, opening, connector, fixture, amenity, wall, section, kiosk), in
// EPSG:4326, with the columns id, source_id, class, name (in the mall's first language) and those that the
// class has; a connector is a row a stop. The same version gives the same bytes.
std::string write(const PlanExport& source);

}  // namespace mallctl::exporters::gpkg
