// What `check` prints for people and scripts; the formats of other programs are in exporters/findings.
#pragma once

#include <string>
#include <string_view>

#include "exporters/findings/report.hpp"

namespace mallctl::cli {

struct CheckCounts {
    std::size_t errors = 0;
    std::size_t warnings = 0;
    std::size_t notes = 0;
    std::size_t known = 0;  // of the baseline; in none of the others
};

CheckCounts count_findings(const exporters::FindingsReport& report);

// "2 errors, 5 warnings, 12 notes", and ", 3 known" where there is a baseline.
std::string counts_text(const CheckCounts& counts, bool with_known);

// "table": a row for each finding and a line of counts; "json": {"source", "counts", "diagnostics"}; "jsonl"
// and "csv": the findings.
std::string check_report(const exporters::FindingsReport& report, std::string_view format);

}  // namespace mallctl::cli
