// DWG drawings: R2000 through GDAL's CAD driver, the others through a converter where one is installed.
#pragma once

#include <filesystem>

#include "importers/drawing/drawing.hpp"

namespace mallctl::importers::dwg {

// Reads one DWG: see drawing::ReadDrawing; `read_dxf` reads what a converter makes of it.
//
// Of R2000 (AC1015) the driver knows no handles, hidden layers nor block names, expands blocks, and does not
// tell closed polylines from open ones: Entity::may_be_closed. For the other releases `dwg2dxf` (LibreDWG),
// else `ODAFileConverter`, is run when it is on the PATH (converter.hpp). Finding P043: layers that have
// fewer entities after it. Throws core::Error(rejected), naming the version and the ways out, where neither
// is there or the conversion fails.
drawing::Drawing read_drawing(const std::filesystem::path& file, const drawing::ReadDrawing& read_dxf);

}  // namespace mallctl::importers::dwg
