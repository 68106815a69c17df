#include "server/imports/import_report.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "operations/findings.hpp"
#include "operations/json_parts.hpp"
#include "server/http/problem.hpp"

namespace mallctl::server {

namespace {

using operations::Json;
using plan::Fate;

constexpr std::size_t most_findings = 1000;
constexpr std::array fates{Fate::kept,   Fate::moved, Fate::resized, Fate::split,
                           Fate::merged, Fate::added, Fate::removed};

// Errors first, as those past the most are left out.
void add_findings(Json& json, core::Diagnostics findings, const SpoolFolder& folder) {
    std::stable_sort(findings.begin(), findings.end(), [](const auto& a, const auto& b) {
        return static_cast<int>(a.severity) > static_cast<int>(b.severity);
    });
    Json list = Json::array();
    for (core::Diagnostic& finding : findings) {
        if (list.size() == most_findings) break;
        finding.message = folder.without_folder(std::move(finding.message));
        finding.advice = folder.without_folder(std::move(finding.advice));
        finding.feature = folder.without_folder(std::move(finding.feature));
        finding.where.file = folder.without_folder(std::move(finding.where.file));
        list.push_back(operations::finding_json(finding));
    }
    json["diagnostics"] = std::move(list);
    json["diagnostics_total"] = findings.size();
}

Json unit_counts(const std::vector<plan::UnitChange>& units) {
    Json json = Json::object();
    for (const Fate fate : fates) {
        json[to_string(fate)] =
            std::count_if(units.begin(), units.end(),
                          [fate](const plan::UnitChange& change) { return change.fate == fate; });
    }
    return json;
}

}  // namespace

std::string report_text(const operations::WriteReport& report, const std::vector<plan::UnitChange>& units,
                        const std::string& format, const SpoolFolder& folder) {
    Json json{{"format", format},
              {"changed", operations::counts_json(report.changed.total())},
              {"by_kind", Json::object()}};
    for (const auto& [kind, counts] : report.changed.by_kind)
        json["by_kind"][kind] = operations::counts_json(counts);
    if (!units.empty()) json["units"] = unit_counts(units);
    add_findings(json, report.findings, folder);
    return operations::to_text(json);
}

std::string findings_text(const core::Diagnostics& findings, const SpoolFolder& folder) {
    Json json = Json::object();
    add_findings(json, findings, folder);
    return operations::to_text(json);
}

std::string failure_text(const std::string& detail, const std::string& advice) {
    Json json{{"detail", detail}};
    if (!advice.empty()) json["advice"] = advice;
    return operations::to_text(json);
}

Json import_json(const db::StagedImport& import, bool whole) {
    const auto or_null = [](const auto& value) { return value ? Json(*value) : Json(nullptr); };
    Json json{{"id", core::to_string(import.id)},
              {"state", db::to_string(import.state)},
              {"made_by", import.made_by},
              {"created_at", core::format_instant(import.created)},
              {"updated_at", core::format_instant(import.updated)},
              {"expires_at", core::format_instant(import.expires)},
              {"files", Json::array()},
              {"options", Json::parse(import.options)},
              {"checked_version", or_null(import.checked_version)},
              {"version", or_null(import.version)}};
    for (const db::StagedFile& file : import.files)
        json["files"].push_back({{"name", file.name}, {"size", file.size}, {"sha256", file.sha256}});
    Json report = Json::parse(import.report);
    if (!whole) report.erase("diagnostics");
    json.update(report);
    if (!import.failure.empty()) json["failure"] = Json::parse(import.failure);
    return json;
}

}  // namespace mallctl::server
