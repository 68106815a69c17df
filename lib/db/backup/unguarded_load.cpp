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
    for (const auto& table : tables_)
        work_.run_script(fmt::format("alter table {} enable trigger user", quoted_table(table)));
    for (const auto& table : forced_)
        work_.run_script(fmt::format("alter table {} force row level security", quoted_table(table)));
    return rows;
}

}  // namespace mallctl::db
