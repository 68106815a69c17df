#include "exporters/findings/github.hpp"

#include <fmt/format.h>

#include <string_view>

namespace mallctl::exporters {

namespace {

std::string escaped(std::string_view text, bool property) {
    std::string result;
    for (const char c : text) {
        const bool special = c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','));
        if (special) {
            result += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        } else {
            result += c;
        }
    }
    return result;
}

const char* command(core::Severity severity) {
    switch (severity) {
        case core::Severity::note:
            return "notice";
        case core::Severity::warning:
            return "warning";
        case core::Severity::error:
            return "error";
    }
    return "error";
}

std::string line(const core::Diagnostic& finding, const std::string& source) {
    std::string properties;
    const auto add = [&](const char* name, const std::string& value) {
        properties += fmt::format("{}{}={}", properties.empty() ? " " : ",", name, escaped(value, true));
    };
    const std::string& file = finding.where.file.empty() ? source : finding.where.file;
    if (!file.empty()) add("file", file);
    if (!finding.where.file.empty() && finding.where.line > 0) {
        add("line", std::to_string(finding.where.line));
        if (finding.where.column > 0) add("col", std::to_string(finding.where.column));
    }
    add("title", finding.code);
    std::string text = finding.message;
    std::string object = finding.level.empty() ? "" : "level " + finding.level;
    if (!finding.feature.empty()) object += (object.empty() ? "" : ", ") + finding.feature;
    if (!object.empty()) text += " (" + object + ")";
    if (!finding.advice.empty()) text += "\n" + finding.advice;
    return fmt::format("::{}{}::{}\n", command(finding.severity), properties, escaped(text, false));
}

}  // namespace

std::string github(const FindingsReport& report) {
    std::string text;
    for (std::size_t i = 0; i < report.findings.size(); ++i) {
        if (!report.is_known(i)) text += line(report.findings[i], report.source);
    }
    return text;
}

}  // namespace mallctl::exporters
