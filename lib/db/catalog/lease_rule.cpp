#include "db/catalog/lease_rule.hpp"

#include <fmt/format.h>

#include "catalog/row.hpp"
#include "db/catalog/row_findings.hpp"
#include "db/lease_overlaps.hpp"
#include "db/unit_names.hpp"

namespace mallctl::db {

namespace {

constexpr std::size_t most_findings = 1000;

// Like write_lease_units: a unit that the lease holds already stays the same one, whatever its number is by
// now.
constexpr const char* claims_of_staged = R"(
insert into pg_temp.lease_claim (lease_id, slug, stated, unit_id, during, row)
select w.id, w.slug, u.stated, coalesce(kept.unit_id, r.unit_id), daterange(w."from", w."to"), w._seq
from {} w
cross join unnest(w.units) u(stated)
left join mallctl.lease_unit kept on kept.mall_id = $1::uuid and kept.lease_id = w.id and kept.stated = u.stated
left join pg_temp.resolved_unit r on r.stated = u.stated
where w."from" is not null and (w."to" is null or w."to" > w."from") and {}
)";

}  // namespace

void check_leased_twice(CatalogWork& catalog, const ComparedKind& lease) {
    if (lease.added + lease.updated == 0) return;
    const std::string wanted = wanted_rows(lease);
    resolve_units(catalog.work, catalog.mall,
                  fmt::format("select u.stated from {} w cross join unnest(w.units) u(stated)", wanted));
    create_claims(catalog.work);
    std::uint64_t claimed = 0;
    for (const char* name : {"units", "from", "to"})
        claimed |= std::uint64_t{1} << lease.field(name);
    catalog.work.run(fmt::format(fmt::runtime(claims_of_staged), wanted, is_read(catalog, claimed, "w")),
                     Params().add(catalog.mall));
    const auto overlaps = leased_twice(
        catalog.work, catalog.mall,
        "exists (select from pg_temp.doomed d where d.kind = 'lease' and d.id = l.id)", most_findings);
    if (overlaps.empty()) return;
    catalog.work.run_script(
        "create temp table leased_twice (_seq integer, message text, advice text) on commit drop");
    for (const TwiceLeased& overlap : overlaps) {
        catalog.work.run("insert into pg_temp.leased_twice values ($1, $2, $3)",
                         Params().add(overlap.row).add(overlap.message).add(overlap.advice));
    }
    const catalog::Kind& kind = *lease.staged.kind;
    add_row_findings(catalog, kind, catalog::field_index(kind, "units"), "M012",
                     "select _seq, message, advice from pg_temp.leased_twice");
}

}  // namespace mallctl::db
