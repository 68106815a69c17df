#include "db/backup/schema_tables.hpp"

namespace mallctl::db {

std::vector<std::string> schema_tables(Work& work) {
    return work
        .run(
            "select relname from pg_class where relnamespace = to_regnamespace('mallctl') and relkind = 'r' "
            "order by relname collate \"C\"")
        .first_column();
}

std::vector<std::string> stored_columns(Work& work, const std::string& table) {
    return work
        .run(
            "select attname from pg_attribute where attrelid = $1::regclass and attnum > 0 "
            "and not attisdropped and attgenerated = '' order by attname collate \"C\"",
            Params().add(quoted_table(table)))
        .first_column();
}

std::string quoted_table(const std::string& name) {
    return "mallctl." + quoted(name);
}

}  // namespace mallctl::db
