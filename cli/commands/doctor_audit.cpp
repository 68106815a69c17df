#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/commands/doctor.hpp"
#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "cli/output/rows.hpp"
#include "operations/audit.hpp"
#include "operations/json_parts.hpp"

namespace mallctl::cli {

namespace {

using operations::CheckedAudit;
using operations::Json;

std::string as_json(const std::vector<CheckedAudit>& audits) {
    Json array = Json::array();
    for (const auto& audit : audits) {
        Json json{{"mall", audit.mall},
                  {"intact", !audit.check.broken},
                  {"versions", audit.check.versions},
                  {"entries", audit.check.entries},
                  {"hash", audit.check.hash},
                  {"broken", nullptr}};
        if (const auto& broken = audit.check.broken) {
            json["broken"] = {{"version", broken->version}, {"entry", nullptr}, {"what", broken->what}};
            if (broken->entry) json["broken"]["entry"] = *broken->entry;
        }
        array.push_back(std::move(json));
    }
    return operations::to_text(array, 2) + "\n";
}

std::string as_table(const std::vector<CheckedAudit>& audits) {
    Rows rows;
    rows.columns = {
        {"mall"}, {"log"}, {"versions", CellKind::number}, {"entries", CellKind::number}, {"newest_hash"}};
    for (const auto& audit : audits) {
        rows.rows.push_back({audit.mall, audit.check.broken ? "altered" : "intact",
                             std::to_string(audit.check.versions), std::to_string(audit.check.entries),
                             audit.check.hash.empty() ? std::nullopt : std::optional(audit.check.hash)});
    }
    return format_rows(rows, "table");
}

int run_doctor_audit(Context& context) {
    context.allow_formats({"table", "json"});
    const std::string& named = context.config().get("mall").text;
    const auto audits =
        operations::check_audits(context.session(), named.empty() ? std::nullopt : std::optional(named));
    core::Diagnostics findings;
    for (const auto& audit : audits) {
        if (audit.finding) findings.push_back(*audit.finding);
    }
    context.say_findings(findings);
    context.write_result(
        [&](std::string_view format) { return format == "json" ? as_json(audits) : as_table(audits); });
    return findings.empty() ? exit_done : exit_failed;
}

}  // namespace

Verb declare_doctor_audit(CLI::App& parent) {
    CLI::App* app = parent.add_subcommand(
        "audit", "Verify the hash chain of the audit log of the mall named by --mall, or of every mall");
    app->footer(
        "Examples:\n"
        "  mallctl doctor audit\n"
        "  mallctl doctor audit --mall riverside --format json");
    return {app, run_doctor_audit};
}

}  // namespace mallctl::cli
