#include "db/catalog/offer_rule.hpp"

#include <fmt/format.h>

#include "catalog/row.hpp"
#include "db/catalog/merge_sql.hpp"
#include "db/catalog/row_findings.hpp"

namespace mallctl::db {

namespace {

// "near:50m:LOCATION"; see catalog/audience.hpp.
constexpr const char* location_of = "split_part({}.audience, ':', 3)";

bool is_any_redeemed(CatalogWork& catalog) {
    return !catalog.work
                .run("select from mallctl.redemption where mall_id = $1 limit 1", Params().add(catalog.mall))
                .empty();
}

}  // namespace

void check_audience(CatalogWork& catalog, const ComparedKind& offer) {
    if (!offer.staged.states(offer.field("audience"))) return;
    const std::string location = fmt::format(fmt::runtime(location_of), "w");
    const ComparedKind* staged = catalog.find("location");
    const std::string is_staged = staged == nullptr
                                      ? "false"
                                      : fmt::format("exists (select from {} x where x.slug = {})",
                                                    staged_table(*staged->staged.kind), location);
    // A former slug goes on to be found, and a location that is refused has its own finding.
    const std::string refused = fmt::format(
        "exists (select from pg_temp.refused_key k where k.kind = 'location' and k.slug = {})", location);
    add_row_findings(
        catalog, *offer.staged.kind, offer.field("audience"), "M060",
        fmt::format(
            "select w._seq, 'the audience is near location \"' || {0} || '\", which ' || case when {3} then "
            "'is refused itself' else 'does not exist' end, case when {3} then 'mend that row, then apply "
            "both' else 'list them: mallctl get location' end from {1} w where w.audience like 'near:%' and "
            "not {2} and not exists (select from mallctl.location l where l.mall_id = $1::uuid and l.slug = "
            "{0} and l.id not in (select d.id from pg_temp.doomed d where d.kind = 'location')) "
            "and not exists (select from mallctl.former_slug f where f.mall_id = $1::uuid and f.kind = "
            "'location' and f.slug = {0}) and ({4} or not {3})",
            location, wanted_rows(offer), is_staged, refused, catalog.refuses_rows));
}

void check_cap(CatalogWork& catalog, const ComparedKind& offer) {
    if (!is_any_redeemed(catalog)) return;
    add_row_findings(
        catalog, *offer.staged.kind, offer.field("cap"), "M061",
        fmt::format(
            "select w._seq, 'the cap of ' || w.cap || ' is below the ' || r.times || "
            "' times that the offer was redeemed', 'take at least that number, or end the offer' from {} w "
            "join (select offer_id, count(*) as times from mallctl.redemption where mall_id = $1::uuid "
            "group by offer_id) r on r.offer_id = w.id where w.cap < r.times",
            wanted_rows(offer)));
}

void count_redemptions(CatalogWork& catalog, const ComparedKind& offer) {
    if (offer.added == 0 || !is_any_redeemed(catalog)) return;
    catalog.work.run(
        "update mallctl.offer o set redeemed = r.times from (select offer_id, count(*) as times "
        "from mallctl.redemption where mall_id = $1::uuid group by offer_id) r "
        "where o.mall_id = $1::uuid and o.id = r.offer_id and o.created_version = $2::bigint "
        "and o.redeemed <> r.times",
        Params().add(catalog.mall).add(catalog.version));
}

core::Diagnostics check_doomed_audiences(CatalogWork& catalog) {
    const ComparedKind* staged = catalog.find("offer");
    std::string restated;
    if (staged != nullptr && staged->staged.states(staged->field("audience"))) {
        restated = fmt::format(" and not exists (select from {} s where s.slug = o.slug and {})",
                               staged_table(*staged->staged.kind),
                               states(staged->staged, staged->field("audience")));
    }
    const Rows rows = catalog.work.run(
        fmt::format(
            "select d.slug, min(o.slug collate \"C\"), count(*) from pg_temp.doomed d join mallctl.offer o "
            "on o.mall_id = $1::uuid and o.audience like 'near:%' and {} = d.slug "
            "where d.kind = 'location' and o.id not in "
            "(select g.id from pg_temp.doomed g where g.kind = 'offer'){} "
            "group by d.slug order by d.slug collate \"C\" limit 1000",
            fmt::format(fmt::runtime(location_of), "o"), restated),
        Params().add(catalog.mall));
    core::Diagnostics findings;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        core::Diagnostic& finding = findings.emplace_back();
        finding.code = "M033";
        finding.severity = core::Severity::error;
        finding.feature = fmt::format("location {}", rows.text(i, 0));
        const std::int64_t more = rows.integer(i, 2) - 1;
        finding.message = fmt::format(
            "location \"{}\" cannot be deleted: the audience of offer \"{}\"{} names it", rows.text(i, 0),
            rows.text(i, 1), more > 0 ? fmt::format(" and of {} more", more) : "");
        finding.advice = "delete these offers too, or give them another audience";
    }
    return findings;
}

}  // namespace mallctl::db
