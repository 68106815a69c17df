#include "cli/output/write_report.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/context.hpp"
#include "cli/output/rows.hpp"
#include "operations/json_parts.hpp"

namespace mallctl::cli {

namespace {

using Json = nlohmann::ordered_json;

Json to_json(const core::Diagnostic& finding) {
    Json json;
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

std::string closing_line(const operations::WriteReport& report, const std::string& mall) {
    if (!report.changed.any())
        return fmt::format("nothing changed in {} (version {})\n", mall, report.version);
    if (report.dry_run) return fmt::format("dry run: nothing was kept in {}\n", mall);
    return fmt::format("{} is now at version {}\n", mall, report.version);
}

}  // namespace

std::string diagnostic_json(const core::Diagnostic& finding) {
    return operations::to_text(to_json(finding));
}

std::string write_report_json(const operations::WriteReport& report, const std::string& mall) {
    Json json;
    json["mall"] = mall;
    json["changed"] = operations::counts_json(report.changed.total());
    json["by_kind"] = Json::object();
    for (const auto& [kind, counts] : report.changed.by_kind) json["by_kind"][kind] = operations::counts_json(counts);
    json["version"] = report.version;
    json["diagnostics"] = Json::array();
    for (const auto& finding : report.findings) json["diagnostics"].push_back(to_json(finding));
    if (!report.navigation.empty()) json["artifacts"]["nav"] = report.navigation;
    if (!report.search.empty()) json["artifacts"]["search"] = report.search;
    if (report.dry_run) json["dry_run"] = true;
    return operations::to_text(json, 2) + "\n";
}

std::string write_report_table(const operations::WriteReport& report, const std::string& mall) {
    Rows rows;
    rows.columns = {{"kind", CellKind::text},
                    {"added", CellKind::number},
                    {"updated", CellKind::number},
                    {"removed", CellKind::number},
                    {"unchanged", CellKind::number}};
    for (const auto& [kind, counts] : report.changed.by_kind) {
        rows.rows.push_back({kind, std::to_string(counts.added), std::to_string(counts.updated),
                             std::to_string(counts.removed), std::to_string(counts.unchanged)});
    }
    return format_rows(rows, "table") + closing_line(report, mall);
}

void print_write_report(Context& context, const operations::WriteReport& report, const std::string& mall) {
    context.say_findings(report.findings);
    context.write_result([&](std::string_view format) {
        return format == "json" ? write_report_json(report, mall) : write_report_table(report, mall);
    });
}

}  // namespace mallctl::cli
