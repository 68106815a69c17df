// The contents of one file of each kind.
#pragma once

#include <filesystem>

#include "importers/drawing/drawing.hpp"
#include "importers/ogr/ogr.hpp"
#include "importers/source/contents.hpp"
#include "importers/source/source.hpp"

namespace mallctl::importers::inspect {

// Entities by layer and type as the survey counts them, extents and texts of what is drawn.
FileContents of_drawing(const std::string& label, const drawing::Drawing& drawing);

// A DWG by its version alone, where no reader is there for it; `advice`: how it could be read.
FileContents of_dwg(const std::string& label, const std::string& beginning, const std::string& advice);

// GeoJSON and IMDF: features by class, layer or category; other JSON has no layers.
FileContents of_json(SourceFile file);

// Elements by what they are: "indoor=room", "door", "highway=steps", ...
FileContents of_osm(const SourceFile& file, bool pbf);

FileContents of_table(ogr::Format format, const ogr::Table& table);

}  // namespace mallctl::importers::inspect
