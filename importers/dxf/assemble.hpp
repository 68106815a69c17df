// Drawings of known levels to a plan: what a mapping and an Azure manifest have in common.
#pragma once

#include <filesystem>
#include <vector>

#include "importers/importer.hpp"
#include "importers/mapping/mapping.hpp"

namespace mallctl::importers::dxf {

struct LevelSource {
    mapping::LevelSpec spec;
    std::vector<std::filesystem::path> files;
};

// One building with these levels, in order of their ordinals; `mapping` gives units, georeference, building
// name and layer rules (its file rules are not looked at). A file named twice is read once. Errors and
// findings as read_dxf.
ImportResult assemble(std::vector<LevelSource> levels, const mapping::Mapping& mapping);

}  // namespace mallctl::importers::dxf
