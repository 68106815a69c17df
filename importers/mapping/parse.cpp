#include <fmt/format.h>

#include <array>
#include <fstream>
#include <map>
#include <sstream>

#include "core/error.hpp"
#include "importers/mapping/mapping.hpp"
#include "importers/mapping/yaml_fields.hpp"

namespace mallctl::importers::mapping {

namespace {

constexpr std::size_t max_rules = 10000;

struct LengthUnit {
    std::string_view name;
    double metres;
};
constexpr std::array<LengthUnit, 5> length_units = {
    {{"mm", 0.001}, {"cm", 0.01}, {"m", 1.0}, {"in", 0.0254}, {"ft", 0.3048}}};

const std::vector<std::string>& class_words() {
    static const std::vector<std::string> words = {"outline",       "unit",    "unit_label", "opening",
                                                   "wall",          "fixture", "amenity",    "section",
                                                   "section_label", "kiosk",   "ignore"};
    return words;
}

// Calls `read` for each element of a list; `what` names the list.
template <typename Read>
void for_each_rule(const YAML::Node& node, const char* what, Faults& faults, Read read) {
    if (!node.IsSequence()) {
        faults.add("M003", node.Mark(), fmt::format("{} must be a list", what));
    } else if (node.size() > max_rules) {
        faults.add("M009", node.Mark(), fmt::format("{} has more than {} rules", what, max_rules));
    } else {
        for (const YAML::Node& element : node) read(element);
    }
}

std::optional<AnchorReference> read_anchor(const YAML::Node& node, Faults& faults) {
    const Fields fields = read_fields(node, "anchor", {"lon", "lat", "x", "y", "rotation"}, faults);
    const YAML::Node* lon = find_required(fields, node, "anchor", "lon", faults);
    const YAML::Node* lat = find_required(fields, node, "anchor", "lat", faults);
    AnchorReference anchor;
    const auto take = [&](const YAML::Node* value, const char* what, double limit, double& target) {
        if (value == nullptr) return;
        if (const auto number = read_number(*value, what, -limit, limit, faults)) target = *number;
    };
    take(lon, "lon", 180, anchor.geographic.x);
    take(lat, "lat", 90, anchor.geographic.y);
    take(find_optional(fields, "x"), "x", 1e12, anchor.drawing.x);
    take(find_optional(fields, "y"), "y", 1e12, anchor.drawing.y);
    take(find_optional(fields, "rotation"), "rotation", 360, anchor.rotation_deg);
    if (lon == nullptr || lat == nullptr) return std::nullopt;
    return anchor;
}

std::optional<Georeference> read_georeference(const YAML::Node& node, Faults& faults) {
    const Fields fields = read_fields(node, "georeference", {"crs", "anchor"}, faults);
    const YAML::Node* crs = find_optional(fields, "crs");
    const YAML::Node* anchor = find_optional(fields, "anchor");
    if (node.IsMap() && (crs == nullptr) == (anchor == nullptr)) {
        faults.add("M003", node.Mark(), "georeference needs either 'crs' or 'anchor'");
        return std::nullopt;
    }
    if (crs != nullptr) {
        const auto text = read_text(*crs, "crs", faults);
        if (!text) return std::nullopt;
        return CrsReference{*text};
    }
    if (anchor == nullptr) return std::nullopt;
    const auto reference = read_anchor(*anchor, faults);
    if (!reference) return std::nullopt;
    return *reference;
}

LevelSpec read_level(const YAML::Node& node, Faults& faults) {
    const Fields fields = read_fields(node, "level", {"ordinal", "short_name", "name", "elevation"}, faults);
    LevelSpec level;
    if (const YAML::Node* value = find_required(fields, node, "level", "ordinal", faults)) {
        level.ordinal = read_integer(*value, "ordinal", -200, 200, faults).value_or(0);
    }
    level.short_name = std::to_string(level.ordinal);
    if (const YAML::Node* value = find_optional(fields, "short_name")) {
        level.short_name = read_text(*value, "short_name", faults).value_or("");
    }
    if (const YAML::Node* value = find_optional(fields, "name")) {
        level.name = read_names(*value, "name", faults).value_or(core::Names{});
    }
    if (const YAML::Node* value = find_optional(fields, "elevation")) {
        level.elevation_m = read_number(*value, "elevation", -12000, 12000, faults);
    }
    return level;
}

FileRule read_file_rule(const YAML::Node& node, Faults& faults) {
    const Fields fields = read_fields(node, "a rule of files", {"file", "level"}, faults);
    FileRule rule;
    rule.where = faults.at(node.Mark());
    if (const YAML::Node* value = find_required(fields, node, "a rule of files", "file", faults)) {
        rule.glob = read_text(*value, "file", faults).value_or("");
    }
    if (rule.glob.starts_with("./")) rule.glob.erase(0, 2);
    if (const YAML::Node* value = find_required(fields, node, "a rule of files", "level", faults)) {
        rule.level = read_level(*value, faults);
    }
    return rule;
}

// A key that says nothing about the class of its rule is more likely a mistake than a wish.
void check_applies(const Fields& fields, const LayerRule& rule, std::string_view key,
                   std::initializer_list<LayerClass> classes, Faults& faults) {
    const YAML::Node* node = find_optional(fields, key);
    if (node == nullptr) return;
    for (const LayerClass layer_class : classes) {
        if (rule.layer_class == layer_class) return;
    }
    faults.add("M003", node->Mark(),
               fmt::format("'{}' does not apply to class {}", key, to_string(rule.layer_class)));
}

void read_layer_options(const Fields& fields, LayerRule& rule, Faults& faults) {
    using enum LayerClass;
    check_applies(fields, rule, "category", {unit, opening, fixture, amenity, section}, faults);
    check_applies(fields, rule, "direction", {unit}, faults);
    check_applies(fields, rule, "restriction", {unit}, faults);
    check_applies(fields, rule, "accessible", {opening}, faults);
    check_applies(fields, rule, "text", {unit_label}, faults);
    if (const YAML::Node* value = find_optional(fields, "category")) {
        rule.category = read_text(*value, "category", faults).value_or("");
    }
    if (const YAML::Node* value = find_optional(fields, "direction")) {
        const auto word = read_word(*value, "direction", {"both", "up", "down"}, faults);
        constexpr std::array directions = {plan::Direction::both, plan::Direction::up, plan::Direction::down};
        if (word) rule.direction = directions.at(*word);
    }
    if (const YAML::Node* value = find_optional(fields, "restriction")) {
        const std::vector<std::string> words = {"employeesonly", "restricted"};
        if (const auto word = read_word(*value, "restriction", words, faults))
            rule.restriction = words.at(*word);
    }
    if (const YAML::Node* value = find_optional(fields, "accessible")) {
        rule.accessible = read_bool(*value, "accessible", faults);
    }
    if (const YAML::Node* value = find_optional(fields, "text")) {
        const auto word = read_word(*value, "text", {"split", "ref", "name", "both"}, faults);
        constexpr std::array texts = {LabelText::split, LabelText::ref, LabelText::name, LabelText::both};
        if (word) rule.text = texts.at(*word);
    }
}

LayerRule read_layer_rule(const YAML::Node& node, Faults& faults) {
    const Fields fields =
        read_fields(node, "a rule of layers",
                    {"layer", "class", "category", "direction", "accessible", "restriction", "text"}, faults);
    LayerRule rule;
    rule.where = faults.at(node.Mark());
    if (const YAML::Node* value = find_required(fields, node, "a rule of layers", "layer", faults)) {
        rule.glob = read_text(*value, "layer", faults).value_or("");
    }
    const YAML::Node* class_node = find_required(fields, node, "a rule of layers", "class", faults);
    if (class_node == nullptr) return rule;
    const auto word = read_word(*class_node, "class", class_words(), faults);
    if (!word) return rule;
    rule.layer_class = static_cast<LayerClass>(*word);
    read_layer_options(fields, rule, faults);
    if (rule.layer_class == LayerClass::amenity && find_optional(fields, "category") == nullptr) {
        faults.add("M003", node.Mark(), "a rule of class amenity has no 'category'",
                   "for example category: restroom");
    }
    return rule;
}

void check_levels_differ(const std::vector<FileRule>& files, const YAML::Node& node, Faults& faults) {
    std::map<int, const FileRule*> by_ordinal;
    for (std::size_t i = 0; i < files.size(); ++i) {
        const auto [first, is_new] = by_ordinal.emplace(files[i].level.ordinal, &files[i]);
        if (is_new) continue;
        faults.add("M003", node[i].Mark(),
                   fmt::format("'{}' and '{}' are both level {}", first->second->glob, files[i].glob,
                               files[i].level.ordinal),
                   "give each level one rule; a glob can name several files of one level");
    }
}

}  // namespace

Mapping parse_mapping(std::string_view text, const std::filesystem::path& file) {
    Faults faults(file.string());
    const YAML::Node document = load_bounded(text, faults);
    const Fields fields = read_fields(document, "the mapping",
                                      {"units", "georeference", "files", "building", "layers"}, faults);
    Mapping mapping;
    mapping.file = file;
    if (const YAML::Node* value = find_optional(fields, "units")) {
        std::vector<std::string> words;
        for (const LengthUnit& unit : length_units) words.emplace_back(unit.name);
        if (const auto word = read_word(*value, "units", words, faults)) {
            mapping.metres_per_unit = length_units.at(*word).metres;
        }
    }
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
