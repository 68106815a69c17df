#include "catalog/columns/floors.hpp"

#include <optional>

#include "catalog/columns/cell_text.hpp"

namespace mallctl::catalog::columns {

namespace {

std::vector<std::string> parts_of(std::string_view text) {
    std::vector<std::string> parts(1);
    for (const char c : text) {
        if (std::string_view("&,;/-").find(c) != std::string_view::npos)
            parts.emplace_back();
        else
            parts.back() += c;
    }
    for (auto& part : parts) part = tidy(part);
    std::erase(parts, std::string());
    return parts;
}

Floors fault(std::string why) {
    return {{}, std::move(why)};
}

}  // namespace

Floors read_floors(std::string_view text, const FloorRules& rules) {
    const std::string line = ' ' + tidy(text);  // so that " - 2F" has a dash with spaces too
    std::string building;
    std::string floors = line;
    if (!rules.buildings.empty()) {
        const auto dash = line.rfind(" - ");
        const std::string name = dash == std::string::npos ? "" : tidy(line.substr(0, dash));
        if (name.empty()) return tidy(line).empty() ? Floors{} : fault("it names no building");
        const auto found = find_value(rules.buildings, name);
        if (!found) return fault("no building is given for \"" + name + "\"");
        building = *found;
        floors = line.substr(dash + 3);
    }
    Floors read;
    for (const auto& floor : parts_of(floors)) {
        const auto level = rules.levels.empty() ? std::optional(floor) : find_value(rules.levels, floor);
        if (!level) return fault("no level is given for \"" + floor + "\"");
        read.levels.push_back(building.empty() ? *level : building + "/" + *level);
    }
    return read;
}

}  // namespace mallctl::catalog::columns
