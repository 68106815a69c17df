// What tells two versions apart, as text: what `diff` prints.
#pragma once

#include <string>

#include "cli/output/catalog_changes_text.hpp"
#include "operations/plan_diff.hpp"

namespace mallctl::cli {

// {"mall", "from", "to": {"version", "kind", "committed_at", "plan"}, "changed": {"added", "updated",
// "removed"}, "by_kind", "changes":
// [{"kind", "change", "id", "reference", "level", "name", "category", "fields": [{"field", "before",
// "after"}], "moved_m", "area_before_m2", "area_after_m2"}]}; of a change the parts that it does not have are
// left out. Rows of the catalog come first among the changes, as change_json tells them.
std::string plan_diff_json(const operations::PlanDiff& diff, const ChangeList& rows, const std::string& mall);

// changes_table of the catalog, one row a change of the plan with what it says in words, then the totals as a
// line.
std::string plan_diff_table(const operations::PlanDiff& diff, const ChangeList& catalog, bool verbose);

}  // namespace mallctl::cli
