// Levels and units of a plan as listed rows.
#pragma once

#include <string>
#include <vector>

#include "operations/listing.hpp"
#include "plan/model.hpp"

namespace mallctl::operations {

// Adds the fields and rows of listing.kind, "level" (by building and ordinal) or "unit" (by level and ref).
void add_plan_rows(Listing& listing, const plan::Plan& plan);

// True when a row of the listing is what `key` names: its first field, of the plan's kinds also its id, and
// of a unit REF and REF@LEVEL.
bool has_key(const Listing& listing, const std::vector<catalog::FieldValue>& row, const std::string& key);

}  // namespace mallctl::operations
