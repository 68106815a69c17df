// Findings as JUnit XML, as Jenkins and GitLab read it.
#pragma once

#include <string>

#include "exporters/findings/report.hpp"

namespace mallctl::exporters {

// One suite. A finding is a test case named by code, level and feature, of a class named by its code; it
// fails where it makes the check fail (errors, and warnings over their limit, unless the baseline has them),
// and otherwise passes with the finding as its output. Without findings there is one case that passes. Text
// is escaped, characters that XML 1.0 does not have are U+FFFD; no time is stated.
std::string junit(const FindingsReport& report);

}  // namespace mallctl::exporters
