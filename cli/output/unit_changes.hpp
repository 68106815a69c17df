// What an import made of the units of the plan before it.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "operations/import.hpp"

namespace mallctl::cli {

// Adds to the report's JSON:
//   "fates": {"kept": 60, "moved": 2, "resized": 0, "split": 1, "merged": 0, "added": 1, "removed": 0}
//   "units": [{"fate", "id", "reference", "name", "matched_by", "others": [id], "moved_m", "area_before_m2",
//              "area_after_m2"}], and "was_reference" and "was_name" where they differ; [] at a first import
//   "conflicts": [{"unit", "reference", "field", "base", "source", "kept"}]
//   "breaks": [{"code", "kind", "slug", "message", "advice"}]
void add_unit_changes(nlohmann::ordered_json& json, const operations::ImportReport& report);

// For people: the fates as a count, then what is not kept, by level, then what breaks; at most 50 such lines.
// Empty at a first import.
std::string unit_changes_text(const operations::ImportReport& report);

}  // namespace mallctl::cli
