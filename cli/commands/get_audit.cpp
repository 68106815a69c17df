#include "cli/commands/get_audit.hpp"

#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>

#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "cli/output/rows.hpp"
#include "cli/version_argument.hpp"
#include "core/closest.hpp"
#include "core/error.hpp"
#include "operations/audit.hpp"
#include "operations/json_parts.hpp"

namespace mallctl::cli {

namespace {

using db::AuditEntry;
using operations::Json;

core::Instant instant_of(const std::string& text) {
    constexpr std::size_t day_length = 10;  // 2026-01-31: its first instant in UTC
    return core::parse_instant(text.size() == day_length ? text + "T00:00:00Z" : text);
}

void add_condition(db::AuditFilter& filter, const std::string& condition) {
    const auto equals = condition.find('=');
    const std::string key = condition.substr(0, equals);
    const std::string value = equals == std::string::npos ? "" : condition.substr(equals + 1);
    if (value.empty()) {
        throw core::Error(core::Fault::usage, "\"" + condition + "\" is not a condition",
                          "write --where FIELD=VALUE, as in --where kind=store");
    }
    if (key == "kind") {
        filter.kind = value;
    } else if (key == "slug") {
        filter.slug = value;
    } else if (key == "author") {
        filter.author = value;
    } else if (key == "action") {
        filter.action = value;
    } else if (key == "version") {
        filter.version = version_argument(value);
    } else if (key == "since") {
        filter.since = instant_of(value);
    } else {
        throw core::Error(core::Fault::usage, "the audit log cannot be searched by \"" + key + "\"",
                          core::did_you_mean(key, {"kind", "slug", "author", "action", "version", "since"}));
    }
}

Json parsed(const std::string& image) {
    return image.empty() ? Json(nullptr) : Json::parse(image);
}

Json to_json(const AuditEntry& entry) {
    Json json{{"version", entry.version},
              {"entry", entry.seq},
              {"committed_at", core::format_instant(entry.committed_at)},
              {"author", entry.author},
              {"by", entry.verb},
              {"kind", entry.kind},
              {"slug", entry.slug.empty() ? Json(nullptr) : Json(entry.slug)},
              {"action", entry.action},
              {"rows", entry.rows},
              {"digest", entry.digest.empty() ? Json(nullptr) : Json(entry.digest)}};
    json["before"] = parsed(entry.before);
    json["after"] = parsed(entry.after);
    return json;
}

std::optional<std::string> known(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

// The fields that an update changed, for people: "phone, price_minor".
std::optional<std::string> changed_fields(const AuditEntry& entry) {
    if (entry.before.empty() || entry.after.empty() || entry.kind == "plan") return std::nullopt;
    const Json before = Json::parse(entry.before);
    const Json after = Json::parse(entry.after);
    std::string fields;
    for (const auto& [field, value] : after.items()) {
        if (field == "version" || before.value(field, Json()) == value) continue;
        fields += (fields.empty() ? "" : ", ") + field;
    }
    return known(fields);
}

Rows to_rows(const std::vector<AuditEntry>& entries, bool whole) {
    Rows rows;
    rows.columns = {{"version", CellKind::number},
                    {"entry", CellKind::number},
                    {"committed_at"},
                    {"author"},
                    {"by"},
                    {"kind"},
                    {"slug"},
                    {"action"},
                    {"rows", CellKind::number}};
    if (whole)
        rows.columns.insert(rows.columns.end(), {{"digest"}, {"before"}, {"after"}});
    else
        rows.columns.push_back({"changed"});
    for (const auto& entry : entries) {
        std::vector<std::optional<std::string>> row = {std::to_string(entry.version),
                                                       std::to_string(entry.seq),
                                                       core::format_instant(entry.committed_at),
                                                       entry.author,
                                                       entry.verb,
                                                       entry.kind,
                                                       known(entry.slug),
                                                       entry.action,
                                                       std::to_string(entry.rows)};
        if (whole)
            row.insert(row.end(), {known(entry.digest), known(entry.before), known(entry.after)});
        else
            row.push_back(changed_fields(entry));
        rows.rows.push_back(std::move(row));
    }
    return rows;
}

std::string as_text(const std::vector<AuditEntry>& entries, std::string_view format) {
    if (format == "jsonl") {
        std::string text;
        for (const auto& entry : entries) text += operations::to_text(to_json(entry)) + "\n";
        return text;
    }
    if (format != "json") return format_rows(to_rows(entries, format != "table"), format);
    Json array = Json::array();
    for (const auto& entry : entries) array.push_back(to_json(entry));
    return operations::to_text(array, 2) + "\n";
}

std::pair<std::int64_t, std::int64_t> place_of(const std::string& text) {
    const auto colon = text.find(':');
    const auto version = parse_version(text.substr(0, colon));
    std::int64_t entry = -1;
    if (colon != std::string::npos) {
        const char* const end = text.data() + text.size();
        const auto [stopped, error] = std::from_chars(text.data() + colon + 1, end, entry);
        if (error != std::errc{} || stopped != end) entry = -1;
    }
    if (version && entry >= 0) return {*version, entry};
    throw core::Error(core::Fault::usage, "\"" + text + "\" is no entry of an audit log",
                      "write VERSION:ENTRY, as the line below a page says it");
}

}  // namespace

int run_get_audit(const std::vector<std::string>& conditions, std::int64_t limit, const std::string& after,
                  Context& context) {
    context.allow_formats({"table", "json", "jsonl", "csv", "yaml"});
    db::AuditFilter filter;
    for (const auto& condition : conditions) add_condition(filter, condition);
    if (!after.empty()) filter.after = place_of(after);
    if (limit > 0) filter.limit = limit;
    const auto entries = operations::list_audit(context.session(), context.mall(), filter);
    context.write_result([&](std::string_view format) { return as_text(entries, format); });
    if (static_cast<std::int64_t>(entries.size()) == filter.limit) {
        context.say(fmt::format("there may be more: go on with --after {}:{}", entries.back().version,
                                entries.back().seq));
    }
    return exit_done;
}

}  // namespace mallctl::cli
