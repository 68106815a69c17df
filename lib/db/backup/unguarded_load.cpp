#include "db/backup/unguarded_load.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.hpp"
#include "db/backup/schema_tables.hpp"

namespace mallctl::db {

namespace {

std::vector<std::string> texts(const Rows& rows, int column) {
    std::vector<std::string> result;
    for (std::size_t i = 0; i < rows.size(); ++i) result.emplace_back(rows.text(i, column));
    return result;
}

// References that triggers keep (migrations 0007 and 0015). Making a foreign key again looks at all rows,
// enabling a trigger at none: so this asks of each what its trigger asks of the rows of a statement, of all
// malls. Each is a table, the columns that refer, the table referred to, and a query for a value that refers
// to nothing. A null slug refers to nothing by itself.
Rows kept_references(Work& work) {
    return work.run(
        "select distinct k.child, case when k.by_slug then k.a[1] else k.a[3] end, "
        "(select p.relname from pg_class p where p.oid = k.parent::regclass), "
        "case when k.by_slug then format("
        "'select left(n.slug, 200) from (select distinct mall_id, %1$I as slug from mallctl.%2$I "
        "where %1$I is not null) n where not exists (select from %3$s p where p.mall_id = n.mall_id "
        "and p.slug = n.slug) order by n.slug limit 1', k.a[1], k.child, k.parent::regclass) "
        "else (select format("
        "'select concat_ws('','', %s) from mallctl.%I n where not exists (select from %s p where %s) limit "
        "1', "
        "string_agg(format('n.%I', u.own), ', ' order by u.at), k.child, k.parent::regclass, "
        "string_agg(format('p.%I = n.%I', u.key, u.own), ' and ' order by u.at)) "
        "from unnest(string_to_array(k.a[2], ','), string_to_array(k.a[3], ',')) "
        "with ordinality u(key, own, at)) end "
        "from (select c.relname as child, s.by_slug, s.a, case when s.by_slug then s.a[2] else s.a[1] end "
        "as parent from pg_trigger t join pg_class c on c.oid = t.tgrelid "
        "join pg_proc f on f.oid = t.tgfoid cross join lateral (select f.proname = 'require_slug', "
        "string_to_array(encode(t.tgargs, 'escape'), '\\000')) s(by_slug, a) "
        "where f.pronamespace = 'mallctl'::regnamespace "
        "and f.proname in ('require_slug', 'require_reference')) k order by 1, 2, 4");
}

void check_kept_references(Work& work) {
    const Rows references = kept_references(work);
    for (std::size_t i = 0; i < references.size(); ++i) {
        const Rows stray = work.run(std::string(references.text(i, 3)));
        if (stray.empty()) continue;
        throw core::Error(core::Fault::rejected,
                          fmt::format("the backup has a row of {} whose {} \"{}\" is that of no row of {}",
                                      references.text(i, 0), references.text(i, 1), stray.text(0, 0),
                                      references.text(i, 2)),
                          "it was not made by mallctl, or altered since; nothing was changed");
    }
}

}  // namespace

UnguardedLoad::UnguardedLoad(Work& work) : work_(work), tables_(schema_tables(work)) {
    forced_ = texts(work.run("select relname from pg_class where relnamespace = 'mallctl'::regnamespace "
                             "and relkind = 'r' and relforcerowsecurity order by relname"),
                    0);
    const Rows keys = work.run(
        "select format('alter table %s drop constraint %I', conrelid::regclass, conname), "
        "format('alter table %s add constraint %I %s', conrelid::regclass, conname, "
        "pg_get_constraintdef(oid)) "
        "from pg_constraint where contype = 'f' and connamespace = 'mallctl'::regnamespace "
        "order by conrelid::regclass::text, conname");
    foreign_keys_ = texts(keys, 1);
    for (const auto& drop : texts(keys, 0)) work.run_script(drop);
    std::string all;
    for (const auto& table : tables_) {
        work.run_script(fmt::format("alter table {} disable trigger user", quoted_table(table)));
        all += (all.empty() ? "" : ", ") + quoted_table(table);
    }
    for (const auto& table : forced_)
        work.run_script(fmt::format("alter table {} no force row level security", quoted_table(table)));
    work.run_script("truncate " + all);
}

void UnguardedLoad::begin_table(const BackupTable& table) {
    end_table();
    const auto refuse = [&](const std::string& what) {
        throw core::Error(core::Fault::rejected,
                          "the backup has " + what + ", which its schema does not have",
                          "it was not made by mallctl; nothing was changed");
    };
    if (std::find(tables_.begin(), tables_.end(), table.name) == tables_.end())
        refuse("a table \"" + table.name + "\"");
    const auto columns = stored_columns(work_, table.name);
    std::vector<std::string> names;
    for (const auto& column : table.columns) {
        if (std::find(columns.begin(), columns.end(), column) == columns.end())
            refuse("a column \"" + column + "\" of " + table.name);
        names.push_back(quoted(column));
    }
    copy_.emplace(work_, quoted_table(table.name), names, CopyWriter::Form::text);
}

void UnguardedLoad::add_rows(std::string_view text) {
    copy_->write(text);
}

void UnguardedLoad::end_table() {
    if (copy_) copy_->finish();
    copy_.reset();
}

std::int64_t UnguardedLoad::finish() {
    end_table();
    std::int64_t rows = 0;
    for (const auto& table : tables_)
        rows += work_.run("select count(*) from " + quoted_table(table)).integer(0, 0);
    for (const auto& key : foreign_keys_) work_.run_script(key);
    check_kept_references(work_);  // before row-level security hides the malls
    for (const auto& table : tables_)
        work_.run_script(fmt::format("alter table {} enable trigger user", quoted_table(table)));
    for (const auto& table : forced_)
        work_.run_script(fmt::format("alter table {} force row level security", quoted_table(table)));
    return rows;
}

}  // namespace mallctl::db
