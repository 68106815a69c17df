#include "importers/features/issue.hpp"

#include <utility>

namespace mallctl::importers::features {

core::Diagnostic about(const Feature& feature, const char* code, core::Severity severity, std::string message,
                       std::string advice) {
    core::Diagnostic finding;
    finding.code = code;
    finding.severity = severity;
    finding.message = feature.label() + " " + std::move(message);
    finding.advice = std::move(advice);
    finding.feature = feature.id;
    finding.where = feature.where;
    return finding;
}

}  // namespace mallctl::importers::features
