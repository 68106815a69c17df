#include "db/catalog/catalog_work.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "db/catalog/merge_sql.hpp"
#include "db/kind_columns.hpp"

namespace mallctl::db {

const ComparedKind* CatalogWork::find(const std::string& kind) const {
    const auto it = std::find_if(kinds.begin(), kinds.end(),
                                 [&](const ComparedKind& one) { return one.staged.kind->name == kind; });
    return it == kinds.end() ? nullptr : &*it;
}

std::string is_new(const ComparedKind& kind) {
    if (kind.all_new) return "true";
    return fmt::format("exists (select from {} d where d._seq = s._seq and d.stored is null)",
                       delta_table(*kind.staged.kind));
}

std::string is_read(const CatalogWork& catalog, std::uint64_t fields, const std::string& row) {
    if (catalog.refused == 0) return "true";
    return fmt::format(
        "not exists (select from pg_temp.refused_row y where y._seq = {}._seq and y.unread & {} <> 0)", row,
        fields | 1);
}

std::string of_few(const ComparedKind& kind) {
    if (!kind.narrowed) return {};
    return fmt::format(" and t.id = any (array(select n.stored from {} n where n.stored is not null))",
                       delta_table(*kind.staged.kind));
}

std::string wanted_rows(const ComparedKind& kind) {
    const StagedKind& staged = kind.staged;
    std::string columns;
    for (const std::size_t field : stored_fields(*staged.kind)) {
        if (field == 0) continue;
        const std::string name = quoted(column_of(staged.kind->fields[field]));
        const std::string value = kind.all_new
                                      ? new_value(staged, field)
                                      : fmt::format("case when d.stored is null then {} else {} end",
                                                    new_value(staged, field), merged_value(staged, field));
        columns += fmt::format(", {} as {}", value, name);
    }
    if (kind.all_new) {
        return fmt::format(
            "(select s._seq, true as _new, s._id as id, s.slug{} from {} s where $1::uuid is not null)",
            columns, staged_table(*staged.kind));
    }
    return fmt::format(
        "(select s._seq, d.stored is null as _new, coalesce(d.stored, s._id) as id, s.slug{} from {} d "
        "join {} s on s._seq = d._seq left join {} t on t.mall_id = $1::uuid and t.id = d.stored{})",
        columns, delta_table(*staged.kind), staged_table(*staged.kind), table_of(*staged.kind), of_few(kind));
}

}  // namespace mallctl::db
