#include "exporters/findings/sarif.hpp"

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/error.hpp"
#include "core/escape.hpp"
#include "exporters/findings/manual.hpp"
#include "operations/json_parts.hpp"

namespace mallctl::exporters {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* fingerprint_key = "mallctlFinding/v1";

const char* level_of(core::Severity severity) {
    switch (severity) {
        case core::Severity::note:
            return "note";
        case core::Severity::warning:
            return "warning";
        case core::Severity::error:
            return "error";
    }
    return "error";
}

std::string sentence(const std::string& text) {
    return text.empty() || text.ends_with('.') ? text : text + ".";
}

// Rules are the codes found, in order.
std::map<std::string, std::size_t> rule_indexes(const core::Diagnostics& findings) {
    std::map<std::string, std::size_t> indexes;
    for (const core::Diagnostic& finding : findings) indexes[finding.code] = 0;
    std::size_t next = 0;
    for (auto& [code, index] : indexes) index = next++;
    return indexes;
}

Json rule(const std::string& code) {
    Json json{{"id", code}};
    const auto entry = diagnostics_manual().find(code);
    if (entry == diagnostics_manual().end()) return json;
    json["shortDescription"] = {{"text", sentence(entry->second.title)}};
    json["fullDescription"] = {{"text", sentence(entry->second.meaning)}};
    json["help"] = {{"text", entry->second.help}, {"markdown", entry->second.help}};
    return json;
}

Json location(const core::Diagnostic& finding, const std::string& source) {
    Json json;
    const std::string& file = finding.where.file.empty() ? source : finding.where.file;
    if (!file.empty()) {
        json["physicalLocation"]["artifactLocation"] = {{"uri", core::percent_encode(file, "/")}};
        if (!finding.where.file.empty() && finding.where.line > 0) {
            Json& region = json["physicalLocation"]["region"];
            region["startLine"] = finding.where.line;
            if (finding.where.column > 0) region["startColumn"] = finding.where.column;
        }
    }
    if (!finding.level.empty() || !finding.feature.empty()) {
        Json logical;
        if (!finding.feature.empty()) logical["name"] = finding.feature;
        logical["fullyQualifiedName"] = finding.level.empty()     ? finding.feature
                                        : finding.feature.empty() ? finding.level
                                                                  : finding.level + "/" + finding.feature;
        logical["kind"] = finding.feature.empty() ? "level" : "feature";
        json["logicalLocations"] = Json::array({logical});
    }
    return json;
}

Json result(const FindingsReport& report, std::size_t i, std::size_t rule_index,
            const std::string& fingerprint) {
    const core::Diagnostic& finding = report.findings[i];
    Json json;
    json["ruleId"] = finding.code;
    json["ruleIndex"] = rule_index;
    json["level"] = level_of(finding.severity);
    std::string text = sentence(finding.message);
    if (!finding.advice.empty()) text += " Advice: " + sentence(finding.advice);
    json["message"] = {{"text", text}};
    const Json where = location(finding, report.source);
    if (!where.empty()) json["locations"] = Json::array({where});
    json["partialFingerprints"] = {{fingerprint_key, fingerprint}};
    if (!report.known.empty()) json["baselineState"] = report.is_known(i) ? "unchanged" : "new";
    if (finding.at) json["properties"] = {{"coordinates", operations::point_json(*finding.at)}};
    return json;
}

[[noreturn]] void refuse(const std::string& file, const std::string& why) {
    throw core::Error(core::Fault::rejected, file + " cannot be a baseline: " + why,
                      "write one with: mallctl check ... -o baseline.sarif");
}

}  // namespace

std::string sarif(const FindingsReport& report) {
    const auto rules = rule_indexes(report.findings);
    Json driver{{"name", "mallctl"}, {"version", MALLCTL_VERSION}, {"rules", Json::array()}};
    for (const auto& [code, index] : rules) driver["rules"].push_back(rule(code));
    Json results = Json::array();
    const std::vector<std::string> prints = fingerprints(report.findings);
    for (std::size_t i = 0; i < report.findings.size(); ++i) {
        results.push_back(result(report, i, rules.at(report.findings[i].code), prints[i]));
    }
    Json run;
    run["tool"]["driver"] = std::move(driver);
    run["columnKind"] = "unicodeCodePoints";
    run["results"] = std::move(results);
    Json log;
    log["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json";
    log["version"] = "2.1.0";
    log["runs"] = Json::array({std::move(run)});
    return operations::to_text(log, 2) + "\n";
}

std::vector<bool> known_in_sarif(const core::Diagnostics& findings, std::string_view text,
                                 const std::string& file) {
    const Json log = Json::parse(text, nullptr, false);
    if (!log.is_object()) refuse(file, "it is no JSON object");
    if (log.value("version", Json()) != "2.1.0") refuse(file, "it is no SARIF 2.1.0 log");
    const auto runs = log.find("runs");
    if (runs == log.end() || !runs->is_array()) refuse(file, "it has no runs");
    std::multiset<std::string> stored;
    for (const Json& run : *runs) {
        const auto results = run.is_object() ? run.find("results") : run.end();
        if (results == run.end() || !results->is_array()) continue;
        for (const Json& entry : *results) {
            const Json::json_pointer at(std::string("/partialFingerprints/mallctlFinding~1v1"));
            if (entry.is_object() && entry.contains(at) && entry[at].is_string()) {
                stored.insert(entry[at].get<std::string>());
            }
        }
    }
    std::vector<bool> known;
    for (const std::string& fingerprint : fingerprints(findings)) {
        const auto found = stored.find(fingerprint);
        known.push_back(found != stored.end());
        if (found != stored.end()) stored.erase(found);
    }
    return known;
}

}  // namespace mallctl::exporters
