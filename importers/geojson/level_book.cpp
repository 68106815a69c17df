#include "importers/geojson/level_book.hpp"

#include <charconv>

namespace mallctl::importers::geojson {

namespace {

std::optional<int> whole_number(const std::string& text) {
    int value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    return error == std::errc() && stop == end ? std::optional(value) : std::nullopt;
}

}  // namespace

std::optional<int> ordinal_of_name(const std::string& name) {
    for (const char* ground : {"G", "GF", "EG", "g", "gf", "eg"}) {
        if (name == ground) return 0;
    }
    if (const auto number = whole_number(name)) return number;
    if (name.size() < 2 || name[1] == '-') return std::nullopt;
    const auto number = whole_number(name.substr(1));
    if (!number || *number < 1) return std::nullopt;
    if (name[0] == 'F' || name[0] == 'f') return *number - 1;
    if (name[0] == 'B' || name[0] == 'b') return -*number;
    return std::nullopt;
}

plan::LevelIndex LevelBook::add(plan::Level level) {
    const plan::LevelIndex index = plan_.levels.size();
    by_ordinal_.emplace(level.ordinal, index);
    if (!level.source_id.empty()) by_id_.emplace(level.source_id, index);
    by_name_.emplace(level.short_name, index);
    if (level.building) {
        for (const auto& [locale, name] : plan_.buildings[*level.building].name) {
            by_name_.emplace(name + "/" + level.short_name, index);
        }
    }
    plan_.levels.push_back(std::move(level));
    return index;
}

plan::LevelIndex LevelBook::of_ordinal(int ordinal, const std::string& short_name) {
    if (const auto it = by_ordinal_.find(ordinal); it != by_ordinal_.end()) return it->second;
    plan::Level level;
    level.ordinal = ordinal;
    level.short_name = short_name;
    if (plan_.buildings.size() == 1) level.building = 0;
    return add(std::move(level));
}

plan::LevelIndex LevelBook::of_spec(const mapping::LevelSpec& spec) {
    const plan::LevelIndex index = of_ordinal(spec.ordinal, spec.short_name);
    plan::Level& level = plan_.levels[index];
    level.short_name = spec.short_name;
    by_name_.emplace(spec.short_name, index);
    if (level.name.empty()) level.name = spec.name;
    if (!level.elevation_m) level.elevation_m = spec.elevation_m;
    return index;
}

std::optional<plan::LevelIndex> LevelBook::of_text(const std::string& text) {
    if (const auto it = by_id_.find(text); it != by_id_.end()) return it->second;
    if (const auto it = by_name_.find(text); it != by_name_.end()) return it->second;
    if (const auto ordinal = whole_number(text)) return of_ordinal(*ordinal, text);
    return std::nullopt;
}

void LevelBook::add_building(plan::Building building) {
    const plan::BuildingIndex index = plan_.buildings.size();
    if (!building.source_id.empty()) buildings_.emplace(building.source_id, index);
    for (const auto& [locale, name] : building.name) buildings_.emplace(name, index);
    plan_.buildings.push_back(std::move(building));
}

plan::BuildingIndex LevelBook::building(const std::string& id_or_name) {
    if (const auto it = buildings_.find(id_or_name); it != buildings_.end()) return it->second;
    plan::Building building;
    building.name[""] = id_or_name;
    building.category = "unspecified";
    add_building(std::move(building));
    return plan_.buildings.size() - 1;
}

std::optional<plan::LevelIndex> LevelBook::of_file(const features::Collection& file,
                                                   const mapping::Mapping* mapping,
                                                   const std::vector<plan::LevelIndex>& stated) {
    if (mapping != nullptr) {
        if (const mapping::FileRule* rule = mapping->file_rule(file.path())) return of_spec(rule->level);
    }
    if (stated.size() == 1) return stated.front();
    if (!stated.empty()) return std::nullopt;
    for (const std::string& name :
         {file.path().stem().string(), file.path().parent_path().filename().string()}) {
        if (const auto ordinal = ordinal_of_name(name)) return of_ordinal(*ordinal, name);
    }
    return std::nullopt;
}

}  // namespace mallctl::importers::geojson
