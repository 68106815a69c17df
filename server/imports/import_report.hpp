// What is known of an upload, as JSON: kept with it, and told of it.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "db/staged_imports.hpp"
#include "operations/import.hpp"
#include "server/imports/spool_folder.hpp"

namespace mallctl::server {

// {"format", "changed", "by_kind", "units": how many kept, moved, ... (of a plan), "diagnostics": a thousand
// at most, "diagnostics_total"}. Files are called as they were uploaded.
std::string report_text(const operations::WriteReport& report, const std::vector<plan::UnitChange>& units,
                        const std::string& format, const SpoolFolder& folder);

// The same of a plan that got no further than its findings.
std::string findings_text(const core::Diagnostics& findings, const SpoolFolder& folder);

// {"detail", "advice"}.
std::string failure_text(const std::string& detail, const std::string& advice);

// The import resource; `whole`: with its diagnostics, which a list leaves out.
nlohmann::ordered_json import_json(const db::StagedImport& import, bool whole);

}  // namespace mallctl::server
