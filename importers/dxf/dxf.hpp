// DXF drawings to a plan, by the layer rules of a mapping.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "importers/importer.hpp"
#include "importers/mapping/mapping.hpp"

namespace mallctl::importers::dxf {

// True when the beginning of a file (256 bytes are enough) is that of a text or a binary DXF.
bool looks_like_dxf(std::string_view beginning);

// Reads drawings whole. Each file belongs to the level of its rule in `mapping.files`; a plan has one
// building.
//
// Findings: P001 open or degenerate outline skipped, P002 geometry of the wrong kind for the class, P003
// entity type that is not read, P010 door that meets no unit edge, P011 section without label, P012 label
// outside every unit, P015 file of the mapping that is not among the sources, P023 many entities, P024 level
// of an unlikely size, P025 block in itself, P030 layer off or frozen, P032 area drawn twice, P034 unit
// without a name, P035 name used twice on a level, P036 two names in one unit, P039
// text in another encoding, P040 block without definition,
// and P072 layer that no rule names, P073 level without an outline.
//
// Throws core::Error(failed) for a file that does not exist and core::Error(rejected), naming the file and
// the way out, for one that is not text DXF, is cut short, has no units where the mapping states none, holds
// a coordinate that is not finite, has more than a million entities, 20 million points or
// 512 MiB, or matches no file rule; and where the mapping has no georeference.
ImportResult read_dxf(const std::vector<std::filesystem::path>& sources, const mapping::Mapping& mapping);

}  // namespace mallctl::importers::dxf
