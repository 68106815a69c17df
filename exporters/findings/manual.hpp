// What mallctl-diagnostics(7) says of each code, for programs that show it beside a finding.
#pragma once

#include <map>
#include <string>

namespace mallctl::exporters {

struct ManualEntry {
    std::string title;    // "unit beyond its level"
    std::string meaning;  // the first paragraph
    std::string help;     // the whole entry: meaning, example and fix; Markdown
};

// By code. The page is part of the program; read once.
const std::map<std::string, ManualEntry>& diagnostics_manual();

}  // namespace mallctl::exporters
