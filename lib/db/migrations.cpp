#include "db/migrations.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <tuple>

#include "core/error.hpp"

namespace mallctl::db {

using core::Error;
using core::Fault;

namespace {

// "1.2.3" as three numbers; a missing or odd part counts as 0.
std::tuple<int, int, int> parse_version(const std::string& text) {
    int part[3] = {0, 0, 0};
    const char* position = text.c_str();
    for (int& value : part) {
        char* end = nullptr;
        value = static_cast<int>(std::strtol(position, &end, 10));
        position = *end == '.' ? end + 1 : end;
    }
    return {part[0], part[1], part[2]};
}

}  // namespace

int migration_number(const EmbeddedMigration& migration) {
    return static_cast<int>(std::strtol(migration.name, nullptr, 10));
}

std::string oldest_binary(const EmbeddedMigration& migration) {
    constexpr std::string_view key = "-- oldest-binary: ";
    const std::string_view sql = migration.sql;
    const auto at = sql.find(key);
    if (at == std::string_view::npos) {
        throw std::logic_error(std::string(migration.name) +
                               " does not name the oldest binary that may keep running");
    }
    const auto from = at + key.size();
    return std::string(sql.substr(from, sql.find('\n', from) - from));
}

void set_search_path(Work& work) {
    // pg_temp comes last, or a temporary object could hide a function of the schema.
    work.run(
        "select set_config('search_path', 'mallctl, ' || coalesce((select quote_ident(n.nspname) "
        "from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'postgis'), "
        "'public') "
        "|| ', pg_temp', false)");
}

void require_schema(Work& work, const std::string& label) {
    const int needed = migration_number(embedded_migrations().back());
    const std::string advice = "run: mallctl db migrate";
    if (work.run("select to_regclass('mallctl.schema_migration')").is_null(0, 0)) {
        throw Error(Fault::usage, fmt::format("{} has no mallctl schema", label), advice);
    }
    const Rows rows = work.run("select number, oldest_binary from mallctl.schema_migration order by number");
    const std::int64_t found = rows.empty() ? 0 : rows.integer(rows.size() - 1, 0);
    if (found < needed) {
        throw Error(Fault::usage,
                    fmt::format("the schema of {} is version {}, this program needs version {}", label, found,
                                needed),
                    advice);
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows.integer(i, 0) <= needed) continue;
        const std::string oldest(rows.text(i, 1));
        if (parse_version(oldest) <= parse_version(MALLCTL_VERSION)) continue;
        throw Error(Fault::usage,
                    fmt::format("the schema of {} is version {}, which needs mallctl {} or newer; this is {}",
                                label, found, oldest, MALLCTL_VERSION),
                    "install the newer mallctl");
    }
}

}  // namespace mallctl::db
