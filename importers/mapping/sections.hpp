// The sections of a mapping that have a file of their own. Internal to this folder: it brings in yaml-cpp.
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <optional>

#include "importers/mapping/mapping.hpp"
#include "importers/mapping/yaml_fields.hpp"

namespace mallctl::importers::mapping {

constexpr std::size_t max_rules = 10000;

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

// Nothing means that a finding was added.
std::optional<Georeference> read_georeference(const YAML::Node& node, Faults& faults);

LayerRule read_layer_rule(const YAML::Node& node, Faults& faults);
LayerRule read_block_rule(const YAML::Node& node, Faults& faults);

FileRule read_file_rule(const YAML::Node& node, Faults& faults);

// Adds a finding where two rules claim one level.
void check_levels_differ(const std::vector<FileRule>& files, const YAML::Node& node, Faults& faults);

}  // namespace mallctl::importers::mapping
