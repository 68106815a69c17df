// A plan as an IMDF 1.0.0 archive (docs.ogc.org/cs/20-094).
#pragma once

#include <string>

#include "exporters/plan_export.hpp"

namespace mallctl::exporters::imdf {

// The bytes of a zip archive. Feature ids are the plan's own. What IMDF has no word for is in a property
// "mallctl" of its feature (see extension.hpp) and, where there is no feature class for it, in
// mallctl.geojson: connectors, walls, and amenities and occupants that lie in no unit. The manifest names
// this extension. Reading the archive back gives the same plan, to 1e-9 degrees; other readers leave the
// extension out.
//
// What IMDF requires and a plan may lack: a unit category that is none of IMDF's is "unspecified", a shop
// "room"; a level without an outline has the convex hull of its units; the venue's polygon is the convex hull
// of the plan; the address is the mall's name, with the city and country of its time zone.
std::string write(const PlanExport& source);

}  // namespace mallctl::exporters::imdf
