#include "importers/mapping/mapping.hpp"

#include "core/glob.hpp"

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

std::vector<const FileRule*> Mapping::file_rules(const fs::path& source) const {
    const fs::path folder = fs::absolute(file).lexically_normal().parent_path();
    const std::string relative =
        fs::absolute(source).lexically_normal().lexically_relative(folder).generic_string();
    const std::string name = source.filename().generic_string();
    std::vector<const FileRule*> matching;
    for (const FileRule& rule : files) {
        if (!matching.empty() && !rule.box) continue;
        const bool by_name = rule.glob.find('/') == std::string::npos && core::glob_matches(rule.glob, name);
        if (by_name || core::glob_matches(rule.glob, relative)) matching.push_back(&rule);
        if (!matching.empty() && !matching.front()->box) break;
    }
    return matching;
}

const FileRule* Mapping::file_rule(const fs::path& source) const {
    const std::vector<const FileRule*> matching = file_rules(source);
    return matching.empty() ? nullptr : matching.front();
}

const LayerRule* Mapping::block_rule(std::string_view block) const {
    for (const LayerRule& rule : blocks) {
        if (core::glob_matches(rule.glob, block)) return &rule;
    }
    return nullptr;
}

const LayerRule* Mapping::layer_rule(std::string_view layer) const {
    for (const LayerRule& rule : layers) {
        if (core::glob_matches(rule.glob, layer)) return &rule;
    }
    return nullptr;
}

}  // namespace mallctl::importers::mapping
