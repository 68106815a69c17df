// What a rollback did: the counts, the versions that it undid, and the rows that it gave back.
#pragma once

#include <string>

#include "cli/output/catalog_changes_text.hpp"
#include "operations/rollback.hpp"

namespace mallctl::cli {

// write_report_json with "target" and "undone" added: the target and the later versions as {"version",
// "kind", "committed_at"}, the target with "plan"; "changes" of the catalog as change_json tells them, and
// "changes_left_out" where there are more; and what add_unit_changes adds.
std::string rollback_report_json(const operations::RollbackReport& report, const ChangeList& changes,
                                 const std::string& mall);

// The changes of the catalog (of a dry run, or with `verbose`), unit_changes_text and write_report_table,
// then a line for what is undone.
std::string rollback_report_table(const operations::RollbackReport& report, const ChangeList& changes,
                                  bool verbose, const std::string& mall);

}  // namespace mallctl::cli
