#include "db/unit_names.hpp"

#include <fmt/format.h>

namespace mallctl::db {

namespace {

// "REF@LEVEL", "REF", or an id. A level is the first of these that there is: BUILDING/SHORT NAME, a short
// name, a short name ignoring case, an ordinal.
constexpr const char* resolving = R"(
with asked as materialized (
    select stated, coalesce(substring(stated from '^(.*)@[^@]*$'), stated) as ref,
           substring(stated from '@([^@]*)$') as level
    from pg_temp.asked_unit
), levels as materialized (
    select l.* from mallctl.mall m
    join mallctl.level l on l.mall_id = m.id and l.plan_id = m.current_plan where m.id = $1::uuid
), units as materialized (
    select u.id, u.level_id, u.ref, u.source_id from mallctl.mall m
    join mallctl.unit_version u on u.mall_id = m.id and u.plan_id = m.current_plan where m.id = $1::uuid
), ranked as (
    select n.level, l.id,
           case when exists (select from mallctl.building b cross join jsonb_each_text(b.name) name
                             where b.mall_id = l.mall_id and b.plan_id = l.plan_id and b.id = l.building_id
                               and n.level = name.value || '/' || l.short_name) then 1
                when l.short_name = n.level then 2
                when lower(l.short_name) = lower(n.level) then 3
                when l.ordinal::text = n.level then 4
           end as rank
    from (select distinct level from asked where level is not null) n cross join levels l
), meant as (
    select level, id
    from (select *, min(rank) over (partition by level) as least from ranked where rank is not null) r
    where rank = least
), found as (
    select a.stated, u.id from asked a join meant m on m.level = a.level
    join units u on u.level_id = m.id and u.ref = a.ref where u.ref <> ''
    union
    select a.stated, u.id from asked a join units u on u.ref = a.ref where a.level is null and u.ref <> ''
    union
    select a.stated, u.id from asked a join units u on u.id::text = lower(a.stated)
    union
    select a.stated, u.id from asked a join units u on u.source_id = a.stated where u.source_id <> ''
)
insert into pg_temp.resolved_unit (stated, unit_id)
select stated, min(id::text)::uuid from found group by stated having count(*) = 1
)";

}  // namespace

void resolve_units(Work& work, const core::Uuid& mall, const std::string& asked) {
    work.run_script(
        "drop table if exists pg_temp.asked_unit, pg_temp.resolved_unit; "
        "create temp table asked_unit (stated text) on commit drop; "
        "create temp table resolved_unit (stated text, unit_id uuid) on commit drop");
    work.run(
        fmt::format("insert into pg_temp.asked_unit (stated) select distinct a.stated from ({}) a(stated)",
                    asked),
        Params().add(mall));
    // Without statistics the planner takes every temporary table for a thousand rows.
    work.run_script("analyze pg_temp.asked_unit");
    work.run(resolving, Params().add(mall));
    work.run_script("analyze pg_temp.resolved_unit");
}

}  // namespace mallctl::db
