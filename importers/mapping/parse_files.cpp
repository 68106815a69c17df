// files: of a mapping.
#include <fmt/format.h>

#include <array>
#include <map>

#include "importers/mapping/sections.hpp"

namespace mallctl::importers::mapping {

namespace {

// A list of exactly so many numbers; `form` shows it in messages.
template <std::size_t Count>
std::optional<std::array<double, Count>> read_numbers(const YAML::Node& node, const char* what,
                                                      const char* form, Faults& faults) {
    constexpr double max_coordinate = 1e12;
    if (!node.IsSequence() || node.size() != Count) {
        faults.add("M003", node.Mark(), fmt::format("{} must be {}", what, form));
        return std::nullopt;
    }
    std::array<double, Count> numbers{};
    for (std::size_t i = 0; i < Count; ++i) {
        const auto number = read_number(node[i], what, -max_coordinate, max_coordinate, faults);
        if (!number) return std::nullopt;
        numbers.at(i) = *number;
    }
    return numbers;
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

}  // namespace

FileRule read_file_rule(const YAML::Node& node, Faults& faults) {
    const Fields fields = read_fields(node, "a rule of files", {"file", "level", "box", "offset"}, faults);
    FileRule rule;
    rule.where = faults.at(node.Mark());
    if (const YAML::Node* value = find_required(fields, node, "a rule of files", "file", faults)) {
        rule.glob = read_text(*value, "file", faults).value_or("");
    }
    if (rule.glob.starts_with("./")) rule.glob.erase(0, 2);
    if (const YAML::Node* value = find_required(fields, node, "a rule of files", "level", faults)) {
        rule.level = read_level(*value, faults);
    }
    if (const YAML::Node* value = find_optional(fields, "box")) {
        if (const auto sides = read_numbers<4>(*value, "box", "[xmin, ymin, xmax, ymax]", faults)) {
            const auto& [left, bottom, right, top] = *sides;
            rule.box = core::Box{{left, bottom}, {right, top}};
            if (left >= right || bottom >= top) {
                faults.add("M003", value->Mark(), "the box is empty: its first corner is not the lower left",
                           "write [xmin, ymin, xmax, ymax]");
            }
        }
    }
    if (const YAML::Node* value = find_optional(fields, "offset")) {
        if (const auto sides = read_numbers<2>(*value, "offset", "[dx, dy]", faults))
            rule.offset = {sides->at(0), sides->at(1)};
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

}  // namespace mallctl::importers::mapping
