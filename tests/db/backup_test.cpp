// A backup is a whole database in one file; a restore is all or nothing.
#include "db/backup/backup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <pqxx/pqxx>
#include <sstream>

#include "core/error.hpp"
#include "db/backup/backup_file.hpp"
#include "db/connection.hpp"
#include "db/migrate.hpp"
#include "db/migration_steps.hpp"
#include "operations/import.hpp"
#include "tests/db/mall_contents.hpp"
#include "tests/db/malls.hpp"
#include "tests/db/sample_plan.hpp"
#include "tests/support/database.hpp"
#include "tests/support/failure.hpp"
#include "tests/support/paths.hpp"

namespace mallctl::test {

namespace {

namespace fs = std::filesystem;

void execute(const TestDatabase& database, const std::string& sql) {
    pqxx::connection connection(database.url());
    pqxx::work work(connection);
    work.exec(sql);
    work.commit();
}

std::string value(const TestDatabase& database, const std::string& sql) {
    pqxx::connection connection(database.url());
    pqxx::work work(connection);
    return work.exec1(sql)[0].as<std::string>();
}

// A mall, its tenants and leases as the schema of release `newest` keeps them.
void make_old(const TestDatabase& database, int newest) {
    execute(database, "drop schema mallctl_view cascade; drop schema mallctl cascade");
    db::Connection connection(database.endpoint().owner, "old", "test");
    db::Work work(connection, db::Work::Isolation::read_committed);
    db::create_ledger(work);
    db::set_search_path(work);
    for (const auto& migration : db::embedded_migrations()) {
        if (db::migration_number(migration) <= newest) db::apply_migration(work, migration);
    }
    work.commit();
}

struct Files {
    TemporaryDirectory directory;
    fs::path file(const std::string& name) const { return directory.path() / name; }
};

db::BackupReport back_up(const TestDatabase& database, const fs::path& file) {
    return db::back_up(database.url_as("mallctl_backup"), "test", file);
}

void cut(const fs::path& from, const fs::path& to, std::size_t bytes) {
    write_file(to, read_file(from).substr(0, bytes));
}

// The same backup, whole and with its own digest, but that the first row of `table` which refers to something
// in `column` refers to `aim`.
void write_with(const fs::path& from, const fs::path& to, const std::string& table, const std::string& column,
                const std::string& aim) {
    std::vector<std::pair<db::BackupTable, std::string>> tables;
    const std::int64_t count =
        db::read_backup(from, {[&](const db::BackupTable& one) { tables.emplace_back(one, ""); },
                               [&](std::string_view rows) { tables.back().second += rows; }});
    db::BackupWriter writer(to, db::read_backup_header(from));
    bool damaged = false;
    for (const auto& [described, rows] : tables) {
        writer.begin_table(described);
        const auto at = std::find(described.columns.begin(), described.columns.end(), column);
        std::istringstream lines(rows);
        for (std::string line; std::getline(lines, line);) {
            std::vector<std::string> cells;
            std::istringstream parts(line);
            for (std::string cell; std::getline(parts, cell, '\t');) cells.push_back(cell);
            cells.resize(described.columns.size());
            if (described.name == table && !damaged) {
                std::string& cell = cells.at(static_cast<std::size_t>(at - described.columns.begin()));
                damaged = cell != "\\N";
                if (damaged) cell = aim;
            }
            writer.add_rows(fmt::format("{}\n", fmt::join(cells, "\t")));
        }
    }
    REQUIRE(damaged);
    writer.finish(count);
}

}  // namespace

TEST_CASE("what is restored elsewhere backs up to the same bytes") {
    const Files files;
    const TestDatabase first;
    db::Session session(first.endpoint(), "test");
    create_mall(session, "riverside");
    const auto mall = create_mall(session, "arcade");
    // Every byte of COPY's text format that has a meaning there.
    execute(first, "update mallctl.mall set hours = E'a\\tb\\\\n\\nc\\\\.\\r' where slug = 'arcade'");
    const auto report = back_up(first, files.file("a"));
    CHECK(report.malls == std::vector<std::string>{"arcade", "riverside"});
    CHECK(report.schema_version == db::schema_version(first.endpoint()));

    const TestDatabase second;
    db::Session other(second.endpoint(), "test");
    create_mall(other, "gone");
    CHECK(db::malls_of_database(second.endpoint()) == std::vector<std::string>{"gone"});
    const auto restored = db::restore(db::endpoint_of_url(second.url()), files.file("a"));
    CHECK(restored.restored.rows == report.rows);
    CHECK(restored.applied.empty());
    CHECK(db::malls_of_database(second.endpoint()) == report.malls);
    back_up(second, files.file("b"));
    CHECK(read_file(files.file("a")) == read_file(files.file("b")));
    CHECK(value(second, "select hours from mallctl.mall where slug = 'arcade'") == "a\tb\\n\nc\\.\r");
    CHECK((fs::status(files.file("a")).permissions() & fs::perms::all) ==
          (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("a restored schema guards its rows as a migrated one does") {
    const Files files;
    const TestDatabase first;
    const TestDatabase second;
    back_up(first, files.file("a"));
    db::restore(second.endpoint(), files.file("a"));
    for (const std::string guards :
         {"select string_agg(conrelid::regclass || conname || pg_get_constraintdef(oid) || convalidated, ',' "
          "order by conrelid::regclass::text, conname) from pg_constraint where connamespace = "
          "'mallctl'::regnamespace",
          "select string_agg(tgrelid::regclass || tgname || tgenabled::text, ',' order by "
          "tgrelid::regclass::text, "
          "tgname) from pg_trigger where not tgisinternal",
          "select string_agg(relname || relrowsecurity || relforcerowsecurity || coalesce(relacl::text, ''), "
          "',' "
          "order by relname, relnamespace::regnamespace::text) from pg_class where relnamespace in "
          "('mallctl'::regnamespace, "
          "'mallctl_view'::regnamespace)"}) {
        const std::string restored = value(second, guards);
        CHECK(restored.size() > 100);
        CHECK(restored == value(first, guards));
    }
    // What a backup would not carry.
    CHECK(value(first,
                "select count(*) from pg_class where relnamespace = 'mallctl'::regnamespace and relkind "
                "in ('S', 'm', 'p', 'f')") == "0");
}

TEST_CASE("a backup of an older schema is migrated when it is restored") {
    const Files files;
    const TestDatabase old;
    make_old(old, 8);
    const std::string mall = "'" + core::to_string(mall_id("riverside")) + "'";
    execute(old, "insert into mallctl.mall (id, slug, time_zone, currency) values (" + mall +
                     ", 'riverside', 'Europe/Berlin', 'EUR');"
                     "insert into mallctl.tenant values (" +
                     mall + ", " + mall +
                     ", 'acme', '{\"en\": \"Acme\"}', '', '', '');"
                     "insert into mallctl.store values (" +
                     mall + ", " + mall + ", 'bakery', '{}', " + mall +
                     ", '', '{G-01}', '', '', '', '{}', '{}', 'apply');"
                     "insert into mallctl.lease values (" +
                     mall + ", " + mall + ", 'lease-1', " + mall + ", " + mall +
                     ", '[2026-01-01,2027-01-01)', 120000)");
    CHECK(back_up(old, files.file("old")).schema_version == 8);

    const TestDatabase target;
    const auto report = db::restore(target.endpoint(), files.file("old"));
    CHECK(report.restored.schema_version == 8);
    CHECK(report.applied.front() == "0009_catalog_kinds.sql");
    CHECK(report.schema_version == db::schema_version(target.endpoint()));
    CHECK(db::migrate(target.endpoint()).applied.empty());
    CHECK_NOTHROW(db::Session(target.endpoint(), "test"));
    CHECK(value(target, "select tenant || ' ' || store || ' ' || base_rent_minor from mallctl.lease") ==
          "acme bakery 120000");
}

TEST_CASE("a file that is cut off, damaged or foreign is refused, and nothing changes") {
    const Files files;
    const TestDatabase database;
    db::Session session(database.endpoint(), "test");
    create_mall(session, "riverside");
    back_up(database, files.file("whole"));
    const std::string whole = read_file(files.file("whole"));
    const auto refused = [&](const std::string& name) {
        const auto error = failure([&] { db::restore(database.endpoint(), files.file(name)); });
        CHECK(error.fault() == core::Fault::rejected);
        CHECK(db::malls_of_database(database.endpoint()) == std::vector<std::string>{"riverside"});
    };
    for (const std::size_t bytes : {std::size_t{0}, std::size_t{1}, std::size_t{10}, std::size_t{25},
                                    whole.size() / 2, whole.size() - 9, whole.size() - 1}) {
        INFO(bytes);
        cut(files.file("whole"), files.file("cut"), bytes);
        refused("cut");
    }
    for (std::size_t at = 12; at < whole.size(); at += whole.size() / 23) {
        INFO(at);
        std::string damaged = whole;
        damaged[at] = static_cast<char>(~damaged[at]);  // of the last byte of a stream some bits say nothing
        write_file(files.file("damaged"), damaged);
        refused("damaged");
    }
    write_file(files.file("longer"), whole + whole);
    refused("longer");
    write_file(files.file("text"), "PGDMP, or a letter to the editor");
    refused("text");
}

TEST_CASE("a backup of a newer schema, or of other migrations, needs the program that made it") {
    const Files files;
    const TestDatabase database;
    const auto& last = db::embedded_migrations().back();
    for (const auto& [number, name] :
         {std::pair{9999, "9999_future.sql"}, {db::migration_number(last), last.name}}) {
        db::BackupWriter writer(files.file("newer"), {"99.0.0", {{number, name, std::string(64, '0')}}});
        writer.finish(0);
        const auto error = failure([&] { db::restore(database.endpoint(), files.file("newer")); });
        CHECK(error.fault() == core::Fault::usage);
        CHECK(error.advice().find("99.0.0") != std::string::npos);
        CHECK_NOTHROW(db::Session(database.endpoint(), "test"));
    }
}

TEST_CASE("a well-formed file with rows that the schema refuses changes nothing") {
    const Files files;
    const TestDatabase database;
    db::Session session(database.endpoint(), "test");
    create_mall(session, "riverside");
    back_up(database, files.file("good"));
    const db::BackupHeader header = db::read_backup_header(files.file("good"));
    const auto refused = [&](const db::BackupTable& table, const std::string& rows, std::int64_t count) {
        db::BackupWriter writer(files.file("bad"), header);
        writer.begin_table(table);
        writer.add_rows(rows);
        writer.finish(count);
        const auto error = failure([&] { db::restore(database.endpoint(), files.file("bad")); });
        CHECK(error.fault() == core::Fault::rejected);
        CHECK(db::malls_of_database(database.endpoint()) == std::vector<std::string>{"riverside"});
        return std::string(error.what());
    };
    CHECK(refused({"mall; drop table mall", {"id"}}, "", 0).find("table") != std::string::npos);
    CHECK(refused({"mall", {"id) from stdin; --"}}, "", 0).find("column") != std::string::npos);
    CHECK(refused({"mall", {"id"}}, "not a uuid\n", 1).find("uuid") != std::string::npos);
    CHECK(refused({"version", {"mall_id", "number", "kind", "summary", "committed_at"}},
                  "6ba7b810-9dad-11d1-80b4-00c04fd430c8\t1\tapply\t{}\t2026-01-01 00:00:00+00\n", 1)
              .find("foreign key") != std::string::npos);
    CHECK(refused({"unit", {"mall_id", "id"}}, "", 7).find("7 rows") != std::string::npos);
}

TEST_CASE("a whole backup with a row that refers to nothing is refused, whichever reference it is") {
    const Files files;
    const TestDatabase database;
    db::Session session(database.endpoint(), "test");
    const auto mall = create_mall(session, "riverside").id;
    operations::ImportOptions options;
    options.mall = "riverside";
    operations::import_plan(session, sample_plan(mall), options);
    apply_text(session, "riverside",
               "kind: tenant\nslug: acme\nname: Acme\n---\nkind: store\nslug: bakery\nname: Bakery\ntenant: "
               "acme\n---\nkind: lease\nslug: l-1\ntenant: acme\nstore: bakery\nunits: [G-01]\nfrom: "
               "2026-01-01\n---\nkind: product\nslug: bread\nname: Bread\nstore: bakery\n---\nkind: offer\n"
               "slug: week\nname: Week\nstore: bakery\nproduct: bread\n---\nkind: offer\nslug: all\nname: "
               "All\n---\nkind: user\nslug: a\nname: A\ntenant: acme\n---\nkind: parking_zone\nslug: "
               "p1\nname: P1\nlevel: G\n");
    back_up(database, files.file("good"));
    const std::string version = value(database, "select version::text from mallctl.mall");
    const auto refused = [&](const std::string& table, const std::string& column, const std::string& aim) {
        INFO(table << "." << column);
        write_with(files.file("good"), files.file("bad"), table, column, aim);
        const auto error = failure([&] { db::restore(database.endpoint(), files.file("bad")); });
        INFO(error.what());
        CHECK(error.fault() == core::Fault::rejected);
        CHECK_THAT(error.what(), Catch::Contains(" of " + table + " ") && Catch::Contains(aim));
        CHECK_THAT(error.advice(), Catch::Contains("nothing was changed"));
        CHECK(value(database, "select version::text from mallctl.mall") == version);
        CHECK(value(database, "select tenant from mallctl.store where slug = 'bakery'") == "acme");
    };
    refused("store", "tenant", "nobody");
    refused("lease", "tenant", "nobody");
    refused("lease", "store", "nowhere");
    refused("product", "store", "nowhere");
    refused("offer", "store", "nowhere");
    refused("offer", "product", "nothing");
    refused("user", "tenant", "nobody");
    const std::string stray = "00000000-0000-4000-8000-000000000001";
    refused("unit_version", "level_id", stray);
    refused("opening", "level_id", stray);
    refused("parking_zone", "mall_id", stray);
    CHECK_NOTHROW(db::restore(database.endpoint(), files.file("good")));
}

TEST_CASE("a role that does not see every mall makes no backup") {
    const Files files;
    const TestDatabase database;
    const auto error = failure([&] { db::back_up(database.url_as("mallctl_app"), "test", files.file("a")); });
    CHECK(error.fault() == core::Fault::usage);
    CHECK(error.advice().find("mallctl_backup") != std::string::npos);
}

}  // namespace mallctl::test
