// One step from the text of a cell to the value of a field.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "catalog/columns/floors.hpp"
#include "catalog/columns/unit_numbers.hpp"
#include "catalog/columns/value_map.hpp"

namespace mallctl::catalog::columns {

// What a step could not make of a value; the value is then left out.
struct Remark {
    std::string code;
    std::string message;
    std::string advice;
};
using Remarks = std::vector<Remark>;

// A cell is one value; steps may make several of it, or none. Values are never empty texts.
using Values = std::vector<std::string>;

using Transform = std::function<void(Values&, Remarks&)>;

// See mallctl-manifest(5), COLUMN MAPPINGS, for what each is for.
Transform trim();
Transform html();
Transform lower();
Transform slug();
Transform first();
Transform split(std::vector<std::string> separators);
Transform join(std::string separator);
// `otherwise`: what a value becomes that no rule matches, `*` in it is the value; without it that is M051.
Transform map_values(ValueMap map, std::optional<std::string> otherwise);
Transform unit_numbers(NumberRules rules);  // M052
Transform floor_names(FloorRules rules);    // M054
Transform free_hours();                     // M053

}  // namespace mallctl::catalog::columns
