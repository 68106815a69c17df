// What repair did to a plan, for people and for programs.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "plan/repair.hpp"

namespace mallctl::cli {

// [{"code", "kinds": ["closed", ...], "level", "feature", "message", "before", "after"}], the last two as
// GeoJSON geometries, null where there is none.
nlohmann::ordered_json repairs_json(const std::vector<plan::Repair>& repairs);

// "5 features were repaired: 2 closed, 3 oriented; -v lists them\n"; empty without repairs.
std::string repairs_line(const std::vector<plan::Repair>& repairs);

}  // namespace mallctl::cli
