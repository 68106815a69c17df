#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "core/digest.hpp"
#include "core/error.hpp"
#include "db/backup/backup.hpp"
#include "db/backup/backup_file.hpp"
#include "db/backup/unguarded_load.hpp"
#include "db/migration_steps.hpp"
#include "db/roles.hpp"

namespace mallctl::db {

namespace {

using core::Error;
using core::Fault;

// The migrations of the backup, found in this program. Those of a backup of an older schema are its first
// ones.
std::vector<const EmbeddedMigration*> known_migrations(const BackupHeader& header, const std::string& name) {
    const int newest = migration_number(embedded_migrations().back());
    if (header.schema_version() > newest) {
        throw Error(Fault::usage,
                    fmt::format("{} has schema version {}, newer than this program's version {}", name,
                                header.schema_version(), newest),
                    "install the newer mallctl: it was made by release " + header.release);
    }
    std::vector<const EmbeddedMigration*> known;
    for (const auto& one : header.migrations) {
        const auto found = std::find_if(
            embedded_migrations().begin(), embedded_migrations().end(),
            [&](const EmbeddedMigration& migration) { return migration_number(migration) == one.number; });
        if (found == embedded_migrations().end() ||
            core::sha256_hex(std::string_view(found->sql)) != one.sha256) {
            throw Error(Fault::usage,
                        fmt::format("{} was made with another {} than this program's", name, one.name),
                        "use the mallctl release that made it: " + header.release);
        }
        known.push_back(&*found);
    }
    return known;
}

void make_schema(Work& work, const std::vector<const EmbeddedMigration*>& migrations) {
    work.run_script("drop schema if exists mallctl_view cascade; drop schema if exists mallctl cascade");
    create_ledger(work);
    set_search_path(work);
    for (const EmbeddedMigration* migration : migrations) apply_migration(work, *migration);
}

// Loads the rows of the file into tables of this very schema.
std::int64_t load_rows(Work& work, const std::filesystem::path& file, BackupReport& report) {
    UnguardedLoad load(work);
    const BackupVisitor visitor{
        [&](const BackupTable& table) {
            load.begin_table(table);
            ++report.tables;
        },
        [&](std::string_view rows) { load.add_rows(rows); },
    };
    const std::int64_t stated = read_backup(file, visitor);
    report.rows = load.finish();
    return stated;
}

std::vector<std::string> migrate_on(Work& work, const std::vector<const EmbeddedMigration*>& had) {
    std::vector<std::string> applied;
    for (const EmbeddedMigration& migration : embedded_migrations()) {
        if (std::find(had.begin(), had.end(), &migration) != had.end()) continue;
        apply_migration(work, migration);
        applied.emplace_back(migration.name);
    }
    return applied;
}

std::vector<std::string> slugs_of_any(Work& work) {
    if (work.run("select to_regclass('mallctl.mall')").is_null(0, 0)) return {};
    return work.run("select slug from mallctl.mall order by slug collate \"C\"").first_column();
}

// What the planner knows of the new rows.
void analyze(Connection& connection) {
    Work work(connection, Work::Isolation::read_committed);
    work.run_script(
        "do $$ declare one regclass; begin "
        "for one in select oid from pg_class where relnamespace = 'mallctl'::regnamespace and relkind = 'r' "
        "loop execute format('analyze %s', one); end loop; end $$");
    work.commit();
}

}  // namespace

std::vector<std::string> malls_of_database(const Endpoint& endpoint) {
    Connection connection(endpoint.owner, endpoint.label, "mallctl db restore");
    Work work(connection, Work::Isolation::read_committed);
    if (work.run("select to_regnamespace('mallctl')").is_null(0, 0)) return {};
    if (endpoint.set_role) work.run_script("set local role mallctl_owner");
    return slugs_of_any(work);
}

RestoreReport restore(const Endpoint& endpoint, const std::filesystem::path& file) {
    const BackupHeader header = read_backup_header(file);
    const auto migrations = known_migrations(header, file.string());
    read_backup(file, {});  // to its end: nothing is touched for a file that is not whole

    Connection connection(endpoint.owner, endpoint.label, "mallctl db restore");
    lock_migrations(connection);
    prepare_database(connection, endpoint.label);
    become_owner(connection, endpoint);
    RestoreReport report;
    Work work(connection, Work::Isolation::read_committed);
    work.run_script("set local lock_timeout = '10s'");
    make_schema(work, migrations);
    const std::int64_t stated = load_rows(work, file, report.restored);
    if (stated != report.restored.rows) {
        throw Error(Fault::rejected,
                    fmt::format("{} says that it has {} rows, and has {}", file.string(), stated,
                                report.restored.rows),
                    "copy it again from where it was made; nothing was changed");
    }
    report.restored.malls = slugs_of_any(work);
    report.restored.schema_version = header.schema_version();
    report.applied = migrate_on(work, migrations);
    report.schema_version = migration_number(embedded_migrations().back());
    work.commit();
    analyze(connection);
    return report;
}

}  // namespace mallctl::db
