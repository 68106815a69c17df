// Drawings to a plan: what a mapping and an Azure manifest have in common.
#pragma once

#include <filesystem>
#include <vector>

#include "importers/drawing/drawing.hpp"
#include "importers/drawing/region.hpp"
#include "importers/importer.hpp"
#include "importers/mapping/mapping.hpp"

namespace mallctl::importers::drawing {

struct LevelPart {
    std::filesystem::path file;
    Region region;
};

struct LevelSource {
    mapping::LevelSpec spec;
    std::vector<LevelPart> parts;
};

// One building with these levels, in order of their ordinals; `mapping` gives units, georeference, building
// name, layer and block rules (its file rules are not looked at). A file named twice is read once.
//
// Findings: those of report_survey, LevelSheet, LevelBuilder and report_regions, P085 and P086 control points
// that are suspicious (ground_fit.hpp), and P087 units that contradict the drawing without a reason.
//
// Throws what `read` throws, and core::Error(rejected) for a drawing that has no units where the mapping
// states none, or holds a coordinate that is not finite, and, with a finding P038, where neither the mapping
// nor the drawing says where it lies.
ImportResult assemble(std::vector<LevelSource> levels, const mapping::Mapping& mapping,
                      const ReadDrawing& read);

// The same, each file on the level of its rule in `mapping.files`. Findings: also P015 file of the mapping
// that is not among the sources. Throws core::Error(rejected) also for a file that matches no rule.
ImportResult read_by_rules(const std::vector<std::filesystem::path>& sources, const mapping::Mapping& mapping,
                           const ReadDrawing& read);

}  // namespace mallctl::importers::drawing
