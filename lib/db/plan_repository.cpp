#include "db/plan_repository.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/clock.hpp"
#include "core/error.hpp"
#include "db/plan_reader.hpp"
#include "db/plan_rows.hpp"
#include "db/transaction_impl.hpp"
#include "plan/digest.hpp"

namespace mallctl::db {

using core::Uuid;
using plan::FeatureDigest;
using plan::PlanDigests;

namespace {

struct StoredPlan {
    Uuid id;
    std::string digest;
};

std::optional<StoredPlan> find_current(Work& work, const Uuid& mall) {
    const Rows rows = work.run(
        "select p.id, p.digest from mallctl.mall m join mallctl.plan p on p.mall_id = m.id and p.id = "
        "m.current_plan "
        "where m.id = $1",
        Params().add(mall));
    if (rows.empty()) return std::nullopt;
    return StoredPlan{rows.uuid(0, 0), std::string(rows.text(0, 1))};
}

// In one query, as most imports change nothing and need only this.
PlanDigests stored_digests(Work& work, const Uuid& mall, const Uuid& plan_id) {
    std::string sql;
    for (const char* kind : plan_kinds) {
        if (!sql.empty()) sql += " union all ";
        sql += fmt::format("select '{}', id, digest from mallctl.{} where mall_id = $1 and plan_id = $2",
                           kind, table_of_kind(kind));
    }
    const Rows rows = work.run(sql, Params().add(mall).add(plan_id));
    PlanDigests digests;
    for (const char* kind : plan_kinds) digests[kind];
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto sha256 = core::sha256_from_hex(rows.text(i, 2));
        if (!sha256) throw core::Error(core::Fault::failed, "the database keeps a digest that is none");
        digests[std::string(rows.text(i, 0))].push_back({rows.uuid(i, 1), *sha256});
    }
    return digests;
}

core::ChangeCounts compare(std::vector<FeatureDigest> before, std::vector<FeatureDigest> after) {
    const auto by_id = [](const FeatureDigest& a, const FeatureDigest& b) { return a.id < b.id; };
    std::sort(before.begin(), before.end(), by_id);
    std::sort(after.begin(), after.end(), by_id);
    core::ChangeCounts counts;
    auto old = before.begin();
    for (const FeatureDigest& feature : after) {
        for (; old != before.end() && old->id < feature.id; ++old) ++counts.removed;
        if (old == before.end() || old->id != feature.id) {
            ++counts.added;
            continue;
        }
        ++(old->sha256 == feature.sha256 ? counts.unchanged : counts.updated);
        ++old;
    }
    counts.removed += before.end() - old;
    return counts;
}

core::ChangeSummary compare(const PlanDigests& before, const PlanDigests& after) {
    core::ChangeSummary summary;
    for (const char* kind : plan_kinds) {
        const auto old = before.find(kind);
        const core::ChangeCounts counts =
            compare(old == before.end() ? std::vector<FeatureDigest>{} : old->second, after.at(kind));
        if (counts.any() || counts.unchanged != 0) summary.by_kind[kind] = counts;
    }
    return summary;
}

// Counts even where the features are the same and only the venue's name or the format is not.
void count_header(core::ChangeSummary& summary, bool is_first) {
    if (summary.any()) return;
    summary.by_kind["plan"] = is_first ? core::ChangeCounts{1, 0, 0, 0} : core::ChangeCounts{0, 1, 0, 0};
}

void make_current(Work& work, const Uuid& mall, const Uuid& plan_id) {
    work.run("update mallctl.mall set current_plan = $2 where id = $1", Params().add(mall).add(plan_id));
}

Uuid insert_plan(Work& work, const Uuid& mall, const plan::Plan& plan, const std::string& digest) {
    const Rows last =
        work.run("select coalesce(max(number), 0) from mallctl.plan where mall_id = $1", Params().add(mall));
    const std::int64_t number = last.integer(0, 0) + 1;
    const Uuid id = core::uuid_v5(mall, fmt::format("plan {}", number));
    work.run(
        "insert into mallctl.plan (mall_id, id, number, format, name, digest, created_at) "
        "values ($1, $2, $3::int, $4, $5::jsonb, $6, $7::timestamptz)",
        Params()
            .add(mall)
            .add(id)
            .add(number)
            .add(plan.format)
            .add(names_to_json(plan.name))
            .add(digest)
            .add(core::format_instant(core::now())));
    return id;
}

// What goes to the server at once: it reads one block while the next one is made.
constexpr std::size_t copy_block = std::size_t{256} << 10;

void copy_rows(Work& work, const std::string& staging, const TableRows& table) {
    CopyWriter writer(work, staging, table.columns);
    CopyRows rows;
    for (std::size_t i = 0; i < table.count; ++i) {
        table.write(rows, i);
        if (rows.bytes().size() < copy_block) continue;
        writer.write(rows.bytes());
        rows.clear();
    }
    writer.write(rows.bytes());
    writer.finish();
}

void insert_rows(Work& work, const Uuid& mall, const Uuid& plan_id, const TableRows& table) {
    if (table.count == 0) return;
    const std::string columns = fmt::format("{}", fmt::join(table.columns, ", "));
    const std::string staging = "staged_" + table.table;
    work.run_script(
        fmt::format("create temp table {} on commit drop as select {} from mallctl.{} with no data", staging,
                    columns, table.table));
    copy_rows(work, staging, table);
    const Params key = Params().add(mall).add(plan_id);
    if (table.table == "unit_version") {
        work.run(
            "insert into mallctl.unit (mall_id, id) select $1::uuid, id from staged_unit_version "
            "on conflict do nothing",
            Params().add(mall));
    }
    work.run(
        fmt::format("insert into mallctl.{0} (mall_id, plan_id, {1}) select $1::uuid, $2::uuid, {1} from {2}",
                    table.table, columns, staging),
        key);
    work.run_script("drop table pg_temp." + staging);
}

}  // namespace

std::optional<plan::Plan> PlanRepository::current() {
    Work& work = transaction_.impl().work;
    const auto current = find_current(work, mall_of(transaction_));
    if (!current) return std::nullopt;
    return read_plan(work, mall_of(transaction_), current->id);
}

std::optional<PlanRepository::Header> PlanRepository::current_header() {
    const Rows rows = transaction_.impl().work.run(
        "select p.digest, p.format from mallctl.mall m "
        "join mallctl.plan p on p.mall_id = m.id and p.id = m.current_plan where m.id = $1",
        Params().add(mall_of(transaction_)));
    if (rows.empty()) return std::nullopt;
    return Header{std::string(rows.text(0, 0)), std::string(rows.text(0, 1))};
}

core::ChangeSummary PlanRepository::replace(const plan::Plan& plan) {
    Work& work = transaction_.impl().work;
    const Uuid& mall = mall_of(transaction_);
    const auto before = find_current(work, mall);
    PlanDigests stored = before ? stored_digests(work, mall, before->id) : PlanDigests{};
    const PlanDigests digests = plan::digests(plan);
    require_distinct_ids(plan, digests);
    core::ChangeSummary summary = compare(stored, digests);
    const std::string digest = plan::digest(plan, digests);
    if (before && before->digest == digest) return summary;
    count_header(summary, !before);

    // The planner knows nothing of staging tables, and takes a copy of some rows for work worth compiling.
    work.run("select set_config('jit', 'off', true)");
    const Uuid id = insert_plan(work, mall, plan, digest);
    for (const TableRows& table : rows_of(plan, digests)) insert_rows(work, mall, id, table);
    make_current(work, mall, id);
    return summary;
}

plan::Plan PlanRepository::read(const Uuid& id) {
    return read_plan(transaction_.impl().work, mall_of(transaction_), id);
}

core::ChangeSummary PlanRepository::restore(const Uuid& id) {
    Work& work = transaction_.impl().work;
    const Uuid& mall = mall_of(transaction_);
    const auto before = find_current(work, mall);
    PlanDigests stored = before ? stored_digests(work, mall, before->id) : PlanDigests{};
    PlanDigests wanted = stored_digests(work, mall, id);
    core::ChangeSummary summary = compare(stored, wanted);
    const Rows digest = work.run("select digest from mallctl.plan where mall_id = $1 and id = $2",
                                 Params().add(mall).add(id));
    if (before && !digest.empty() && before->digest == digest.text(0, 0)) return summary;
    count_header(summary, !before);
    make_current(work, mall, id);
    return summary;
}

core::ChangeSummary PlanRepository::clear() {
    Work& work = transaction_.impl().work;
    const Uuid& mall = mall_of(transaction_);
    const auto before = find_current(work, mall);
    if (!before) return {};
    PlanDigests none;
    for (const char* kind : plan_kinds) none[kind];
    core::ChangeSummary summary = compare(stored_digests(work, mall, before->id), none);
    if (!summary.any()) summary.by_kind["plan"].removed = 1;
    work.run("update mallctl.mall set current_plan = null where id = $1", Params().add(mall));
    return summary;
}

}  // namespace mallctl::db
