// What a writing verb tells: counts by kind, the version, the findings. One shape for import, apply and those
// to come.
#pragma once

#include <string>

#include "core/diagnostic.hpp"
#include "operations/import.hpp"

namespace mallctl::cli {

class Context;

// operations::finding_json on one line.
std::string diagnostic_json(const core::Diagnostic& finding);

// The report as one JSON object with a newline at its end (design section 4): `mall`, `changed` (totals),
// `by_kind`, `version`, `diagnostics`, `artifacts` ({"nav": "built"}, "stale" or "absent") where there is
// something to tell of them, and `"dry_run": true` where nothing was kept.
std::string write_report_json(const operations::WriteReport& report, const std::string& mall);

// The report for a person: a table of counts by kind, then one line: the version, "nothing changed", or that
// it was a dry run.
std::string write_report_table(const operations::WriteReport& report, const std::string& mall);

// Prints the findings as lines on stderr and the report as the context's result: "json", or else a table.
// Begin such a verb with context.allow_formats({"table", "json"}).
void print_write_report(Context& context, const operations::WriteReport& report, const std::string& mall);

}  // namespace mallctl::cli
