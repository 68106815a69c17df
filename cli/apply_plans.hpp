// The floor plans of mall directories, imported and built along with their rows.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "operations/import.hpp"

namespace mallctl::cli {

class Context;

struct FolderPlan {
    operations::PreparedPlan prepared;
    core::Diagnostics reading;  // what the importer found
};

// The plans in the folders plan/ of those paths that are directories, read, repaired and checked as `import`
// does it: what is wrong with a plan is known before a row is written. A folder that only says how to read a
// plan holds none. Throws core::Error(rejected) for a plan that cannot be read or has errors, (usage) for a
// plan where --mall names several malls.
std::vector<FolderPlan> read_plans(const std::vector<std::string>& paths, Context& context);

struct PlanOptions {
    bool dry_run = false;
    std::chrono::milliseconds lock_timeout{60'000};
};

// Imports them into the mall, whose rows are committed, and adds what that changed and found to the report of
// the rows. A dry run for a mall that is not there yet cannot compare them, and says so. Where another writer
// holds the mall or the database is gone, the answer is the error to throw once the report is printed: it
// says that the rows are committed and the plan is not.
std::optional<core::Error> apply_plans(std::vector<FolderPlan> plans, const std::string& mall,
                                       const PlanOptions& options, Context& context,
                                       operations::WriteReport& report);

}  // namespace mallctl::cli
