// A plan as rows for COPY, table by table.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "db/copy_rows.hpp"
#include "plan/digest.hpp"
#include "plan/model.hpp"

namespace mallctl::db {

struct TableRows {
    std::string table;
    std::vector<std::string> columns;  // without mall_id and plan_id
    std::size_t count = 0;
    // Appends row `index` of `count`. Throws core::Error(rejected) for what the database cannot keep: a
    // coordinate that is not finite, a text with a NUL.
    std::function<void(CopyRows&, std::size_t index)> write;
};

// The kinds that have a digest: they are the keys of plan::PlanDigests and of change counts, "unit" being
// table unit_version.
inline constexpr const char* plan_kinds[] = {"building", "footprint", "level",   "unit",
                                             "opening",  "connector", "fixture", "amenity",
                                             "wall",     "section",   "kiosk",   "occupant"};

// "unit_version" for "unit", else the kind itself.
std::string table_of_kind(const std::string& kind);

// Throws core::Error(rejected) with finding P005 when two features of a kind have one id.
void require_distinct_ids(const plan::Plan& plan, const plan::PlanDigests& digests);

// Every table of the plan, in an order in which foreign keys hold; the rows of features by ascending id,
// which is what indexes take fastest. `digests` are those of the plan; both must outlive the result.
std::vector<TableRows> rows_of(const plan::Plan& plan, const plan::PlanDigests& digests);

}  // namespace mallctl::db
