// How long a drawing's unit is, and who says so.
#pragma once

#include <filesystem>

#include "importers/drawing/drawing.hpp"
#include "importers/drawing/finding_log.hpp"
#include "importers/importer.hpp"
#include "importers/mapping/mapping.hpp"

namespace mallctl::importers::drawing {

// What the mapping says, else the drawing, else the control points of the mapping where they may scale.
// Throws core::Error(rejected) where nobody does.
double metres_per_unit(const Drawing& drawing, const std::filesystem::path& file,
                       const mapping::Mapping& mapping);

// Where the mapping contradicts the drawing: a note with its reason, or a finding P087 without one.
void report_units(const Drawing& drawing, const mapping::Mapping& mapping, ImportResult& result,
                  FindingLog& log);

}  // namespace mallctl::importers::drawing
