// Findings as a page to look at: where on the plan each of them is, and what to do about it.
#pragma once

#include <string>

#include "core/diagnostic.hpp"
#include "plan/model.hpp"

namespace mallctl::exporters {

// One self-contained HTML page: every level of the plan drawn with a numbered marker, and the shape, of each
// finding that lies on it; a list of all findings by severity and code, with advice, filters and a click that
// goes to the place. It loads nothing, says so in its content security policy, works without its script,
// follows the reader's light or dark setting, and prints. Names are text, never markup. The same input gives
// the same bytes. O(n log n) in findings and vertices.
std::string html_report(const plan::Plan& plan, const core::Diagnostics& findings, const std::string& title);

}  // namespace mallctl::exporters
