// DWG of AutoCAD 2000, as GDAL's CAD driver gives it.
#pragma once

#include <string>

#include "importers/drawing/drawing.hpp"

namespace mallctl::importers::dwg {

// `bytes`: of a file that begins with AC1015; `file` is used in messages. Throws core::Error(rejected) for a
// damaged one and for one over the limits of a drawing.
drawing::Drawing read_r2000(std::string bytes, const std::string& file);

}  // namespace mallctl::importers::dwg
