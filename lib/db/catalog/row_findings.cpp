#include "db/catalog/row_findings.hpp"

#include <fmt/format.h>

#include "db/catalog/staged_row.hpp"

namespace mallctl::db {

void create_row_findings(Work& work) {
    work.run_script(
        "create temp table row_finding (number bigint generated always as identity, kind text, _seq integer, "
        "field integer, code text, message text, advice text) on commit drop; "
        "create temp table suspected_key (kind text, slug text) on commit drop");
}

void add_row_findings(CatalogWork& catalog, const catalog::Kind& kind, std::size_t field,
                      const std::string& code, const std::string& query, std::uint64_t looks_at) {
    const std::uint64_t own = field == 0 ? 0 : std::uint64_t{1} << field;
    catalog.work.run(
        fmt::format(
            "insert into pg_temp.row_finding (kind, _seq, field, code, message, advice) "
            "select $2, q._seq, $3::integer, $4, q.message, q.advice from ({}) q (_seq, message, advice) "
            "where $1::uuid is not null and {}",
            query, is_read(catalog, own | looks_at, "q")),
        Params().add(catalog.mall).add(kind.name).add(static_cast<std::int64_t>(field)).add(code));
}

void add_row_findings(CatalogWork& catalog, const catalog::Kind& kind, std::size_t field,
                      const std::string& code, const std::string& message, const std::string& advice,
                      const std::string& condition) {
    add_row_findings(catalog, kind, field, code,
                     fmt::format("select s._seq, {}, {} from {} s where {}", message, advice,
                                 staged_table(kind), condition));
}

core::Diagnostics read_row_findings(CatalogWork& catalog, const std::vector<std::string>& files,
                                    std::size_t most) {
    std::string staged;
    for (const ComparedKind& kind : catalog.kinds) {
        staged += fmt::format(
            "{}select '{}', _seq, _file, _line, _col, _places::text, slug from {} "
            "where _seq in (select f._seq from pg_temp.row_finding f where f.kind = '{}')",
            staged.empty() ? "" : " union all ", kind.staged.kind->name, staged_table(*kind.staged.kind),
            kind.staged.kind->name);
    }
    core::Diagnostics findings;
    if (staged.empty()) return findings;
    const Rows rows = catalog.work.run(fmt::format(
        "select f.kind, f.field, f.code, f.message, f.advice, s.file, s.line, s.col, s.places, s.slug "
        "from pg_temp.row_finding f join ({}) s (kind, _seq, file, line, col, places, slug) "
        "on s.kind = f.kind and s._seq = f._seq order by f._seq, f.field, f.number limit {}",
        staged, most));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        core::Diagnostic& finding = findings.emplace_back();
        finding.code = rows.text(i, 2);
        finding.severity = core::Severity::error;
        finding.message = rows.text(i, 3);
        finding.advice = rows.text(i, 4);
        finding.feature = fmt::format("{} {}", rows.text(i, 0), rows.text(i, 9));
        const auto file = static_cast<std::size_t>(rows.integer(i, 5));
        finding.where = {file < files.size() ? files[file] : std::string(),
                         static_cast<int>(rows.integer(i, 6)), static_cast<int>(rows.integer(i, 7))};
        const auto field = static_cast<std::size_t>(rows.integer(i, 1));
        if (field == 0) continue;
        finding.where =
            place_of_field(*catalog::find_kind(rows.text(i, 0)), finding.where, rows.text(i, 8), field);
    }
    return findings;
}

void place_findings(CatalogWork& catalog, const std::vector<std::string>& files,
                    core::Diagnostics& findings) {
    for (core::Diagnostic& finding : findings) {
        const auto space = finding.feature.find(' ');
        const ComparedKind* kind = catalog.find(finding.feature.substr(0, space));
        if (space == std::string::npos || kind == nullptr || finding.where.line > 0) continue;
        const Rows rows =
            catalog.work.run(fmt::format("select _file, _line, _col from {} where slug = $1 limit 1",
                                         staged_table(*kind->staged.kind)),
                             Params().add(finding.feature.substr(space + 1)));
        if (rows.empty()) continue;
        const auto file = static_cast<std::size_t>(rows.integer(0, 0));
        finding.where = {file < files.size() ? files[file] : std::string(),
                         static_cast<int>(rows.integer(0, 1)), static_cast<int>(rows.integer(0, 2))};
    }
}

std::int64_t count_row_findings(CatalogWork& catalog) {
    return catalog.work.run("select count(*) from pg_temp.row_finding").integer(0, 0);
}

}  // namespace mallctl::db
