#include "db/migrate.hpp"

#include <fmt/format.h>

#include <map>

#include "core/digest.hpp"
#include "core/error.hpp"
#include "db/connection.hpp"
#include "db/migration_steps.hpp"
#include "db/migrations.hpp"
#include "db/roles.hpp"

namespace mallctl::db {

using core::Error;
using core::Fault;

namespace {

void create_ledger_of(Connection& connection) {
    Work work(connection, Work::Isolation::read_committed);
    create_ledger(work);
    work.commit();
}

std::map<int, std::string> applied_checksums(Connection& connection) {
    Work work(connection, Work::Isolation::read_committed);
    const Rows rows = work.run("select number, sha256 from mallctl.schema_migration order by number");
    std::map<int, std::string> applied;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        applied.emplace(static_cast<int>(rows.integer(i, 0)), rows.text(i, 1));
    }
    return applied;
}

void require_known(const std::map<int, std::string>& applied, const Endpoint& endpoint) {
    const int newest = migration_number(embedded_migrations().back());
    if (!applied.empty() && applied.rbegin()->first > newest) {
        throw Error(Fault::usage,
                    fmt::format("the schema of {} is version {}, newer than this program's version {}",
                                endpoint.label, applied.rbegin()->first, newest),
                    "install the newer mallctl");
    }
    for (const EmbeddedMigration& migration : embedded_migrations()) {
        const auto found = applied.find(migration_number(migration));
        if (found != applied.end() && found->second != core::sha256_hex(std::string_view(migration.sql))) {
            throw Error(
                Fault::usage,
                fmt::format("{} has had another {} than this program's: the checksums differ", endpoint.label,
                            migration.name),
                "use the mallctl release that made this database, or restore a backup into a new one");
        }
    }
}

void apply_migration_to(Connection& connection, const EmbeddedMigration& migration) {
    Work work(connection, Work::Isolation::read_committed);
    apply_migration(work, migration);
    work.commit();
}

}  // namespace

void become_owner(Connection& connection, const Endpoint& endpoint) {
    Work work(connection, Work::Isolation::read_committed);
    if (!work.run("select pg_has_role('mallctl_owner', 'member')").flag(0, 0)) {
        throw Error(Fault::usage,
                    "the connected role of " + endpoint.label + " is not a member of mallctl_owner",
                    "have an administrator run: grant mallctl_owner, mallctl_app to ROLE");
    }
    work.run_script("set role mallctl_owner");
    work.commit();
}

void lock_migrations(Connection& connection) {
    Work work(connection, Work::Isolation::read_committed);
    // The number is arbitrary and must never change.
    work.run("select pg_advisory_lock(7094205331846610471)");
    work.commit();
}

void create_ledger(Work& work) {
    work.run_script(
        "create schema if not exists mallctl;"
        "comment on schema mallctl is 'The digital twins of malls, kept by mallctl.';"
        "create table if not exists mallctl.schema_migration ("
        "    number integer primary key check (number > 0),"
        "    name text not null,"
        "    sha256 text not null,"
        "    applied_at timestamptz not null default now(),"
        "    oldest_binary text not null);"
        "comment on table mallctl.schema_migration is 'Which migrations this database has had, and from "
        "which bytes.';");
}

void apply_migration(Work& work, const EmbeddedMigration& migration) {
    try {
        work.run_script(migration.sql);
    } catch (const Error& e) {
        throw Error(e.fault(), fmt::format("migration {} failed: {}", migration.name, e.what()), e.advice());
    }
    work.run(
        "insert into mallctl.schema_migration (number, name, sha256, oldest_binary) values ($1::int, $2, $3, "
        "$4)",
        Params()
            .add(std::int64_t{migration_number(migration)})
            .add(migration.name)
            .add(core::sha256_hex(std::string_view(migration.sql)))
            .add(oldest_binary(migration)));
}

MigrationReport migrate(const Endpoint& endpoint) {
    Connection connection(endpoint.owner, endpoint.label, "mallctl db migrate");
    lock_migrations(connection);
    prepare_database(connection, endpoint.label);
    become_owner(connection, endpoint);
    create_ledger_of(connection);
    {
        Work work(connection, Work::Isolation::read_committed);
        set_search_path(work);
        work.commit();
    }
    const auto applied = applied_checksums(connection);
    require_known(applied, endpoint);

    MigrationReport report;
    report.from = applied.empty() ? 0 : applied.rbegin()->first;
    report.to = report.from;
    for (const EmbeddedMigration& migration : embedded_migrations()) {
        if (applied.contains(migration_number(migration))) continue;
        apply_migration_to(connection, migration);
        report.applied.emplace_back(migration.name);
        report.to = migration_number(migration);
    }
    return report;
}

int schema_version(const Endpoint& endpoint) {
    Connection connection(endpoint.owner, endpoint.label, "mallctl db status");
    Work work(connection, Work::Isolation::read_committed);
    if (work.run("select to_regclass('mallctl.schema_migration')").is_null(0, 0)) return 0;
    return static_cast<int>(
        work.run("select coalesce(max(number), 0) from mallctl.schema_migration").integer(0, 0));
}

}  // namespace mallctl::db
