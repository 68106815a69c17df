#include "cli/output/rollback_report.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/output/unit_changes.hpp"
#include "cli/output/version_json.hpp"
#include "cli/output/write_report.hpp"
#include "operations/json_parts.hpp"

namespace mallctl::cli {

namespace {

using operations::Json;
using operations::RollbackReport;

// "2 versions after version 4 are undone: 5 import, 6 apply".
std::string undone_line(const RollbackReport& report) {
    if (report.undone.empty()) return {};
    constexpr std::size_t most = 20;
    std::string list;
    for (std::size_t i = 0; i < report.undone.size() && i < most; ++i) {
        const auto& version = report.undone[i];
        list += fmt::format("{}{} {}", list.empty() ? "" : ", ", version.number, version.kind);
    }
    if (report.undone.size() > most) list += fmt::format(" and {} more", report.undone.size() - most);
    const bool one = report.undone.size() == 1;
    return fmt::format("{} version{} after version {} {} undone: {}\n", report.undone.size(), one ? "" : "s",
                       report.target.number, one ? "is" : "are", list);
}

}  // namespace

std::string rollback_report_json(const RollbackReport& report, const ChangeList& changes,
                                 const std::string& mall) {
    Json json = Json::parse(write_report_json(report, mall));
    json["target"] = version_json(report.target);
    json["target"]["plan"] = nullptr;
    if (const auto& plan = report.target.plan)
        json["target"]["plan"] = {{"number", plan->number}, {"format", plan->format}};
    json["undone"] = Json::array();
    for (const auto& version : report.undone) json["undone"].push_back(version_json(version));
    json["changes"] = Json::array();
    for (const auto& change : changes.changes()) json["changes"].push_back(change_json(change));
    if (changes.left_out() > 0) json["changes_left_out"] = changes.left_out();
    add_unit_changes(json, report);
    return operations::to_text(json, 2) + "\n";
}

std::string rollback_report_table(const RollbackReport& report, const ChangeList& changes, bool verbose,
                                  const std::string& mall) {
    if (!report.changed.any()) {
        return fmt::format("nothing was changed: {} is as it was at version {} already (version {})\n", mall,
                           report.target.number, report.version);
    }
    const std::string rows = verbose || report.dry_run ? changes_table(changes, verbose) : "";
    return rows + unit_changes_text(report) + write_report_table(report, mall) + undone_line(report);
}

}  // namespace mallctl::cli
