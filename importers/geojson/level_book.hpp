// The levels of a plan while its files are read: found by what a file or feature says, or made.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "importers/features/feature.hpp"
#include "importers/mapping/mapping.hpp"
#include "plan/model.hpp"

namespace mallctl::importers::geojson {

// "F1" -> 0, "F3" -> 2, "B1" -> -1, "G", "GF", "EG" -> 0, "-2" -> -2; nothing for any other name.
std::optional<int> ordinal_of_name(const std::string& name);

class LevelBook {
  public:
    explicit LevelBook(plan::Plan& plan) : plan_(plan) {}

    // A building that the source states.
    void add_building(plan::Building building);

    // A level that the source states. The first of two with one id or short name is found by it.
    plan::LevelIndex add(plan::Level level);

    // The level of a mapping's file rule; made where there is none of its ordinal.
    plan::LevelIndex of_spec(const mapping::LevelSpec& spec);

    // The level of this ordinal in the first building that has one; made where there is none.
    plan::LevelIndex of_ordinal(int ordinal, const std::string& short_name);

    // What property `level` means: a level's id, short name or BUILDING/SHORT_NAME, else an ordinal, for
    // which a level is made. Nothing for other text.
    std::optional<plan::LevelIndex> of_text(const std::string& text);

    // The building of this id, or name; made where there is none.
    plan::BuildingIndex building(const std::string& id_or_name);

    // The level that features of a file without a level of their own belong to: by file rule, by the only
    // level feature in the file, by name.
    std::optional<plan::LevelIndex> of_file(const features::Collection& file, const mapping::Mapping* mapping,
                                            const std::vector<plan::LevelIndex>& stated);

  private:
    plan::Plan& plan_;
    // The first of each.
    std::map<int, plan::LevelIndex> by_ordinal_;
    std::map<std::string, plan::LevelIndex> by_id_;
    std::map<std::string, plan::LevelIndex> by_name_;  // "1" and "Hall A/1"
    std::map<std::string, plan::BuildingIndex> buildings_;
};

}  // namespace mallctl::importers::geojson
