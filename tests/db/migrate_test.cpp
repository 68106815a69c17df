// Migrations: once, unchanged, and never under a program that is too old.
#include "db/migrate.hpp"
#include "db/migrations.hpp"

#include <catch2/catch.hpp>
#include <pqxx/pqxx>
#include <thread>

#include "core/error.hpp"
#include "db/session.hpp"
#include "tests/support/database.hpp"
#include "tests/support/failure.hpp"

namespace mallctl::test {

namespace {

void execute(const TestDatabase& database, const std::string& sql) {
    pqxx::connection connection(database.url_as("mallctl_owner"));
    pqxx::work work(connection);
    work.exec(sql);
    work.commit();
}

}  // namespace

TEST_CASE("migrating a migrated database does nothing") {
    const TestDatabase database;
    const auto report = db::migrate(database.endpoint());
    CHECK(report.applied.empty());
    CHECK(report.from == report.to);
    CHECK(report.to >= 5);
}

TEST_CASE("an empty database becomes one that sessions accept, through a URL as well") {
    const TestDatabase database;
    execute(database, "drop schema mallctl_view cascade; drop schema mallctl cascade");
    const db::Endpoint endpoint = db::endpoint_of_url(database.url());
    const auto before = failure([&] { db::Session session(endpoint, "test"); });
    CHECK(before.fault() == core::Fault::usage);
    CHECK(before.advice() == "run: mallctl db migrate");

    const auto report = db::migrate(endpoint);
    CHECK(report.from == 0);
    CHECK(report.applied.front() == "0001_malls.sql");
    CHECK(report.applied.size() == db::embedded_migrations().size());
    CHECK_NOTHROW(db::Session(endpoint, "test"));
    CHECK_NOTHROW(db::Session(database.endpoint(), "test"));
}

TEST_CASE("what a superuser migrates belongs to mallctl_owner") {
    const TestDatabase database;
    execute(database, "drop schema mallctl_view cascade; drop schema mallctl cascade");
    db::migrate(db::endpoint_of_url(database.url()));
    pqxx::connection connection(database.url());
    pqxx::work work(connection);
    const auto others = work.exec(
        "select relname from pg_class where relnamespace in ('mallctl'::regnamespace, "
        "'mallctl_view'::regnamespace) "
        "and relowner <> 'mallctl_owner'::regrole");
    CHECK(others.empty());
}

TEST_CASE("a migration whose text is not the one that was applied is refused, by name") {
    const TestDatabase database;
    execute(database, "update mallctl.schema_migration set sha256 = repeat('0', 64) where number = 2");
    const auto error = failure([&] { db::migrate(database.endpoint()); });
    CHECK(error.fault() == core::Fault::usage);
    CHECK_THAT(error.what(), Catch::Contains("0002_plans.sql"));
}

TEST_CASE("a schema that shuts this program out is a usage error, one that only adds is not") {
    const TestDatabase database;
    execute(database,
            "insert into mallctl.schema_migration (number, name, sha256, oldest_binary) "
            "values (900, '0900_expand.sql', repeat('0', 64), '0.1.0')");
    CHECK_NOTHROW(db::Session(database.endpoint(), "test"));
    execute(database, "update mallctl.schema_migration set oldest_binary = '99.0.0' where number = 900");
    const auto session = failure([&] { db::Session opened(database.endpoint(), "test"); });
    CHECK(session.fault() == core::Fault::usage);
    CHECK_THAT(session.what(), Catch::Contains("99.0.0"));
    const auto migration = failure([&] { db::migrate(database.endpoint()); });
    CHECK(migration.fault() == core::Fault::usage);
}

TEST_CASE("an older schema says what to run") {
    const TestDatabase database;
    execute(database, "delete from mallctl.schema_migration where number > 1");
    const auto error = failure([&] { db::Session session(database.endpoint(), "test"); });
    CHECK(error.fault() == core::Fault::usage);
    CHECK(error.advice() == "run: mallctl db migrate");
}

TEST_CASE("a migration that fails leaves nothing of itself behind") {
    const TestDatabase database;
    // The tables of 0004 and 0005 are still there, so applying 0004 again fails in its first statement.
    execute(database, "delete from mallctl.schema_migration where number > 3; drop table mallctl.closure");
    const auto error = failure([&] { db::migrate(database.endpoint()); });
    CHECK_THAT(error.what(), Catch::Contains("0004_catalog.sql"));
    pqxx::connection connection(database.url());
    pqxx::work work(connection);
    CHECK(work.exec("select max(number) from mallctl.schema_migration")[0][0].as<int>() == 3);
    CHECK(work.exec("select to_regclass('mallctl.closure')")[0][0].is_null());
}

TEST_CASE("a database owner who is no superuser can migrate, and a guest cannot") {
    const TestDatabase database;
    execute(database, "drop schema mallctl_view cascade; drop schema mallctl cascade");
    const auto as_superuser = [&](const std::string& sql) {
        pqxx::connection connection(database.url());
        pqxx::work work(connection);
        work.exec(sql);
        work.commit();
    };
    // The test cluster lets its own roles in only: one of them is a member of owner and app for a while.
    as_superuser("grant mallctl_owner, mallctl_app to mallctl_reader; revoke all on database " +
                 database.name() + " from mallctl_owner, mallctl_app; alter database " + database.name() +
                 " owner to mallctl_reader");
    const db::Endpoint owner = db::endpoint_of_url(database.url_as("mallctl_reader"));
    CHECK_NOTHROW(db::migrate(owner));
    CHECK_NOTHROW(db::Session(owner, "test"));
    as_superuser("alter database " + database.name() +
                 " owner to mallctl_owner; "
                 "revoke mallctl_owner, mallctl_app from mallctl_reader; "
                 "grant connect on database " +
                 database.name() + " to mallctl_reader");

    const auto migration = failure([&] { db::migrate(owner); });
    CHECK(migration.fault() == core::Fault::usage);
    CHECK_THAT(migration.advice(), Catch::Contains("grant mallctl_owner"));
    const auto session = failure([&] { db::Session(owner, "test"); });
    CHECK(session.fault() == core::Fault::usage);
    CHECK_THAT(session.advice(), Catch::Contains("grant mallctl_app"));
}

TEST_CASE("two programs that migrate at the same time do it once") {
    const TestDatabase database;
    execute(database, "drop schema mallctl_view cascade; drop schema mallctl cascade");
    db::MigrationReport reports[2];
    std::thread other([&] { reports[1] = db::migrate(database.endpoint()); });
    reports[0] = db::migrate(database.endpoint());
    other.join();
    CHECK(reports[0].applied.size() + reports[1].applied.size() == db::embedded_migrations().size());
}

TEST_CASE("every table says what it is for") {
    const TestDatabase database;
    pqxx::connection connection(database.url());
    pqxx::work work(connection);
    const auto silent = work.exec(
        "select relname from pg_class where relkind in ('r', 'v') and relnamespace in "
        "('mallctl'::regnamespace, 'mallctl_view'::regnamespace) and obj_description(oid, 'pg_class') is "
        "null");
    for (const auto& row : silent) FAIL_CHECK(row[0].c_str() << " has no comment");
}

TEST_CASE("every foreign key can be followed backwards by an index") {
    const TestDatabase database;
    pqxx::connection connection(database.url());
    pqxx::work work(connection);
    const auto missing = work.exec(
        "select conrelid::regclass::text, conname from pg_constraint c where contype = 'f' "
        "and connamespace = 'mallctl'::regnamespace and not exists (select from pg_index i "
        "where i.indrelid = c.conrelid and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey)");
    for (const auto& row : missing) FAIL_CHECK(row[0].c_str() << ": " << row[1].c_str());
}

}  // namespace mallctl::test
