#include "core/diagnostic.hpp"

#include <algorithm>

#include "core/utf8.hpp"

namespace mallctl::core {

bool has_errors(const Diagnostics& findings) {
    return std::any_of(findings.begin(), findings.end(),
                       [](const Diagnostic& finding) { return finding.severity == Severity::error; });
}

const char* to_string(Severity severity) {
    switch (severity) {
        case Severity::note:
            return "note";
        case Severity::warning:
            return "warning";
        case Severity::error:
            return "error";
    }
    return "error";
}

std::string to_line(const Diagnostic& finding) {
    std::string line;
    if (!finding.where.file.empty()) {
        line += finding.where.file;
        if (finding.where.line > 0) line += ":" + std::to_string(finding.where.line);
        if (finding.where.line > 0 && finding.where.column > 0)
            line += ":" + std::to_string(finding.where.column);
        line += ": ";
    }
    line += to_string(finding.severity);
    if (!finding.code.empty()) line += " " + finding.code;
    line += ": " + finding.message;
    std::string object;
    if (!finding.level.empty()) object += "level " + finding.level;
    if (!finding.feature.empty()) object += (object.empty() ? "" : ", ") + finding.feature;
    if (!object.empty()) line += " (" + object + ")";
    if (!finding.advice.empty()) line += "; " + finding.advice;
    return one_line(line);
}

}  // namespace mallctl::core
