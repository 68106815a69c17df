#include "db/lease_units.hpp"

#include <fmt/format.h>

#include "core/error.hpp"

namespace mallctl::db {

using core::Error;
using core::Fault;

namespace {

// The stated units of the leases in $2, as (slug, lease_id, seq, stated, during).
constexpr const char* with_stated =
    "with stated as (select r.slug, l.id as lease_id, (u.ordinality - 1)::int as seq, u.stated, l.during "
    "from jsonb_to_recordset($2::jsonb) as r(slug text, units text[]) "
    "join mallctl.lease l on l.mall_id = $1::uuid and l.slug = r.slug "
    "cross join unnest(r.units) with ordinality u(stated, ordinality)) ";

core::Diagnostic finding(const char* code, const std::string& slug, std::string message, std::string advice) {
    core::Diagnostic result;
    result.code = code;
    result.severity = core::Severity::error;
    result.feature = "lease " + slug;
    result.message = std::move(message);
    result.advice = std::move(advice);
    return result;
}

[[noreturn]] void reject(core::Diagnostics findings) {
    const std::string message = findings.front().message;
    const std::string advice = findings.front().advice;
    throw Error(Fault::rejected, message, advice, std::move(findings));
}

// Every pair of leases with a unit and a day in common, when the units of $2 are taken over.
core::Diagnostics overlaps(Work& work, const Params& params) {
    const Rows rows = work.run(
        std::string(with_stated) +
            ", wanted as (select s.slug, s.stated, s.during, coalesce(u.unit_id, "
            "mallctl.resolve_unit($1::uuid, s.stated)) "
            "as unit_id from stated s left join mallctl.lease_unit u on u.mall_id = $1::uuid and u.lease_id "
            "= s.lease_id "
            "and u.seq = s.seq and u.stated = s.stated), "
            "every as (select * from wanted union all select l.slug, u.stated, u.during, "
            "coalesce(u.unit_id, mallctl.resolve_unit($1::uuid, u.stated)) from mallctl.lease_unit u "
            "join mallctl.lease l on l.mall_id = u.mall_id and l.id = u.lease_id "
            "where u.mall_id = $1::uuid and l.slug not in (select slug from stated)) "
            "select a.slug, b.slug, a.stated, (a.during * b.during)::text from every a "
            "join every b on a.slug < b.slug and (a.stated = b.stated or a.unit_id = b.unit_id) and a.during "
            "&& b.during "
            "order by a.slug, b.slug, a.stated",
        params);
    core::Diagnostics findings;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        findings.push_back(
            finding("M012", std::string(rows.text(i, 0)),
                    fmt::format("leases \"{}\" and \"{}\" both cover unit \"{}\" on the days {}",
                                rows.text(i, 0), rows.text(i, 1), rows.text(i, 2), rows.text(i, 3)),
                    "let one end on the day the other begins"));
    }
    return findings;
}

template <typename Statement>
void or_overlaps(Work& work, const Params& params, const Statement& statement) {
    work.run_script("savepoint lease_units");
    try {
        statement();
    } catch (const Error& e) {
        if (e.fault() != Fault::rejected) throw;
        work.run_script("rollback to savepoint lease_units");
        core::Diagnostics findings = overlaps(work, params);
        if (findings.empty()) throw;
        reject(std::move(findings));
    }
}

}  // namespace

void write_lease_units(Work& work, const core::Uuid& mall, const std::string& rows) {
    const Params params = Params().add(mall).add(rows);
    or_overlaps(work, params, [&] {
        work.run(std::string(with_stated) +
                     "delete from mallctl.lease_unit u using mallctl.lease l, "
                     "jsonb_to_recordset($2::jsonb) as r(slug text) "
                     "where u.mall_id = $1::uuid and l.mall_id = u.mall_id and l.id = u.lease_id and l.slug "
                     "= r.slug "
                     "and not exists (select from stated s where s.lease_id = u.lease_id and s.seq = u.seq "
                     "and s.stated = u.stated)",
                 params);
        work.run(
            std::string(with_stated) +
                "insert into mallctl.lease_unit as old (mall_id, lease_id, seq, stated, unit_id, during) "
                "select $1::uuid, lease_id, seq, stated, mallctl.resolve_unit($1::uuid, stated), during from "
                "stated "
                "on conflict (mall_id, lease_id, seq) do update set during = excluded.during, "
                "unit_id = coalesce(old.unit_id, excluded.unit_id) "
                "where (old.during, old.unit_id) is distinct from "
                "(excluded.during, coalesce(old.unit_id, excluded.unit_id))",
            params);
    });
}

void resolve_open_lease_units(Work& work, const core::Uuid& mall) {
    const Params params = Params().add(mall).add("[]");
    or_overlaps(work, params, [&] {
        work.run(
            "update mallctl.lease_unit set unit_id = mallctl.resolve_unit(mall_id, stated) "
            "where mall_id = $1 and unit_id is null and mallctl.resolve_unit(mall_id, stated) is not null",
            Params().add(mall));
    });
}

}  // namespace mallctl::db
