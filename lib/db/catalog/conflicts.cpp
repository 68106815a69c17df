#include "db/catalog/conflicts.hpp"

#include <fmt/format.h>

#include "catalog/row.hpp"
#include "core/money.hpp"
#include "db/catalog/merge_sql.hpp"
#include "db/catalog/staged_row.hpp"
#include "db/kind_columns.hpp"

namespace mallctl::db {

namespace {

constexpr int longest_value = 60;

core::SourcePosition place_of(const Rows& rows, std::size_t i, const std::vector<std::string>& files) {
    const auto file = static_cast<std::size_t>(rows.integer(i, 0));
    return {file < files.size() ? files[file] : std::string(), static_cast<int>(rows.integer(i, 1)),
            static_cast<int>(rows.integer(i, 2))};
}

// What is shown of `value`, an expression of the field's type, as SQL: names text by text, instants in UTC.
std::string shown_sql(const catalog::Field& field, const std::string& value) {
    const std::string_view type = sql_type_of(field);
    if (type == "jsonb") {
        return fmt::format(
            "(select string_agg(case n.key when '' then n.value else n.key || ': ' || n.value end, "
            "', ' order by n.key collate \"C\") from jsonb_each_text({}) n)",
            value);
    }
    if (type == "timestamptz")
        return fmt::format("to_char(({}) at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')", value);
    return fmt::format("({})::text", value);
}

// Values as people read them: an amount in its currency, what is empty as that.
std::string shown(const Rows& rows, std::size_t i, int column, const catalog::Field& field,
                  const std::string& currency) {
    if (rows.is_null(i, column) || rows.text(i, column).empty() || rows.text(i, column) == "{}")
        return "nothing";
    if (field.type == catalog::FieldType::money && core::currency_exponent(currency))
        return core::format_money(rows.integer(i, column), currency) + ' ' + currency;
    return fmt::format("\"{}\"", rows.text(i, column));
}

std::string currency_of(CatalogWork& catalog) {
    const Rows rows =
        catalog.work.run("select currency from mallctl.mall where id = $1", Params().add(catalog.mall));
    return rows.empty() ? std::string() : std::string(rows.text(0, 0));
}

// The rows of the delta with a field that a person has edited and that differs now.
void find_edited(CatalogWork& catalog, const ComparedKind& kind, std::size_t field,
                 const std::vector<std::string>& files, std::size_t most, core::Diagnostics& conflicts) {
    const catalog::Kind& declared = *kind.staged.kind;
    const catalog::Field& stated = declared.fields[field];
    const std::string column = quoted(column_of(stated));
    const Rows rows = catalog.work.run(
        fmt::format("select s._file, s._line, s._col, s._places::text, s.slug, left({0}, {1}), "
                    "left({2}, {1}) from {3} d join {4} s on s._seq = d._seq join {5} t "
                    "on t.mall_id = $1::uuid and t.id = d.stored{8} where d.changed & {6} <> 0 "
                    "and $2 = any (t.edited) order by s._seq limit {7}",
                    shown_sql(stated, "t." + column), longest_value,
                    shown_sql(stated, merged_value(kind.staged, field)), delta_table(declared),
                    staged_table(declared), table_of(declared), std::uint64_t{1} << field, most,
                    of_few(kind)),
        Params().add(catalog.mall).add(stated.name));
    const std::string currency = rows.empty() ? std::string() : currency_of(catalog);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        core::Diagnostic& conflict = conflicts.emplace_back();
        conflict.code = "M034";
        conflict.severity = core::Severity::error;
        conflict.feature = fmt::format("{} {}", declared.name, rows.text(i, 4));
        conflict.where = place_of_field(declared, place_of(rows, i, files), rows.text(i, 3), field);
        conflict.message =
            fmt::format("\"{}\" was set to {} since files stated it last, and is {} here", stated.name,
                        shown(rows, i, 5, stated, currency), shown(rows, i, 6, stated, currency));
        conflict.advice = "take the new value over, or overwrite it with --force-conflicts";
    }
}

// What a person deleted stays away: what files or imports removed may come back.
void find_deleted(CatalogWork& catalog, const ComparedKind& kind, const std::vector<std::string>& files,
                  std::size_t most, core::Diagnostics& conflicts) {
    const catalog::Kind& declared = *kind.staged.kind;
    if (kind.added == 0) return;
    const Rows rows = catalog.work.run(
        fmt::format(
            "with gone as (select distinct on (a.slug) a.slug, v.kind, v.number from mallctl.audit a "
            "join mallctl.version v on v.mall_id = a.mall_id and v.number = a.version "
            "where a.mall_id = $1::uuid and a.kind = '{0}' and a.action = 'removed' "
            "order by a.slug, a.version desc) "
            "select s._file, s._line, s._col, s.slug, g.number from gone g join {1} s on s.slug = g.slug "
            "where g.kind not in ('apply', 'import', 'rollback') and {2} order by s._seq limit {3}",
            declared.name, staged_table(declared), is_new(kind), most),
        Params().add(catalog.mall));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        core::Diagnostic& conflict = conflicts.emplace_back();
        conflict.code = "M035";
        conflict.severity = core::Severity::error;
        conflict.feature = fmt::format("{} {}", declared.name, rows.text(i, 3));
        conflict.where = place_of(rows, i, files);
        conflict.message = fmt::format("the {} \"{}\" was deleted in version {}, and is stated here",
                                       declared.name, rows.text(i, 3), rows.integer(i, 4));
        conflict.advice = "take it out of the files, or bring it back with --force-conflicts";
    }
}

}  // namespace

core::Diagnostics find_conflicts(CatalogWork& catalog, const ComparedKind& kind,
                                 const std::vector<std::string>& files, std::size_t most) {
    core::Diagnostics conflicts;
    const catalog::Kind& declared = *kind.staged.kind;
    if (kind.updated > 0) {
        const Rows edited = catalog.work.run(
            fmt::format("select distinct e from {} d join {} t on t.mall_id = $1::uuid and t.id = d.stored{} "
                        "cross join unnest(t.edited) e where d.changed <> 0 and t.edited <> '{{}}'",
                        delta_table(declared), table_of(declared), of_few(kind)),
            Params().add(catalog.mall));
        for (std::size_t i = 0; i < edited.size(); ++i) {
            const std::size_t field = catalog::field_index(declared, edited.text(i, 0));
            if (kind.staged.states(field)) find_edited(catalog, kind, field, files, most, conflicts);
        }
    }
    find_deleted(catalog, kind, files, most, conflicts);
    return conflicts;
}

}  // namespace mallctl::db
