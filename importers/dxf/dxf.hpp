// Text DXF drawings, R12 to R2018.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "importers/drawing/drawing.hpp"
#include "importers/importer.hpp"
#include "importers/mapping/mapping.hpp"

namespace mallctl::importers::dxf {

// True when the beginning of a file (256 bytes are enough) is that of a text or a binary DXF.
bool looks_like_dxf(std::string_view beginning);

// Reads one text DXF: see drawing::ReadDrawing. Throws core::Error(rejected) also for one that is not text,
// is cut short, or has more than a million entities, 20 million points or 512 MiB.
drawing::Drawing read_drawing(const std::filesystem::path& file);

// drawing::read_by_rules of such files.
ImportResult read_dxf(const std::vector<std::filesystem::path>& sources, const mapping::Mapping& mapping);

}  // namespace mallctl::importers::dxf
