#include "db/lease_units.hpp"

#include <fmt/format.h>

#include "core/error.hpp"
#include "db/lease_overlaps.hpp"
#include "db/unit_names.hpp"

namespace mallctl::db {

using core::Error;
using core::Fault;

namespace {

constexpr std::size_t most_findings = 1000;

core::Diagnostic finding(const TwiceLeased& twice) {
    core::Diagnostic result;
    result.code = "M012";
    result.severity = core::Severity::error;
    result.feature = "lease " + twice.lease;
    result.message = twice.message;
    result.advice = twice.advice;
    return result;
}

// Runs `statement`. Where it breaks a constraint, the claims that `claims` (SQL, $1: the mall) writes down
// say which leases are to blame.
template <typename Statement>
void or_overlaps(Work& work, const core::Uuid& mall, const char* claims, const Statement& statement) {
    work.run_script("savepoint lease_units");
    try {
        statement();
        work.run_script("release savepoint lease_units");
    } catch (const Error& error) {
        if (error.fault() != Fault::rejected) throw;
        work.run_script("rollback to savepoint lease_units");
        create_claims(work);
        work.run(claims, Params().add(mall));
        core::Diagnostics findings;
        for (const auto& twice : leased_twice(work, mall, "false", most_findings))
            findings.push_back(finding(twice));
        if (findings.empty()) throw;
        const std::string message = findings.front().message;
        const std::string advice = findings.front().advice;
        throw Error(Fault::rejected, message, advice, std::move(findings));
    }
}

constexpr const char* units_of_version =
    "select u.stated from mallctl.lease l cross join unnest(l.units) u(stated) "
    "where l.mall_id = $1::uuid and l.version = {}";

constexpr const char* wanted_units = R"(
insert into pg_temp.wanted_lease_unit (lease_id, seq, stated, unit_id, during)
select distinct on (w.lease_id, coalesce(w.unit_id::text, w.stated)) w.lease_id, w.seq, w.stated, w.unit_id, w.during
from (
    select l.id as lease_id, (u.ordinality - 1)::int as seq, u.stated, l.during,
           case when exists (select from mallctl.mall m join mallctl.unit_version v
                             on v.mall_id = m.id and v.plan_id = m.current_plan
                             where m.id = l.mall_id and v.id = kept.unit_id) then kept.unit_id
                else coalesce(r.unit_id, kept.unit_id)
           end as unit_id
    from mallctl.lease l
    cross join unnest(l.units) with ordinality u(stated, ordinality)
    left join mallctl.lease_unit kept on kept.mall_id = l.mall_id and kept.lease_id = l.id and kept.stated = u.stated
    left join pg_temp.resolved_unit r on r.stated = u.stated
    where l.mall_id = $1::uuid and l.version = $2::bigint
) w
order by w.lease_id, coalesce(w.unit_id::text, w.stated), w.seq
)";

constexpr const char* remove_others = R"(
delete from mallctl.lease_unit u using mallctl.lease l
where u.mall_id = $1::uuid and l.mall_id = u.mall_id and l.id = u.lease_id and l.version = $2::bigint
  and not exists (select from pg_temp.wanted_lease_unit w
                  where w.lease_id = u.lease_id and w.seq = u.seq and w.stated = u.stated and w.during = u.during
                    and w.unit_id is not distinct from u.unit_id)
)";

constexpr const char* add_missing = R"(
insert into mallctl.lease_unit (mall_id, lease_id, seq, stated, unit_id, during)
select $1::uuid, w.lease_id, w.seq, w.stated, w.unit_id, w.during
from pg_temp.wanted_lease_unit w
left join mallctl.lease_unit u on u.mall_id = $1::uuid and u.lease_id = w.lease_id and u.seq = w.seq
where u.lease_id is null
order by w.stated, w.during
)";

// What a lease covered before is no news.
constexpr const char* claims_of_wanted = R"(
insert into pg_temp.lease_claim (lease_id, slug, stated, unit_id, during, row)
select w.lease_id, l.slug, w.stated, w.unit_id, w.during,
       case when u.lease_id is null then row_number() over (order by l.slug collate "C", w.seq) else 0 end
from pg_temp.wanted_lease_unit w
join mallctl.lease l on l.mall_id = $1::uuid and l.id = w.lease_id
left join mallctl.lease_unit u on u.mall_id = l.mall_id and u.lease_id = w.lease_id and u.stated = w.stated
    and u.during = w.during and u.unit_id is not distinct from w.unit_id
)";

// What an open one turns out to be may be a unit that its lease holds already, under another name.
constexpr const char* remove_repeated = R"(
delete from mallctl.lease_unit u using pg_temp.resolved_unit r
where u.mall_id = $1::uuid and u.unit_id is null and r.stated = u.stated
  and exists (select from mallctl.lease_unit o left join pg_temp.resolved_unit q on q.stated = o.stated
              where o.mall_id = u.mall_id and o.lease_id = u.lease_id
                and (o.unit_id = r.unit_id or (o.unit_id is null and q.unit_id = r.unit_id and o.seq < u.seq)))
)";

constexpr const char* resolve_open = R"(
update mallctl.lease_unit u set unit_id = r.unit_id from pg_temp.resolved_unit r
where u.mall_id = $1::uuid and u.unit_id is null and r.stated = u.stated
)";

constexpr const char* claims_of_open = R"(
insert into pg_temp.lease_claim (lease_id, slug, stated, unit_id, during, row)
select u.lease_id, l.slug, u.stated, coalesce(u.unit_id, r.unit_id), u.during,
       row_number() over (order by l.slug collate "C", u.seq)
from mallctl.lease_unit u
join mallctl.lease l on l.mall_id = u.mall_id and l.id = u.lease_id
left join pg_temp.resolved_unit r on r.stated = u.stated
where u.mall_id = $1::uuid and u.lease_id in (
    select o.lease_id from mallctl.lease_unit o join pg_temp.resolved_unit q on q.stated = o.stated
    where o.mall_id = $1::uuid and o.unit_id is null)
)";

}  // namespace

void write_lease_units(Work& work, const core::Uuid& mall, std::int64_t version) {
    resolve_units(work, mall, fmt::format(fmt::runtime(units_of_version), version));
    work.run_script(
        "drop table if exists pg_temp.wanted_lease_unit; "
        "create temp table wanted_lease_unit (lease_id uuid, seq integer, stated text, unit_id uuid, "
        "during daterange) on commit drop");
    const Params params = Params().add(mall).add(version);
    work.run(wanted_units, params);
    work.run_script("analyze pg_temp.wanted_lease_unit");
    or_overlaps(work, mall, claims_of_wanted, [&] {
        work.run(remove_others, params);
        work.run(add_missing, Params().add(mall));
    });
}

void resolve_open_lease_units(Work& work, const core::Uuid& mall) {
    resolve_units(
        work, mall,
        "select u.stated from mallctl.lease_unit u where u.mall_id = $1::uuid and u.unit_id is null");
    or_overlaps(work, mall, claims_of_open, [&] {
        work.run(remove_repeated, Params().add(mall));
        work.run(resolve_open, Params().add(mall));
    });
}

}  // namespace mallctl::db
