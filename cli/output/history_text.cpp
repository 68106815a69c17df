#include "cli/output/history_text.hpp"

#include <nlohmann/json.hpp>

#include "cli/output/rows.hpp"
#include "cli/output/version_json.hpp"
#include "operations/json_parts.hpp"

namespace mallctl::cli {

namespace {

using operations::Json;

Json whole_version(const db::Version& version) {
    Json json = version_json(version);
    json["author"] = version.author;
    json["changed"] = operations::counts_json(version.changed.total());
    json["by_kind"] = Json::object();
    for (const auto& [kind, counts] : version.changed.by_kind)
        json["by_kind"][kind] = operations::counts_json(counts);
    json["plan"] = nullptr;
    if (version.plan) json["plan"] = {{"number", version.plan->number}, {"format", version.plan->format}};
    return json;
}

std::string as_json(const std::vector<db::Version>& versions) {
    Json array = Json::array();
    for (const auto& version : versions) array.push_back(whole_version(version));
    return operations::to_text(array, 2) + "\n";
}

std::string as_jsonl(const std::vector<db::Version>& versions) {
    std::string text;
    for (const auto& version : versions) text += operations::to_text(whole_version(version)) + "\n";
    return text;
}

Rows to_rows(const std::vector<db::Version>& versions) {
    Rows rows;
    rows.columns = {{"version", CellKind::number},
                    {"kind"},
                    {"committed_at"},
                    {"author"},
                    {"added", CellKind::number},
                    {"updated", CellKind::number},
                    {"removed", CellKind::number},
                    {"plan", CellKind::number},
                    {"plan_format"}};
    for (const auto& version : versions) {
        const auto total = version.changed.total();
        std::optional<std::string> plan;
        std::optional<std::string> format;
        if (version.plan) {
            plan = std::to_string(version.plan->number);
            format = version.plan->format;
        }
        rows.rows.push_back({std::to_string(version.number), version.kind,
                             core::format_instant(version.committed_at), version.author,
                             std::to_string(total.added), std::to_string(total.updated),
                             std::to_string(total.removed), plan, format});
    }
    return rows;
}

}  // namespace

std::string history_text(const std::vector<db::Version>& versions, std::string_view format) {
    if (format == "json") return as_json(versions);
    if (format == "jsonl") return as_jsonl(versions);
    return format_rows(to_rows(versions), format);
}

}  // namespace mallctl::cli
