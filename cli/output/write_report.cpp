#include "cli/output/write_report.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/context.hpp"
#include "cli/output/rows.hpp"
#include "operations/findings.hpp"
#include "operations/json_parts.hpp"

namespace mallctl::cli {

namespace {

using Json = nlohmann::ordered_json;

std::string closing_line(const operations::WriteReport& report, const std::string& mall) {
    if (!report.changed.any())
        return fmt::format("nothing changed in {} (version {})\n", mall, report.version);
    if (report.dry_run) return fmt::format("dry run: nothing was kept in {}\n", mall);
    return fmt::format("{} is now at version {}\n", mall, report.version);
}

}  // namespace

std::string diagnostic_json(const core::Diagnostic& finding) {
    return operations::to_text(operations::finding_json(finding));
}

std::string write_report_json(const operations::WriteReport& report, const std::string& mall) {
    Json json;
    json["mall"] = mall;
    json["changed"] = operations::counts_json(report.changed.total());
    json["by_kind"] = Json::object();
    for (const auto& [kind, counts] : report.changed.by_kind)
        json["by_kind"][kind] = operations::counts_json(counts);
    json["version"] = report.version;
    json["diagnostics"] = Json::array();
    for (const auto& finding : report.findings)
        json["diagnostics"].push_back(operations::finding_json(finding));
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
