// A plan as rows for COPY, one list a table.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/uuid.hpp"
#include "plan/model.hpp"

namespace mallctl::db {

using RowValues = std::vector<std::optional<std::string>>;

struct TableRows {
    std::string table;
    std::vector<std::string> columns;  // without mall_id and plan_id
    std::vector<RowValues> rows;
};

// Digests by kind ("unit") and id.
using PlanDigests = std::map<std::string, std::map<core::Uuid, std::string>>;

// The kinds that have a digest: they are the keys of PlanDigests and of change counts, "unit" being table
// unit_version.
inline constexpr const char* plan_kinds[] = {"building", "footprint", "level",   "unit",
                                             "opening",  "connector", "fixture", "amenity",
                                             "wall",     "section",   "kiosk",   "occupant"};

// "unit_version" for "unit", else the kind itself.
std::string table_of_kind(const std::string& kind);

// Throws core::Error(rejected) with finding P005 when two features of a kind have one id.
PlanDigests digests_of(const plan::Plan& plan);

// Every table of the plan, in an order in which foreign keys hold. `digests` are those of the plan. Throws
// core::Error(rejected) for a coordinate that is not finite.
std::vector<TableRows> rows_of(const plan::Plan& plan, const PlanDigests& digests);

}  // namespace mallctl::db
