// Drawings to a plan: what a mapping and an Azure manifest have in common.
#pragma once

#include <filesystem>
#include <vector>

#include "importers/drawing/drawing.hpp"
#include "importers/importer.hpp"
#include "importers/mapping/mapping.hpp"

namespace mallctl::importers::drawing {

struct LevelSource {
    mapping::LevelSpec spec;
    std::vector<std::filesystem::path> files;
};

// One building with these levels, in order of their ordinals; `mapping` gives units, georeference, building
// name and layer rules (its file rules are not looked at). A file named twice is read once.
//
// Findings: P001 open or degenerate outline skipped, P002 geometry of the wrong kind for the class, P003
// entity type that is not read, P010 door that meets no unit edge, P011 section without label, P012 label
// outside every unit, P023 many entities, P024 level of an unlikely size, P025 block in itself, P030 layer
// off or frozen, P032 area drawn twice, P034 unit without a name, P035 name used twice on a level, P036 two
// names in one unit, P039 text in another encoding, P040 block without definition, and P072 layer that no
// rule names, P073 level without an outline, P085 and P086 control points that are suspicious.
//
// Throws what `read` throws, and core::Error(rejected) for a drawing that has no units where the mapping
// states none, or holds a coordinate that is not finite, and where the mapping has no georeference.
ImportResult assemble(std::vector<LevelSource> levels, const mapping::Mapping& mapping,
                      const ReadDrawing& read);

// The same, each file on the level of its rule in `mapping.files`. Findings: also P015 file of the mapping
// that is not among the sources. Throws core::Error(rejected) also for a file that matches no rule.
ImportResult read_by_rules(const std::vector<std::filesystem::path>& sources, const mapping::Mapping& mapping,
                           const ReadDrawing& read);

}  // namespace mallctl::importers::drawing
