// Finding levels and units by what people write.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "plan/model.hpp"

namespace mallctl::plan {

// Levels that `text` may mean: a label ("Hall A/1"), else a short name (exact, then ignoring ASCII case), else an ordinal ("-1").
// Several where buildings share it; empty where there is none. O(levels).
std::vector<LevelIndex> find_levels(const Plan& plan, std::string_view text);

// Units that `text` may mean: a UUID (of the unit, or its source id), "REF@LEVEL", or a bare REF on any level. O(units).
std::vector<UnitIndex> find_units(const Plan& plan, std::string_view text);

// find_units, asked many times of one plan, which must outlive this: O(answers + levels).
class UnitLookup {
  public:
    explicit UnitLookup(const Plan& plan);

    // As find_units answers.
    std::vector<UnitIndex> find(std::string_view text) const;

  private:
    const Plan& plan_;
    std::unordered_map<std::string_view, std::vector<UnitIndex>> by_ref_;
    std::unordered_map<std::string_view, std::vector<UnitIndex>> by_source_id_;
    std::unordered_map<Uuid, UnitIndex> by_id_;
};

// "REF@LEVEL" where the unit has a ref, else its UUID: what find_units reads back.
std::string unit_reference(const Plan& plan, UnitIndex unit);

}  // namespace mallctl::plan
