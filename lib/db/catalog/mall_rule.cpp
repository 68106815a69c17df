// The mall's own rule: stored amounts are minor units of its currency, which cannot silently become
// another's.
#include "db/catalog/mall_rule.hpp"

#include <fmt/format.h>

#include "catalog/row.hpp"
#include "db/catalog/merge_sql.hpp"
#include "db/catalog/row_findings.hpp"
#include "db/kind_columns.hpp"

namespace mallctl::db {

namespace {

// A stored row of the kind that keeps an amount, by slug; nothing where all are stated anew.
Rows keeping_amount(CatalogWork& catalog, const catalog::Kind& kind, std::size_t field) {
    const ComparedKind* staged = catalog.find(kind.name);
    std::string restated;
    if (staged != nullptr && staged->staged.states(field)) {
        restated = fmt::format(" and not exists (select from {} s where s.slug = t.slug and {})",
                               staged_table(kind), states(staged->staged, field));
    }
    return catalog.work.run(
        fmt::format("select min(t.slug collate \"C\") from {} t where t.mall_id = $1::uuid "
                    "and t.{} is not null{} having count(*) > 0",
                    table_of(kind), quoted(column_of(kind.fields[field])), restated),
        Params().add(catalog.mall));
}

// Of a change set only what differs is staged: an amount that is restated as the same number is not in it,
// and the files that it was made of have passed this rule.
bool is_change_set(CatalogWork& catalog) {
    return !catalog.work.run("select to_regclass('pg_temp.expected')").is_null(0, 0);
}

}  // namespace

void check_currency(CatalogWork& catalog, const ComparedKind& mall) {
    const std::size_t currency = mall.field("currency");
    if (mall.all_new || !mall.staged.states(currency)) return;
    const Rows changed = catalog.work.run(fmt::format(
        "select t.currency from {} d join {} s on s._seq = d._seq join mallctl.mall t on t.id = d.stored "
        "where {}",
        delta_table(*mall.staged.kind), staged_table(*mall.staged.kind), differs(mall.staged, currency)));
    if (changed.empty() || is_change_set(catalog)) return;
    for (const catalog::Kind& kind : catalog::kinds()) {
        for (std::size_t field = 0; field < kind.fields.size(); ++field) {
            if (kind.fields[field].type != catalog::FieldType::money) continue;
            const Rows kept = keeping_amount(catalog, kind, field);
            if (kept.empty()) continue;
            add_row_findings(
                catalog, *mall.staged.kind, currency, "M003",
                fmt::format("'the currency cannot change from {} while {} \"{}\" keeps its {}'",
                            changed.text(0, 0), kind.name, kept.text(0, 0), kind.fields[field].name),
                "'state every amount anew in the same apply'", "true");
            return;
        }
    }
}

}  // namespace mallctl::db
