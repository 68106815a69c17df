// Findings of a reader and of the checks, as one list.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "core/diagnostic.hpp"

namespace mallctl::operations {

// What the reader found, then what the checks found beyond it: a finding with the code and level of one of
// the reader's, on the same feature or where the reader names none, is the same fault seen again. O(n log n).
core::Diagnostics join_findings(core::Diagnostics reader, core::Diagnostics checks);

// A finding as every answer writes it; unknown parts are left out.
//   {"code", "severity", "message", "advice", "level", "feature", "at": [lon, lat], "file", "line", "column"}
nlohmann::ordered_json finding_json(const core::Diagnostic& finding);

}  // namespace mallctl::operations
