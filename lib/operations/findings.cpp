#include "operations/findings.hpp"

#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace mallctl::operations {

core::Diagnostics join_findings(core::Diagnostics reader, core::Diagnostics checks) {
    std::set<std::tuple<std::string, std::string, std::string>> known;
    for (const core::Diagnostic& finding : reader)
        known.emplace(finding.code, finding.level, finding.feature);
    for (core::Diagnostic& finding : checks) {
        if (known.contains({finding.code, finding.level, finding.feature})) continue;
        if (!finding.level.empty() && known.contains({finding.code, finding.level, ""})) continue;
        reader.push_back(std::move(finding));
    }
    return reader;
}

}  // namespace mallctl::operations
