#include "importers/mapping/mapping.hpp"

#include "importers/mapping/glob.hpp"

namespace mallctl::importers::mapping {

namespace fs = std::filesystem;

const char* to_string(LayerClass layer_class) {
    switch (layer_class) {
        case LayerClass::outline:
            return "outline";
        case LayerClass::unit:
            return "unit";
        case LayerClass::unit_label:
            return "unit_label";
        case LayerClass::opening:
            return "opening";
        case LayerClass::wall:
            return "wall";
        case LayerClass::fixture:
            return "fixture";
        case LayerClass::amenity:
            return "amenity";
        case LayerClass::section:
            return "section";
        case LayerClass::section_label:
            return "section_label";
        case LayerClass::kiosk:
            return "kiosk";
        case LayerClass::ignore:
            return "ignore";
    }
    return "ignore";
}

const FileRule* Mapping::file_rule(const fs::path& source) const {
    const fs::path folder = fs::absolute(file).lexically_normal().parent_path();
    const std::string relative =
        fs::absolute(source).lexically_normal().lexically_relative(folder).generic_string();
    const std::string name = source.filename().generic_string();
    for (const FileRule& rule : files) {
        const bool by_name = rule.glob.find('/') == std::string::npos && glob_matches(rule.glob, name);
        if (by_name || glob_matches(rule.glob, relative)) return &rule;
    }
    return nullptr;
}

const LayerRule* Mapping::layer_rule(std::string_view layer) const {
    for (const LayerRule& rule : layers) {
        if (glob_matches(rule.glob, layer)) return &rule;
    }
    return nullptr;
}

}  // namespace mallctl::importers::mapping
