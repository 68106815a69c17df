#include "db/catalog/kind_rules.hpp"

#include <fmt/format.h>

#include "catalog/row.hpp"
#include "db/catalog/lease_rule.hpp"
#include "db/catalog/mall_rule.hpp"
#include "db/catalog/offer_rule.hpp"
#include "db/catalog/row_findings.hpp"
#include "db/lease_units.hpp"

namespace mallctl::db {

namespace {

std::uint64_t bits(const ComparedKind& kind, std::initializer_list<const char*> names) {
    std::uint64_t fields = 0;
    for (const char* name : names) fields |= std::uint64_t{1} << kind.field(name);
    return fields;
}

// A range of days or times that ends when it begins, or before.
void check_range(CatalogWork& catalog, const ComparedKind& kind, const char* from, const char* to,
                 const std::string& message, const std::string& advice) {
    add_row_findings(catalog, *kind.staged.kind, kind.field(to), "M003",
                     fmt::format("select w._seq, {}, '{}' from {} w where w.\"{}\" <= w.\"{}\"", message,
                                 advice, wanted_rows(kind), to, from),
                     bits(kind, {from, to}));
}

void check_lease(CatalogWork& catalog, const ComparedKind& kind) {
    check_range(catalog, kind, "from", "to",
                "'the lease ends on ' || w.\"to\" || ', not after its first day ' || w.\"from\"",
                "\"to\" is the day after the last one");
    add_row_findings(
        catalog, *kind.staged.kind, kind.field("break_from"), "M003",
        fmt::format("select w._seq, 'the break on ' || w.break_from || ' is not within the lease', "
                    "'\"break_from\" is after \"from\" and before \"to\"' from {} w "
                    "where w.break_from <= w.\"from\" or w.break_from >= w.\"to\"",
                    wanted_rows(kind)),
        bits(kind, {"from", "to"}));
    check_leased_twice(catalog, kind);
}

void check_offer(CatalogWork& catalog, const ComparedKind& kind) {
    check_range(catalog, kind, "from", "to", "'the offer ends when it begins, or before'",
                "\"to\" is the instant after the last one");
    check_audience(catalog, kind);
    check_cap(catalog, kind);
}

void check_closure(CatalogWork& catalog, const ComparedKind& kind) {
    check_range(catalog, kind, "from", "until", "'the closure ends when it begins, or before'",
                "\"until\" is when it opens again");
    add_row_findings(
        catalog, *kind.staged.kind, 0, "M003",
        fmt::format(
            "select w._seq, 'a closure closes one thing: connector, unit, opening or area', "
            "'state one of the four' from {} w where (w.connector <> '')::int + (w.unit <> '')::int + "
            "(w.opening <> '')::int + (w.area is not null)::int <> 1",
            wanted_rows(kind)),
        bits(kind, {"connector", "unit", "opening", "area"}));
    add_row_findings(
        catalog, *kind.staged.kind, kind.field("level"), "M003",
        fmt::format("select w._seq, 'the level is that of an area, and an area needs one', "
                    "'state both or none' from {} w where (w.area is not null) <> (w.level <> '')",
                    wanted_rows(kind)),
        bits(kind, {"area"}));
}

void write_units(CatalogWork& catalog, const ComparedKind& kind) {
    if (kind.added + kind.updated > 0) write_lease_units(catalog.work, catalog.mall, catalog.version);
}

}  // namespace

const std::vector<KindRule>& kind_rules() {
    static const std::vector<KindRule> rules = {
        {"mall", check_currency, nullptr},
        {"lease", check_lease, write_units},
        {"offer", check_offer, count_redemptions},
        {"closure", check_closure, nullptr},
    };
    return rules;
}

}  // namespace mallctl::db
