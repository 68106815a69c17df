// The floors of OpenStreetMap: what tags `level` and `repeat_on` say, and the levels that a plan makes of it.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "plan/model.hpp"

namespace mallctl::importers::osm {

// No building has a floor beyond, and a tag that says so is a slip or an attack.
inline constexpr double max_level = 200;

// "1" -> 1; "0;1" -> 0, 1; "0-3" -> 0, 1, 2, 3; "-1-0.5" -> -1, 0, 0.5: the ends of a range and the whole
// numbers between them; "-0.5" -> -0.5. Ascending, each once. Nothing for text that is no list of numbers and
// ranges, and for numbers beyond +-max_level. (wiki.openstreetmap.org/wiki/Key:level)
std::optional<std::vector<double>> parse_levels(std::string_view text);

// "0", "-1", "0.5": as the tag has it.
std::string level_text(double level);

// The ordinals of levels: 0 is the ground, and ranks are counted away from it, so that 0, 0.5, 1 are 0, 1, 2.
// Floors that are not in the set keep their rank: 0, 3 are 0 and 3.
std::map<double, int> ordinals_of(const std::set<double>& levels);

// The levels of a plan by what OpenStreetMap calls them.
class LevelTable {
  public:
    LevelTable() = default;

    // Makes the levels of `plan`, lowest first.
    LevelTable(const std::set<double>& levels, plan::Plan& plan);

    std::optional<plan::LevelIndex> find(double level) const;

    // Those of `levels` that the plan has.
    std::vector<plan::LevelIndex> find_all(const std::vector<double>& levels) const;

    // The highest of `among` that is not above `level`, else the lowest: where a door on half a landing
    // belongs. `among` is not empty.
    plan::LevelIndex nearest(double level, const std::set<plan::LevelIndex>& among) const;

  private:
    std::map<double, plan::LevelIndex> by_level_;
};

}  // namespace mallctl::importers::osm
