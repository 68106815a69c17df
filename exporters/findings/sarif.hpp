// Findings as SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format"): what code scanning shows and
// what a later check takes for its baseline.
#pragma once

#include <string>
#include <string_view>

#include "exporters/findings/report.hpp"

namespace mallctl::exporters {

// One run: a rule for each code found, with the help of mallctl-diagnostics(7), and a result for each finding
// with its place in the file, its level and feature as logical location, its coordinates as property, a
// partial fingerprint, and with a baseline its state ("new" or "unchanged", section 3.27.24). Paths are
// relative references; a finding without a file lies in report.source. The same report gives the same bytes.
std::string sarif(const FindingsReport& report);

// Which of the findings a SARIF log of ours has already, by fingerprint, each of its results once. Throws
// core::Error(rejected) naming `file` for a text that is no SARIF 2.1.0 log.
std::vector<bool> known_in_sarif(const core::Diagnostics& findings, std::string_view text,
                                 const std::string& file);

}  // namespace mallctl::exporters
