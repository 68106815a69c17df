// Levels and units of a plan as listed rows.
#pragma once

#include <string>
#include <vector>

#include "catalog/bound_fields.hpp"
#include "plan/model.hpp"

namespace mallctl::operations {

struct PlanRows {
    std::vector<catalog::Field> fields;                  // the first is the key, the last the id
    std::vector<std::vector<catalog::FieldValue>> rows;  // by field
};

// `kind` is "level" (rows by building and ordinal) or "unit" (by level and ref).
PlanRows plan_rows(const std::string& kind, const plan::Plan& plan);

// True when a row is what `key` names: its first field or its id, and of a unit REF and REF@LEVEL.
bool has_key(const std::string& kind, const std::vector<catalog::FieldValue>& row, const std::string& key);

}  // namespace mallctl::operations
