#include <fmt/format.h>

#include <array>
#include <fstream>
#include <sstream>

#include "core/error.hpp"
#include "importers/mapping/mapping.hpp"
#include "importers/mapping/sections.hpp"
#include "importers/mapping/yaml_fields.hpp"

namespace mallctl::importers::mapping {

namespace {

struct LengthUnit {
    std::string_view name;
    double metres;
};
constexpr std::array<LengthUnit, 5> length_units = {
    {{"mm", 0.001}, {"cm", 0.01}, {"m", 1.0}, {"in", 0.0254}, {"ft", 0.3048}}};

void read_units(const Fields& fields, Mapping& mapping, Faults& faults) {
    if (const YAML::Node* value = find_optional(fields, "units")) {
        std::vector<std::string> words;
        for (const LengthUnit& unit : length_units) words.emplace_back(unit.name);
        if (const auto word = read_word(*value, "units", words, faults)) {
            mapping.metres_per_unit = length_units.at(*word).metres;
        }
    }
    if (const YAML::Node* value = find_optional(fields, "units_reason")) {
        mapping.units_reason = read_text(*value, "units_reason", faults).value_or("");
        if (!fields.contains("units")) {
            faults.add("M003", value->Mark(), "units_reason gives the reason for units, and there are none");
        }
    }
}

}  // namespace

Mapping parse_mapping(std::string_view text, const std::filesystem::path& file) {
    Faults faults(file.string());
    const YAML::Node document = load_bounded(text, faults);
    const Fields fields = read_fields(
        document, "the mapping",
        {"units", "units_reason", "georeference", "files", "building", "layers", "blocks"}, faults);
    Mapping mapping;
    mapping.file = file;
    read_units(fields, mapping, faults);
    if (const YAML::Node* value = find_optional(fields, "georeference")) {
        mapping.georeference = read_georeference(*value, faults);
    }
    if (const YAML::Node* value = find_optional(fields, "files")) {
        for_each_rule(*value, "files", faults,
                      [&](const YAML::Node& node) { mapping.files.push_back(read_file_rule(node, faults)); });
        check_levels_differ(mapping.files, *value, faults);
    }
    if (const YAML::Node* value = find_optional(fields, "building")) {
        const Fields building = read_fields(*value, "building", {"name"}, faults);
        if (const YAML::Node* name = find_required(building, *value, "building", "name", faults)) {
            mapping.building = read_names(*name, "name", faults).value_or(core::Names{});
        }
    }
    if (const YAML::Node* value = find_optional(fields, "layers")) {
        for_each_rule(*value, "layers", faults, [&](const YAML::Node& node) {
            mapping.layers.push_back(read_layer_rule(node, faults));
        });
    }
    if (const YAML::Node* value = find_optional(fields, "blocks")) {
        for_each_rule(*value, "blocks", faults, [&](const YAML::Node& node) {
            mapping.blocks.push_back(read_block_rule(node, faults));
        });
    }
    faults.throw_if_any();
    return mapping;
}

Mapping read_mapping(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream || std::filesystem::is_directory(file)) {
        throw core::Error(core::Fault::failed, fmt::format("{}: cannot open the mapping", file.string()),
                          "check the path given to --mapping");
    }
    // One byte more than the limit, so that a file of any size costs no more and is still seen to be too
    // large.
    std::string text((std::size_t{1} << 20) + 1, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(stream.gcount()));
    return parse_mapping(text, file);
}

}  // namespace mallctl::importers::mapping
