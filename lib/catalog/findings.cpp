#include "catalog/findings.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace mallctl::catalog {

namespace {

core::Diagnostic make(core::Severity severity, const std::string& code, core::SourcePosition where,
                      std::string message, std::string advice, std::string feature) {
    core::Diagnostic finding;
    finding.code = code;
    finding.severity = severity;
    finding.message = std::move(message);
    finding.advice = std::move(advice);
    finding.feature = std::move(feature);
    finding.where = std::move(where);
    return finding;
}

}  // namespace

void sort_by_place(core::Diagnostics& findings) {
    std::stable_sort(findings.begin(), findings.end(), [](const auto& a, const auto& b) {
        return std::tie(a.where.file, a.where.line, a.where.column) <
               std::tie(b.where.file, b.where.line, b.where.column);
    });
}

void Findings::error(const std::string& code, core::SourcePosition where, std::string message,
                     std::string advice, std::string feature) {
    add(make(core::Severity::error, code, std::move(where), std::move(message), std::move(advice),
             std::move(feature)));
}

void Findings::warning(const std::string& code, core::SourcePosition where, std::string message,
                       std::string advice, std::string feature) {
    add(make(core::Severity::warning, code, std::move(where), std::move(message), std::move(advice),
             std::move(feature)));
}

void Findings::add(core::Diagnostic finding) {
    if (finding.severity == core::Severity::error && errors_of_no_row_.size() < most)
        errors_of_no_row_.push_back(finding);
    add_of_row(std::move(finding));
}

void Findings::add_of_row(core::Diagnostic finding) {
    if (finding.severity == core::Severity::error) ++errors_;
    if (findings_.size() < most) {
        findings_.push_back(std::move(finding));
        return;
    }
    ++left_out_;
    left_out_error_ = left_out_error_ || finding.severity == core::Severity::error;
}

core::Diagnostics Findings::take() {
    sort_by_place(findings_);
    if (left_out_ > 0) {
        findings_.push_back(make(left_out_error_ ? core::Severity::error : core::Severity::warning, "M009",
                                 {}, std::to_string(left_out_) + " more findings are left out",
                                 "mend these first", {}));
        left_out_ = 0;
    }
    return std::exchange(findings_, {});
}

}  // namespace mallctl::catalog
