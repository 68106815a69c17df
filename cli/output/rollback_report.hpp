// What a rollback did: the counts, and what of the versions after its target it undid and kept.
#pragma once

#include <string>

#include "operations/rollback.hpp"

namespace mallctl::cli {

// write_report_json with "target", "undone" and "kept" added: the target and the later versions as
// {"version", "kind", "committed_at"}, the target with "plan", the kept ones with "kinds" (what they changed
// beside the plan); and what add_unit_changes adds.
std::string rollback_report_json(const operations::RollbackReport& report, const std::string& mall);

// unit_changes_text and write_report_table, then a line for what is undone and one for what is kept.
std::string rollback_report_table(const operations::RollbackReport& report, const std::string& mall);

}  // namespace mallctl::cli
