// The floor plans of mall directories, imported and built along with their rows.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "importers/importer.hpp"
#include "operations/import.hpp"

namespace mallctl::cli {

class Context;

// The plans in the folders plan/ of those paths that are directories, read as `import` reads them. A folder
// that only says how to read a plan holds none. Throws core::Error(rejected) for a plan that cannot be read,
// (usage) for a plan where --mall names several malls.
std::vector<importers::ImportResult> read_plans(const std::vector<std::string>& paths, Context& context);

struct PlanOptions {
    bool dry_run = false;
    std::chrono::milliseconds lock_timeout{60'000};
};

// Imports them into the mall and adds what that changed and found to the report of the rows. A dry run for a
// mall that is not there yet cannot compare them, and says so.
void apply_plans(std::vector<importers::ImportResult> plans, const std::string& mall,
                 const PlanOptions& options, Context& context, operations::WriteReport& report);

}  // namespace mallctl::cli
