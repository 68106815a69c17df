// A level as a DXF drawing (AutoCAD 2004, AC1018), for those who draw.
#pragma once

#include <string>

#include "exporters/plan_export.hpp"

namespace mallctl::exporters::dxf {

// Metres east and north of the middle of the level, whose longitude and latitude the file's first comment
// (group 999) gives. Layers after AIA: A-FLOR-OUTL, A-AREA-<CATEGORY>, A-AREA-VOID (holes of units),
// A-AREA-IDEN (number and name of units), A-DOOR, A-WALL, A-FURN, A-AMEN-<CATEGORY>, A-ZONE, A-KIOSK. Throws
// core::Error(usage) for a plan of several levels: a drawing is one floor.
std::string write(const PlanExport& source);

}  // namespace mallctl::exporters::dxf
