// Findings as workflow commands of GitHub Actions: annotations of a run and of the files of a pull request.
#pragma once

#include <string>

#include "exporters/findings/report.hpp"

namespace mallctl::exporters {

// A line each: "::warning file=stores.csv,line=2,col=8,title=M005::message". What the baseline has is left
// out. Escaped as the commands demand (docs.github.com/actions, "Workflow commands"): "%", CR and LF
// everywhere, ":" and "," in properties too.
std::string github(const FindingsReport& report);

}  // namespace mallctl::exporters
