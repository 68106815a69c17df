#include "db/version_repository.hpp"

#include <nlohmann/json.hpp>

#include "core/error.hpp"
#include "db/transaction_impl.hpp"

namespace mallctl::db {

namespace {

constexpr const char* select_version =
    "select v.number, v.kind, v.author, extract(epoch from v.committed_at)::bigint, v.summary, p.id, "
    "p.number, p.format from mallctl.version v "
    "left join mallctl.plan p on p.mall_id = v.mall_id and p.id = v.plan_id where v.mall_id = $1 ";

// What operations::to_json(ChangeSummary) wrote.
core::ChangeSummary summary_from_json(std::string_view text) {
    core::ChangeSummary changed;
    try {
        const auto summary = nlohmann::json::parse(text);
        for (const auto& [kind, counts] : summary.items()) {
            changed.by_kind[kind] = {counts.at("added"), counts.at("updated"), counts.at("removed"),
                                     counts.at("unchanged")};
        }
    } catch (const nlohmann::json::exception&) {
        throw core::Error(core::Fault::failed,
                          "the database keeps a summary of a version that cannot be read",
                          "is it of a newer mallctl? update this one");
    }
    return changed;
}

Version read(const Rows& rows, std::size_t row) {
    Version version;
    version.number = rows.integer(row, 0);
    version.kind = rows.text(row, 1);
    version.author = rows.text(row, 2);
    version.committed_at = core::Instant(std::chrono::seconds(rows.integer(row, 3)));
    version.changed = summary_from_json(rows.text(row, 4));
    if (!rows.is_null(row, 5)) {
        version.plan = {rows.uuid(row, 5), rows.integer(row, 6), std::string(rows.text(row, 7))};
    }
    return version;
}

}  // namespace

std::vector<Version> VersionRepository::newest(std::int64_t limit, std::int64_t above) {
    const Rows rows = transaction_.impl().work.run(
        std::string(select_version) + "and v.number > $2::bigint order by v.number desc limit $3::bigint",
        Params().add(mall_of(transaction_)).add(above).add(limit));
    std::vector<Version> versions;
    for (std::size_t i = 0; i < rows.size(); ++i) versions.push_back(read(rows, i));
    return versions;
}

std::optional<Version> VersionRepository::find(std::int64_t number) {
    const Rows rows = transaction_.impl().work.run(std::string(select_version) + "and v.number = $2::bigint",
                                                   Params().add(mall_of(transaction_)).add(number));
    if (rows.empty()) return std::nullopt;
    return read(rows, 0);
}

std::optional<Version> VersionRepository::first_with_plan() {
    const Rows rows = transaction_.impl().work.run(
        std::string(select_version) + "and v.plan_id is not null order by v.number limit 1",
        Params().add(mall_of(transaction_)));
    if (rows.empty()) return std::nullopt;
    return read(rows, 0);
}

std::int64_t VersionRepository::newest_of(const std::vector<std::string>& kinds) {
    const Rows rows = transaction_.impl().work.run(
        "select v.number from mallctl.version v where v.mall_id = $1 and v.summary ?| $2::text[] "
        "and exists (select from jsonb_each(v.summary) e where e.key = any ($2::text[]) and "
        "(e.value ->> 'added')::bigint + (e.value ->> 'updated')::bigint + (e.value ->> 'removed')::bigint > "
        "0) "
        "order by v.number desc limit 1",
        Params().add(mall_of(transaction_)).add(texts_to_array(kinds)));
    return rows.empty() ? 0 : rows.integer(0, 0);
}

}  // namespace mallctl::db
