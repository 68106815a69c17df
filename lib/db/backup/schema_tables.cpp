#include "db/backup/schema_tables.hpp"

namespace mallctl::db {

namespace {

std::vector<std::string> first_column(const Rows& rows) {
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < rows.size(); ++i) texts.emplace_back(rows.text(i, 0));
    return texts;
}

}  // namespace

std::vector<std::string> schema_tables(Work& work) {
    return first_column(work.run(
        "select relname from pg_class where relnamespace = to_regnamespace('mallctl') and relkind = 'r' "
        "order by relname collate \"C\""));
}

std::vector<std::string> stored_columns(Work& work, const std::string& table) {
    return first_column(
        work.run("select attname from pg_attribute where attrelid = $1::regclass and attnum > 0 "
                 "and not attisdropped and attgenerated = '' order by attname collate \"C\"",
                 Params().add(quoted_table(table))));
}

std::string quoted_table(const std::string& name) {
    return "mallctl." + quoted(name);
}

}  // namespace mallctl::db
