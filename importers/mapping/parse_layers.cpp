// layers: of a mapping.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "importers/mapping/sections.hpp"

namespace mallctl::importers::mapping {

namespace {

const std::vector<std::string>& class_words() {
    static const std::vector<std::string> words = {"outline",       "unit",    "unit_label", "opening",
                                                   "wall",          "fixture", "amenity",    "section",
                                                   "section_label", "kiosk",   "ignore"};
    return words;
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

LayerWord read_layer_word(const Fields& fields, const LayerRule& rule, std::string_view key, Faults& faults) {
    const YAML::Node* value = find_optional(fields, key);
    if (value == nullptr) return LayerWord::label;
    check_applies(fields, rule, key, {LayerClass::unit}, faults);
    const auto word = read_word(*value, std::string(key), {"layer", "star"}, faults);
    if (!word || *word == 0) return LayerWord::layer;
    const bool one_star = std::count(rule.glob.begin(), rule.glob.end(), '*') == 1;
    if (!one_star || rule.glob.find('?') != std::string::npos) {
        faults.add("M003", value->Mark(),
                   fmt::format("'{}: star' needs a glob with one '*' and no '?', and this one is '{}'", key,
                               rule.glob),
                   "for example {layer: 'ROOM-*', class: unit, ref: star}");
    }
    return LayerWord::star;
}

// `key` holds the glob.
LayerRule read_rule(const YAML::Node& node, const std::string& what, const Fields& fields,
                    std::string_view key, Faults& faults) {
    LayerRule rule;
    rule.where = faults.at(node.Mark());
    if (const YAML::Node* value = find_required(fields, node, what, key, faults)) {
        rule.glob = read_text(*value, std::string(key), faults).value_or("");
    }
    const YAML::Node* class_node = find_required(fields, node, what, "class", faults);
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

}  // namespace

LayerRule read_layer_rule(const YAML::Node& node, Faults& faults) {
    constexpr const char* what = "a rule of layers";
    const Fields fields = read_fields(
        node, what,
        {"layer", "class", "category", "direction", "accessible", "restriction", "text", "ref", "name"},
        faults);
    LayerRule rule = read_rule(node, what, fields, "layer", faults);
    rule.ref = read_layer_word(fields, rule, "ref", faults);
    rule.name = read_layer_word(fields, rule, "name", faults);
    return rule;
}

LayerRule read_block_rule(const YAML::Node& node, Faults& faults) {
    using enum LayerClass;
    constexpr const char* what = "a rule of blocks";
    const Fields fields =
        read_fields(node, what, {"block", "class", "category", "accessible", "width"}, faults);
    LayerRule rule = read_rule(node, what, fields, "block", faults);
    constexpr std::array classes = {opening, fixture, amenity, kiosk, ignore};
    if (std::find(classes.begin(), classes.end(), rule.layer_class) == classes.end()) {
        faults.add("M003", node.Mark(),
                   fmt::format("blocks cannot be of class {}", to_string(rule.layer_class)),
                   "blocks are opening, fixture, amenity, kiosk or ignore; map the layers that they draw on");
    }
    check_applies(fields, rule, "width", {opening}, faults);
    if (const YAML::Node* value = find_optional(fields, "width")) {
        rule.width_m = read_number(*value, "width", 0.2, 20, faults);
    }
    return rule;
}

}  // namespace mallctl::importers::mapping
