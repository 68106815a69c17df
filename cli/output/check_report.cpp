#include "cli/output/check_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/output/rows.hpp"
#include "cli/output/write_report.hpp"
#include "core/utf8.hpp"
#include "operations/json_parts.hpp"

namespace mallctl::cli {

namespace {

using Json = nlohmann::ordered_json;

std::optional<std::string> cell(std::string text) {
    if (text.empty()) return std::nullopt;
    return text;
}

std::string plural(std::size_t count, const char* what) {
    return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

// "stores.csv:3:8", for people to go there; of a finding about no line nothing.
std::string place_of(const core::SourcePosition& where) {
    return where.line > 0 ? fmt::format("{}:{}:{}", where.file, where.line, where.column) : std::string();
}

// `everything`: for programs, a column for each part; otherwise what fits on a terminal.
Rows as_rows(const exporters::FindingsReport& report, bool everything) {
    Rows rows;
    const bool places = !everything && std::any_of(report.findings.begin(), report.findings.end(),
                                                   [](const auto& it) { return it.where.line > 0; });
    rows.columns = {{"code"}, {"severity"}, {"level"}, {"feature"}};
    if (places) rows.columns.push_back({"place"});
    rows.columns.push_back({"message"});
    if (everything) {
        for (const char* name : {"advice", "file"}) rows.columns.push_back({name});
        for (const char* name : {"line", "column", "longitude", "latitude"}) {
            rows.columns.push_back({name, CellKind::number});
        }
    }
    if (!report.known.empty()) rows.columns.push_back({"known", CellKind::boolean});
    for (std::size_t i = 0; i < report.findings.size(); ++i) {
        const core::Diagnostic& it = report.findings[i];
        std::vector<std::optional<std::string>> row{it.code, core::to_string(it.severity), cell(it.level),
                                                    cell(it.feature)};
        if (places) row.push_back(cell(place_of(it.where)));
        row.emplace_back(core::one_line(it.message));
        if (everything) {
            const auto number = [](int value) {
                return value > 0 ? std::optional(std::to_string(value)) : std::nullopt;
            };
            row.push_back(cell(it.advice));
            row.push_back(cell(it.where.file));
            row.push_back(number(it.where.line));
            row.push_back(number(it.where.column));
            row.push_back(it.at ? std::optional(fmt::format("{:.8f}", it.at->x)) : std::nullopt);
            row.push_back(it.at ? std::optional(fmt::format("{:.8f}", it.at->y)) : std::nullopt);
        }
        if (!report.known.empty()) row.emplace_back(report.is_known(i) ? "true" : "false");
        rows.rows.push_back(std::move(row));
    }
    return rows;
}

Json finding_json(const exporters::FindingsReport& report, std::size_t i) {
    Json json = Json::parse(diagnostic_json(report.findings[i]));
    if (!report.known.empty()) json["known"] = report.is_known(i);
    return json;
}

std::string as_json(const exporters::FindingsReport& report) {
    const CheckCounts counts = count_findings(report);
    Json json;
    json["source"] = report.source;
    json["counts"] = {{"errors", counts.errors}, {"warnings", counts.warnings}, {"notes", counts.notes}};
    if (!report.known.empty()) json["counts"]["known"] = counts.known;
    json["diagnostics"] = Json::array();
    for (std::size_t i = 0; i < report.findings.size(); ++i)
        json["diagnostics"].push_back(finding_json(report, i));
    return operations::to_text(json, 2) + "\n";
}

}  // namespace

CheckCounts count_findings(const exporters::FindingsReport& report) {
    CheckCounts counts;
    for (std::size_t i = 0; i < report.findings.size(); ++i) {
        const core::Severity severity = report.findings[i].severity;
        if (report.is_known(i)) {
            ++counts.known;
        } else if (severity == core::Severity::error) {
            ++counts.errors;
        } else if (severity == core::Severity::warning) {
            ++counts.warnings;
        } else {
            ++counts.notes;
        }
    }
    return counts;
}

std::string counts_text(const CheckCounts& counts, bool with_known) {
    std::string text = fmt::format("{}, {}, {}", plural(counts.errors, "error"),
                                   plural(counts.warnings, "warning"), plural(counts.notes, "note"));
    if (with_known) text += fmt::format(", {} known", counts.known);
    return text;
}

std::string check_report(const exporters::FindingsReport& report, std::string_view format) {
    if (format == "json") return as_json(report);
    if (format == "jsonl") {
        std::string text;
        for (std::size_t i = 0; i < report.findings.size(); ++i) {
            text += operations::to_text(finding_json(report, i)) + "\n";
        }
        return text;
    }
    if (format == "csv") return format_rows(as_rows(report, true), "csv");
    const std::string counts = counts_text(count_findings(report), !report.known.empty()) + "\n";
    return report.findings.empty() ? counts : format_rows(as_rows(report, false), "table") + "\n" + counts;
}

}  // namespace mallctl::cli
