#include "server/endpoints/mall_versions.hpp"

#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "core/error.hpp"
#include "operations/audit.hpp"
#include "operations/history.hpp"
#include "operations/json_parts.hpp"
#include "operations/rollback.hpp"
#include "server/endpoints/page.hpp"
#include "server/http/problem.hpp"
#include "server/in_mall.hpp"
#include "server/json_body.hpp"
#include "server/private_answer.hpp"

namespace mallctl::server {

namespace {

using access::Permission;
using operations::Json;

http::Response answer(const Json& json) {
    return private_json(200, operations::to_text(json) + "\n");
}

http::ProblemError bad_value(std::string detail) {
    return http::ProblemError(
        {400, "bad-request", "The request cannot be understood", std::move(detail), "", 0});
}

std::optional<std::int64_t> number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
    return value;
}

Json json_of(const db::Version& version) {
    Json json{{"version", version.number},
              {"kind", version.kind},
              {"committed_at", core::format_instant(version.committed_at)},
              {"author", version.author},
              {"changed", operations::counts_json(version.changed.total())},
              {"by_kind", Json::object()}};
    for (const auto& [kind, counts] : version.changed.by_kind)
        json["by_kind"][kind] = operations::counts_json(counts);
    json["plan"] = nullptr;
    if (version.plan) json["plan"] = {{"number", version.plan->number}, {"format", version.plan->format}};
    return json;
}

Json image_of(const std::string& text) {
    return text.empty() ? Json(nullptr) : Json::parse(text);
}

std::string cursor_of(const db::AuditEntry& entry) {
    return fmt::format("{}.{}", entry.version, entry.seq);
}

Json json_of(const db::AuditEntry& entry) {
    return {{"entry", cursor_of(entry)},
            {"version", entry.version},
            {"committed_at", core::format_instant(entry.committed_at)},
            {"author", entry.author},
            {"verb", entry.verb},
            {"kind", entry.kind},
            {"slug", entry.slug.empty() ? Json(nullptr) : Json(entry.slug)},
            {"action", entry.action},
            {"rows", entry.rows},
            {"digest", entry.digest.empty() ? Json(nullptr) : Json(entry.digest)},
            {"before", image_of(entry.before)},
            {"after", image_of(entry.after)}};
}

db::AuditFilter filter_of(const Call& call) {
    db::AuditFilter filter;
    filter.kind = call.parameter("kind");
    filter.slug = call.parameter("slug");
    filter.author = call.parameter("author");
    filter.action = call.parameter("action");
    const std::string_view since = call.parameter("since");
    if (!since.empty()) filter.since = core::parse_instant(since);
    const std::string_view version = call.parameter("version");
    if (!version.empty()) filter.version = number(version);
    const std::string_view after = call.parameter("after");
    if (!after.empty()) {
        const std::size_t dot = after.find('.');
        const auto of = number(after.substr(0, dot));
        const auto seq = dot == std::string_view::npos ? std::nullopt : number(after.substr(dot + 1));
        if (!of || !seq) throw bad_value("after is what `next` of the page before said");
        filter.after = {*of, *seq};
    }
    return filter;
}

}  // namespace

http::Response ListHistory::operator()(const Call& call) const {
    const auto limit = static_cast<std::int64_t>(call.count("limit", page::usual_limit));
    return in_mall(pool, call, [&](db::Session& session, const catalog::Mall& mall) {
        const auto history = operations::list_history(session, mall.slug, limit);
        Json versions = Json::array();
        for (const auto& version : history.versions) versions.push_back(json_of(version));
        return answer({{"versions", std::move(versions)}, {"total", history.total}});
    });
}

http::Response ListAudit::operator()(const Call& call) const {
    db::AuditFilter filter = filter_of(call);
    const auto limit = static_cast<std::int64_t>(call.count("limit", page::usual_limit));
    filter.limit = limit + 1;  // one more tells whether there is a rest
    return in_mall(pool, call, [&](db::Session& session, const catalog::Mall& mall) {
        auto entries = operations::list_audit(session, mall.slug, filter);
        Json next = nullptr;
        if (std::cmp_greater(entries.size(), limit)) {
            entries.pop_back();
            next = page::next_link(call, cursor_of(entries.back()));
        }
        Json rows = Json::array();
        for (const auto& entry : entries) rows.push_back(json_of(entry));
        return answer({{"rows", std::move(rows)}, {"next", std::move(next)}});
    });
}

http::Response RollBack::operator()(const Call& call) const {
    const auto body = parse_object(call.request.body);
    refuse_other_members(body, {"version", "dry_run"});
    operations::RollbackOptions options;
    options.mall = call.path_value("mall");
    options.version = integer_member(body, "version");
    options.dry_run = flag_member(body, "dry_run", false);
    options.lock_timeout = std::chrono::seconds{5};
    return in_mall(pool, call, [&](db::Session& session, const catalog::Mall&) {
        const auto report = operations::roll_back(session, options);
        Json json{{"target", report.target.number},
                  {"version", report.version},
                  {"dry_run", report.dry_run},
                  {"changed", operations::counts_json(report.changed.total())},
                  {"undone", Json::array()}};
        for (const auto& version : report.undone) json["undone"].push_back(version.number);
        return answer(json);
    });
}

std::vector<Route> version_routes(db::SessionPool& writes, db::SessionPool& heavy_reads) {
    return {{.method = "GET",
             .pattern = "/api/v1/malls/{mall}/history",
             .operation = "listVersions",
             .tag = "Versions",
             .summary = "What happened to the mall, newest first",
             .permission = Permission::history_read,
             .blocks = true,
             .parameters = {page::limit},
             .outcomes = {{200, "Versions", "History"}},
             .handler = ListHistory{heavy_reads}},
            {.method = "GET",
             .pattern = "/api/v1/malls/{mall}/audit",
             .operation = "listAudit",
             .tag = "Versions",
             .summary = "Who changed which row, from what to what",
             .permission = Permission::history_read,
             .blocks = true,
             .parameters = {{.name = "kind", .doc = "Only rows of this kind"},
                            {.name = "slug", .doc = "Only this row, by any slug that it had"},
                            {.name = "author", .doc = "Only what this one did"},
                            {.name = "action", .doc = "added, updated or removed"},
                            {.name = "version",
                             .doc = "Only this version",
                             .schema = R"({"type":"integer","minimum":1})"},
                            {.name = "since",
                             .doc = "Not before this time (RFC 3339)",
                             .schema = R"({"type":"string","format":"date-time"})"},
                            {.name = "after", .doc = "What `next` of the page before said"},
                            page::limit},
             .outcomes = {{200, "Entries", "AuditPage"}},
             .handler = ListAudit{heavy_reads}},
            {.method = "POST",
             .pattern = "/api/v1/malls/{mall}/rollback",
             .operation = "rollBack",
             .tag = "Versions",
             .summary = "Makes the mall what it was at an earlier version",
             .permission = Permission::plan_import,
             .blocks = true,
             .body_bytes = 4096,
             .body_schema = "Rollback",
             .outcomes = {{200, "A new version, unless nothing differed", "RolledBack"}},
             .handler = RollBack{writes}}};
}

}  // namespace mallctl::server
