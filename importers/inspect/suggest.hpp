// A first mapping.yaml for drawings and tables whose layers nobody has described yet.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "importers/mapping/mapping.hpp"
#include "importers/source/contents.hpp"

namespace mallctl::importers::inspect {

struct Suggestion {
    std::string yaml;                   // what mapping::parse_mapping reads
    std::vector<std::string> unmapped;  // "NAME (12 LINE, 3 TEXT)", a layer each, sorted
};

// Rules for the layers of all files by their names and by what is on them: the layer lists of the AIA (US
// National CAD Standard 6) and of ISO 13567-2 with elements after SfB table 1, and common words in English,
// German, French, Spanish and Portuguese. Layers of the same name in several files get one rule. Each file is
// a level, by its name where that says one ("level-2", "EG", "U1"), else the next that is free. Throws
// core::Error(usage) for IMDF and OpenStreetMap alone, which need no mapping.
Suggestion suggest_mapping(const std::vector<FileContents>& files);

struct LayerGuess {
    mapping::LayerClass layer_class = mapping::LayerClass::ignore;
    std::string category;
};

// What a layer is by its name; `texts_only`: there is nothing but text on it. Nothing where the name says
// nothing.
std::optional<LayerGuess> guess_layer(std::string_view name, bool texts_only);

// The floor that a file's name says: "EG" -> 0, "level-2" -> 2, "1.OG" -> 1, "UG2" -> -2, "F1" -> 0.
std::optional<int> guess_ordinal(std::string_view stem);

}  // namespace mallctl::importers::inspect
