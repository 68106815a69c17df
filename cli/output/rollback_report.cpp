#include "cli/output/rollback_report.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/output/unit_changes.hpp"
#include "cli/output/write_report.hpp"
#include "operations/history.hpp"
#include "operations/json_parts.hpp"

namespace mallctl::cli {

namespace {

using operations::Json;
using operations::RollbackReport;

Json to_json(const db::Version& version) {
    return {{"version", version.number},
            {"kind", version.kind},
            {"committed_at", core::format_instant(version.committed_at)}};
}

// "1 change of the plan since version 4 is undone: 5 import".
std::string undone_line(const RollbackReport& report) {
    if (report.undone.empty()) return {};
    std::string list;
    for (const auto& version : report.undone)
        list += fmt::format("{}{} {}", list.empty() ? "" : ", ", version.number, version.kind);
    const bool one = report.undone.size() == 1;
    return fmt::format("{} change{} of the plan since version {} {} undone: {}\n", report.undone.size(),
                       one ? "" : "s", report.target.number, one ? "is" : "are", list);
}

// "2 changes of other things since version 4 are kept: 6 apply (store, tenant), 7 apply (lease)".
std::string kept_line(const RollbackReport& report) {
    if (report.kept.empty()) return {};
    std::string list;
    for (const auto& version : report.kept) {
        list += fmt::format("{}{} {} ({})", list.empty() ? "" : ", ", version.number, version.kind,
                            fmt::join(operations::catalog_kinds(version), ", "));
    }
    const bool one = report.kept.size() == 1;
    return fmt::format("{} change{} of other things since version {} {} kept: {}\n", report.kept.size(),
                       one ? "" : "s", report.target.number, one ? "is" : "are", list);
}

}  // namespace

std::string rollback_report_json(const RollbackReport& report, const std::string& mall) {
    Json json = Json::parse(write_report_json(report, mall));
    json["target"] = to_json(report.target);
    json["target"]["plan"] = {{"number", report.target.plan->number}, {"format", report.target.plan->format}};
    json["undone"] = Json::array();
    for (const auto& version : report.undone) json["undone"].push_back(to_json(version));
    json["kept"] = Json::array();
    for (const auto& version : report.kept) {
        Json kept = to_json(version);
        kept["kinds"] = operations::catalog_kinds(version);
        json["kept"].push_back(std::move(kept));
    }
    add_unit_changes(json, report);
    return operations::to_text(json, 2) + "\n";
}

std::string rollback_report_table(const RollbackReport& report, const std::string& mall) {
    if (!report.changed.any()) {
        return fmt::format(
            "nothing was changed: the plan of version {} is the one of {} already (version {})\n",
            report.target.number, mall, report.version);
    }
    return unit_changes_text(report) + write_report_table(report, mall) + undone_line(report) +
           kept_line(report);
}

}  // namespace mallctl::cli
