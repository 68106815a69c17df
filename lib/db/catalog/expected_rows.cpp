#include "db/catalog/expected_rows.hpp"

#include <fmt/format.h>

#include "db/audit.hpp"
#include "db/kind_columns.hpp"

namespace mallctl::db {

namespace {

// The image of the stored row `t`, its references by what the expected rows call the rows referred to.
std::string renamed_image(const catalog::Kind& kind) {
    std::string references;
    for (const catalog::Field& field : kind.fields) {
        if (field.type != catalog::FieldType::reference || field.shorthand) continue;
        references += fmt::format(
            "{}'{}', coalesce((select m.new_slug from pg_temp.expected m where m.kind = '{}' and "
            "m.old_slug = t.{} and m.new_slug <> m.old_slug limit 1), t.{})",
            references.empty() ? "" : ", ", column_of(field), field.target, quoted(column_of(field)),
            quoted(column_of(field)));
    }
    const std::string image = image_of(kind, "t");
    return references.empty() ? image : fmt::format("({} || jsonb_build_object({}))", image, references);
}

// The kinds that have expected rows, in the order declared.
std::vector<const catalog::Kind*> expected_kinds(Work& work) {
    const Rows names = work.run("select distinct kind from pg_temp.expected");
    std::vector<const catalog::Kind*> kinds;
    for (const catalog::Kind& kind : catalog::kinds()) {
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (names.text(i, 0) == kind.name) kinds.push_back(&kind);
        }
    }
    return kinds;
}

core::Diagnostic unexpected(const catalog::Kind& kind, const std::string& slug, const std::string& what,
                            const std::string& file, int line) {
    core::Diagnostic finding;
    finding.code = "M076";
    finding.severity = core::Severity::error;
    finding.feature = fmt::format("{} {}", kind.name, slug);
    finding.message = fmt::format("{} \"{}\" {}", kind.name, slug, what);
    finding.advice = "the change set is of another database, or of a mall that was restored: save it again";
    finding.where = {file, line, 1};
    return finding;
}

}  // namespace

std::string create_expected() {
    return "create temp table expected (kind text, old_slug text, new_slug text, before jsonb, after jsonb, "
           "line integer) on commit drop";
}

const std::vector<std::string>& expected_columns() {
    static const std::vector<std::string> columns = {"kind",   "old_slug", "new_slug",
                                                     "before", "after",    "line"};
    return columns;
}

void stage_expected(CopyRows& out, const ExpectedRow& row) {
    const auto text = [&](const std::string& value) { value.empty() ? out.null() : out.text(value); };
    const auto image = [&](const std::string& value) { value.empty() ? out.null() : out.json(value); };
    out.row(expected_columns().size());
    out.text(row.kind);
    text(row.old_slug);
    text(row.new_slug);
    image(row.before);
    image(row.after);
    out.integer(row.line);
}

void index_expected(Work& work) {
    work.run_script("create index on pg_temp.expected (kind, old_slug); analyze pg_temp.expected");
}

core::Diagnostics check_expected(CatalogWork& catalog, const std::string& file, std::size_t most) {
    core::Diagnostics findings;
    for (const catalog::Kind* kind : expected_kinds(catalog.work)) {
        const Rows rows = catalog.work.run(
            fmt::format(
                "select e.line, coalesce(e.old_slug, e.new_slug), case when e.old_slug is null then "
                "'is there already' when t.id is null then 'is not there' else 'is not as it was' end "
                "from pg_temp.expected e left join {0} t on t.mall_id = $1::uuid and "
                "t.slug = coalesce(e.old_slug, e.new_slug) where e.kind = $2 and case "
                "when e.old_slug is null then t.id is not null and not exists (select from "
                "pg_temp.expected o where o.kind = $2 and o.old_slug = t.slug and "
                "o.new_slug is distinct from o.old_slug) "
                "when t.id is null then true else {1} || e.before <> {1} end order by e.line limit {2}",
                table_of(*kind), renamed_image(*kind), most - findings.size()),
            Params().add(catalog.mall).add(kind->name));
        for (std::size_t i = 0; i < rows.size(); ++i) {
            findings.push_back(unexpected(*kind, std::string(rows.text(i, 1)), std::string(rows.text(i, 2)),
                                          file, static_cast<int>(rows.integer(i, 0))));
        }
        if (findings.size() >= most) break;
    }
    return findings;
}

bool is_as_intended(CatalogWork& catalog) {
    const auto kinds = expected_kinds(catalog.work);
    for (const catalog::Kind* kind : kinds) {
        const Rows other = catalog.work.run(
            fmt::format("select from pg_temp.expected e left join {0} t on t.mall_id = $1::uuid and "
                        "t.slug = coalesce(e.new_slug, e.old_slug) where e.kind = $2 and case "
                        "when e.new_slug is null then t.id is not null and not exists (select from "
                        "pg_temp.expected o where o.kind = $2 and o.new_slug = t.slug) "
                        "when t.id is null then true else {1} || e.after <> {1} end limit 1",
                        table_of(*kind), image_of(*kind, "t")),
            Params().add(catalog.mall).add(kind->name));
        if (!other.empty()) return false;
    }
    return !kinds.empty();
}

void doom_expected(CatalogWork& catalog) {
    for (const catalog::Kind* kind : expected_kinds(catalog.work)) {
        if (kind->name == "mall") continue;
        catalog.work.run(fmt::format("insert into pg_temp.doomed select '{0}', t.id, t.slug from "
                                     "pg_temp.expected e join {1} t on t.mall_id = $1::uuid and "
                                     "t.slug = e.old_slug where e.kind = '{0}' and e.new_slug is null",
                                     kind->name, table_of(*kind)),
                         Params().add(catalog.mall));
    }
}

}  // namespace mallctl::db
