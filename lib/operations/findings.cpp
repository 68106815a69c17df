#include "operations/findings.hpp"

#include <nlohmann/json.hpp>
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

nlohmann::ordered_json finding_json(const core::Diagnostic& finding) {
    nlohmann::ordered_json json;
    json["code"] = finding.code;
    json["severity"] = core::to_string(finding.severity);
    json["message"] = finding.message;
    if (!finding.advice.empty()) json["advice"] = finding.advice;
    if (!finding.level.empty()) json["level"] = finding.level;
    if (!finding.feature.empty()) json["feature"] = finding.feature;
    if (finding.at) json["at"] = {finding.at->x, finding.at->y};
    if (!finding.where.file.empty()) json["file"] = finding.where.file;
    if (finding.where.line > 0) json["line"] = finding.where.line;
    if (finding.where.column > 0) json["column"] = finding.where.column;
    return json;
}

}  // namespace mallctl::operations
