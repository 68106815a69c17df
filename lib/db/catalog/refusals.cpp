#include "db/catalog/refusals.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "catalog/locale.hpp"
#include "core/money.hpp"
#include "db/catalog/staged_row.hpp"
#include "db/kind_columns.hpp"

namespace mallctl::db {

namespace {

using catalog::Field;
using catalog::FieldType;
using Json = nlohmann::ordered_json;

// So many rows are held at once.
constexpr int page = 5000;
constexpr int first_field = 10;  // column of a page

// The value of a staged field as the cell of a table holds it, as SQL; names are jsonb.
std::string cell_of(const Field& field) {
    const std::string column = "s." + quoted(column_of(field));
    const std::string type = sql_type_of(field);
    if (type == "text[]") return fmt::format("array_to_string({}, ';')", column);
    if (type == "geometry") return fmt::format("st_astext({}, 15)", column);
    if (type == "timestamptz")
        return fmt::format("to_char({} at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')", column);
    return column + "::text";
}

Rows read_page(CatalogWork& catalog, const catalog::Kind& kind, std::int64_t after) {
    std::string cells;
    for (const std::size_t field : stored_fields(kind)) cells += ", " + cell_of(kind.fields[field]);
    return catalog.work.run(
        fmt::format(
            "select s._seq, s._file, s._line, s._col, s._places::text, s._stated, s._partial, s._was, "
            "f.reasons, y.number{} from {} s join (select _seq, jsonb_agg(jsonb_build_array(field, code, "
            "message, "
            "advice) order by field, number)::text as reasons from pg_temp.row_finding where kind = '{}' "
            "group by _seq) f on f._seq = s._seq left join pg_temp.refused_row y on y._seq = s._seq where "
            "s._seq > $1::bigint order by s._seq limit {}",
            cells, staged_table(kind), kind.name, page),
        Params().add(after));
}

class RowReader {
  public:
    RowReader(const Rows& rows, const catalog::Kind& kind, const std::vector<std::string>& files,
              const std::string& currency)
        : rows_(rows), kind_(kind), files_(files), currency_(currency) {}

    catalog::RejectedRow read(std::size_t row) const {
        catalog::RejectedRow result;
        result.kind = kind_.name;
        const auto file = static_cast<std::size_t>(rows_.integer(row, 1));
        result.where = {file < files_.size() ? files_[file] : std::string(),
                        static_cast<int>(rows_.integer(row, 2)), static_cast<int>(rows_.integer(row, 3))};
        int column = first_field;
        for (const std::size_t field : stored_fields(kind_)) add_field(row, field, column++, result);
        if (!rows_.text(row, 7).empty()) result.fields.emplace_back("was", rows_.text(row, 7));
        add_reasons(row, result);
        return result;
    }

    void hand_out(std::size_t row, const RefusalSink& sink) const {
        const catalog::RejectedRow refused = read(row);
        if (rows_.is_null(row, 9)) {
            sink.on_refused(refused);
        } else if (sink.on_more_reasons) {
            sink.on_more_reasons(rows_.integer(row, 9), refused.reasons);
        }
    }

  private:
    bool has(std::size_t row, int column, std::size_t field) const {
        return (static_cast<std::uint64_t>(rows_.integer(row, column)) >> field & 1) != 0;
    }

    void add_field(std::size_t row, std::size_t field, int column, catalog::RejectedRow& to) const {
        const Field& declared = kind_.fields[field];
        if (!has(row, 5, field)) return;
        if (rows_.is_null(row, column)) {
            to.fields.emplace_back(declared.name, "");
        } else if (declared.type == FieldType::names) {
            add_names(rows_.names(row, column), declared.name, has(row, 6, field), to);
        } else if (declared.type == FieldType::money) {
            to.fields.emplace_back(declared.name, core::format_money(rows_.integer(row, column), currency_));
        } else {
            to.fields.emplace_back(declared.name, rows_.text(row, column));
        }
    }

    static void add_names(const core::Names& names, const std::string& field, bool partial,
                          catalog::RejectedRow& to) {
        if (names.empty()) to.fields.emplace_back(field, "");
        const bool is_plain = !partial && names.size() == 1 && names.begin()->first.empty();
        for (const auto& [locale, name] : names)
            to.fields.emplace_back(is_plain ? field : field + ':' + catalog::locale_tag(locale), name);
    }

    void add_reasons(std::size_t row, catalog::RejectedRow& to) const {
        for (const Json& reason : Json::parse(rows_.text(row, 8))) {
            core::Diagnostic& finding = to.reasons.emplace_back();
            finding.severity = core::Severity::error;
            finding.code = reason.at(1).get<std::string>();
            finding.message = reason.at(2).get<std::string>();
            if (reason.at(3).is_string()) finding.advice = reason.at(3).get<std::string>();
            const auto field = reason.at(0).get<std::size_t>();
            finding.where =
                field == 0 ? to.where : place_of_field(kind_, to.where, rows_.text(row, 4), field);
            finding.feature = kind_.name + (to.fields.empty() ? "" : ' ' + to.fields.front().second);
        }
    }

    const Rows& rows_;
    const catalog::Kind& kind_;
    const std::vector<std::string>& files_;
    const std::string& currency_;
};

std::int64_t refused_before(CatalogWork& catalog, const catalog::Kind& kind) {
    if (catalog.refused == 0) return 0;
    return catalog.work
        .run("select count(*) from pg_temp.refused_row where kind = $1", Params().add(kind.name))
        .integer(0, 0);
}

// Takes the refused rows out of all tables of the kind, and remembers their keys.
void remove_refused(CatalogWork& catalog, ComparedKind& kind) {
    const catalog::Kind& declared = *kind.staged.kind;
    const std::string refused = fmt::format(
        "_seq in (select f._seq from pg_temp.row_finding f where f.kind = '{0}' "
        "union all select y._seq from pg_temp.refused_row y where y.kind = '{0}')",
        declared.name);
    catalog.work.run(
        fmt::format("insert into pg_temp.refused_key (kind, slug) select '{}', slug from {} where {}",
                    declared.name, staged_table(declared), refused));
    for (const std::string& table :
         {delta_table(declared), renamed_table(declared), staged_table(declared)}) {
        catalog.work.run(fmt::format("delete from {} where {}", table, refused));
    }
    for (const char* table : {"row_finding", "refused_row"})
        catalog.work.run(fmt::format("delete from pg_temp.{} where kind = '{}'", table, declared.name));
    const Rows counts = catalog.work.run(
        fmt::format("select (select count(*) from {0}), count(*) filter (where stored is null), "
                    "count(*) filter (where stored is not null and changed <> 0), "
                    "count(*) filter (where stored is not null and changed = 0) from {1}",
                    staged_table(declared), delta_table(declared)));
    kind.staged.rows = counts.integer(0, 0);
    kind.added = kind.all_new ? kind.staged.rows : counts.integer(0, 1);
    kind.updated = counts.integer(0, 2);
    kind.taken_over = counts.integer(0, 3);
}

}  // namespace

std::int64_t drop_refused(CatalogWork& catalog, const std::vector<std::string>& files,
                          const std::string& currency, const RefusalSink& sink) {
    std::int64_t refused = 0;
    for (ComparedKind& kind : catalog.kinds) {
        std::int64_t after = 0;
        const std::int64_t before = refused;
        refused += refused_before(catalog, *kind.staged.kind);
        for (;;) {
            const Rows rows = read_page(catalog, *kind.staged.kind, after);
            if (rows.empty()) break;
            const RowReader reader(rows, *kind.staged.kind, files, currency);
            for (std::size_t i = 0; i < rows.size(); ++i) reader.hand_out(i, sink);
            after = rows.integer(rows.size() - 1, 0);
            refused += static_cast<std::int64_t>(rows.size());
        }
        if (refused > before) remove_refused(catalog, kind);
    }
    catalog.refused = 0;
    return refused;
}

}  // namespace mallctl::db
