#include "importers/inspect/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "core/error.hpp"
#include "core/utf8.hpp"

namespace mallctl::importers::inspect {

namespace {

// As mapping::parse_mapping takes them.
constexpr std::size_t max_name_bytes = 1000;
constexpr std::size_t max_rules = 5000;
constexpr int highest_floor = 200;

bool is_text(const std::string& type) {
    return type == "TEXT" || type == "MTEXT" || type == "ATTRIB" || type == "ATTDEF";
}

std::string counts_of(const LayerContents& layer) {
    std::string text;
    for (const auto& [type, count] : layer.types)
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, type);
    return core::is_utf8(text) ? core::one_line(text) : "not counted";
}

// YAML's double quotes (yaml.org/spec/1.2.2, 7.3.1): what may stand in them is checked before.
std::string quoted(const std::string& text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') result += '\\';
        result += c;
    }
    return result + '"';
}

bool can_be_written(const std::string& name) {
    return !name.empty() && name.size() <= max_name_bytes && core::is_utf8(name) &&
           !core::has_control_character(name) && core::one_line(name) == name;
}

bool is_drawing(const FileContents& file) {
    return file.format == "dxf" || file.format == "dwg";
}

// Layers of one name in several files are one.
std::map<std::string, LayerContents> merged(const std::vector<FileContents>& files) {
    std::map<std::string, LayerContents> layers;
    for (const FileContents& file : files) {
        for (const LayerContents& layer : file.layers) {
            for (const auto& [type, count] : layer.types) layers[layer.name].types[type] += count;
        }
    }
    return layers;
}

// The floor of each file, by its name where that says one, and otherwise the next that is free.
std::map<std::string, int> floors_of(const std::vector<FileContents>& files) {
    std::map<std::string, int> floors;
    std::set<int> taken;
    for (const bool guessed : {true, false}) {
        for (const FileContents& file : files) {
            const std::filesystem::path path(file.file);
            const std::string name = path.filename().string();
            const bool is_pattern = name.find_first_of("*?") != std::string::npos;
            if (!can_be_written(name) || is_pattern || floors.contains(name)) continue;
            const auto guess = guess_ordinal(path.stem().string());
            if (guessed && (!guess || taken.contains(*guess))) continue;
            int ordinal = guess.value_or(0);
            while (taken.contains(ordinal)) ++ordinal;
            if (ordinal > highest_floor) continue;
            taken.insert(ordinal);
            floors[name] = ordinal;
        }
    }
    return floors;
}

std::string files_section(const std::vector<FileContents>& files) {
    std::string yaml;
    for (const auto& [name, ordinal] : floors_of(files)) {
        const auto said = guess_ordinal(std::filesystem::path(name).stem().string());
        yaml += fmt::format("  - {{file: {}, level: {{ordinal: {}}}}}{}\n", quoted(name), ordinal,
                            said == ordinal ? "" : "  # a guess");
    }
    return yaml.empty() ? yaml : "\n# Which floor each file is: 0 is the ground.\nfiles:\n" + yaml;
}

std::string georeference_section(const std::vector<FileContents>& files) {
    for (const FileContents& file : files) {
        for (const auto& [fact, value] : file.facts) {
            if (fact == "crs" && can_be_written(value))
                return fmt::format("\ngeoreference: {{crs: {}}}\n", quoted(value));
        }
    }
    return "\n# Where it lies: the coordinate system of its coordinates, or a point of it and where that "
           "is.\n"
           "# georeference: {crs: \"EPSG:25832\"}\n"
           "# georeference: {anchor: {lon: 8.5624, lat: 49.4581, x: 0, y: 0, rotation: 0}}\n";
}

bool says_units(const std::vector<FileContents>& files) {
    return std::none_of(files.begin(), files.end(), [](const FileContents& file) {
        return std::find(file.facts.begin(), file.facts.end(),
                         std::pair<std::string, std::string>("units", "not stated")) != file.facts.end();
    });
}

std::string rule_of(const std::string& name, const LayerGuess& guess) {
    const std::string category = guess.category.empty() ? "" : ", category: " + guess.category;
    return fmt::format("  - {{layer: {}, class: {}{}}}", quoted(name), mapping::to_string(guess.layer_class),
                       category);
}

}  // namespace

Suggestion suggest_mapping(const std::vector<FileContents>& files) {
    const auto speaks = [](const FileContents& file) {
        return file.format == "imdf" || file.format == "osm";
    };
    const auto is_silent = [](const FileContents& file) { return file.layers.empty() && !is_drawing(file); };
    if (std::any_of(files.begin(), files.end(), speaks) &&
        std::all_of(files.begin(), files.end(),
                    [&](const FileContents& file) { return speaks(file) || is_silent(file); })) {
        throw core::Error(
            core::Fault::usage,
            fmt::format("{} needs no mapping: its features say what they are", files.front().file),
            "import it as it is");
    }
    Suggestion suggestion;
    std::string& yaml = suggestion.yaml;
    yaml =
        "# A first mapping, made from the names of layers: see MAPPING in mallctl-manifest(5), and correct "
        "it.\n";
    if (!says_units(files))
        yaml += "\n# A drawing does not say its unit of length: mm, cm, m, in or ft.\n# units: mm\n";
    if (std::any_of(files.begin(), files.end(), is_drawing))
        yaml += georeference_section(files) + files_section(files);
    std::string rules;
    std::string left;
    std::size_t count = 0;
    for (const auto& [name, layer] : merged(files)) {
        const bool texts_only =
            !layer.types.empty() && std::all_of(layer.types.begin(), layer.types.end(),
                                                [](const auto& it) { return is_text(it.first); });
        const auto guess = guess_layer(name, texts_only);
        if (guess && can_be_written(name) && count < max_rules) {
            rules += fmt::format("{}  # {}\n", rule_of(name, *guess), counts_of(layer));
            ++count;
            continue;
        }
        suggestion.unmapped.push_back(fmt::format("{} ({})", core::one_line(name), counts_of(layer)));
        if (can_be_written(name) && left.size() < (std::size_t{1} << 18))
            left += fmt::format("  # - {{layer: {}, class: ignore}}  # {}\n", quoted(name), counts_of(layer));
    }
    yaml += "\n# The first rule whose pattern fits a layer counts; * stands for any letters.\nlayers:" +
            (rules.empty() ? " []\n" : "\n" + rules);
    if (!left.empty()) yaml += "\n  # Not known, so not read:\n" + left;
    return suggestion;
}

}  // namespace mallctl::importers::inspect
