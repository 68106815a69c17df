// Row-level security: inside a transaction for one mall, no other mall exists. Walks the catalogue of tables,
// so that a table which is added without protection fails here.
#include <catch2/catch.hpp>
#include <pqxx/pqxx>
#include <string>
#include <vector>

#include "tests/db/full_mall.hpp"
#include "tests/support/database.hpp"

namespace mallctl::test {

namespace {

struct Table {
    std::string name;
    std::string key;      // "mall_id", or "id" of mall itself
    std::string columns;  // those that can be written, apart by commas
};

std::vector<Table> mall_tables(const TestDatabase& database) {
    pqxx::connection connection(database.url());
    pqxx::work work(connection);
    std::vector<Table> tables;
    for (const auto& row : work.exec(
             "select c.oid::regclass::text, case when c.relname = 'mall' then 'id' else 'mall_id' end, "
             "(select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a "
             "where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') "
             "from pg_class c "
             "where c.relnamespace = 'mallctl'::regnamespace and c.relkind in ('r', 'p') "
             "and (c.relname = 'mall' or exists (select from pg_attribute a where a.attrelid = c.oid "
             "and a.attname = 'mall_id' and not a.attisdropped)) order by 1")) {
        tables.push_back({row[0].as<std::string>(), row[1].as<std::string>(), row[2].as<std::string>()});
    }
    return tables;
}

struct TwoMalls {
    TestDatabase database;
    core::Uuid ours = make_full_mall(database, "ours");
    core::Uuid theirs = make_full_mall(database, "theirs");
    std::vector<Table> tables = mall_tables(database);
    pqxx::connection app{database.url_as("mallctl_app")};

    void set_mall(pqxx::work& work, const core::Uuid& mall) const {
        work.exec_params("select set_config('mallctl.mall', $1, true)", core::to_string(mall));
    }
};

long count(pqxx::work& work, const Table& table, const std::string& condition) {
    return work.exec("select count(*) from " + table.name + " where " + condition)[0][0].as<long>();
}

// True when the privileges or the policy refuse a statement, or it meets no row.
bool meets_nothing(pqxx::work& work, const std::string& statement) {
    try {
        return work.exec(statement).affected_rows() == 0;
    } catch (const pqxx::insufficient_privilege&) {
        return true;
    }
}

}  // namespace

namespace {

// Tables of the platform and not of a mall: mallctl_app alone reads and writes them.
const std::string platform_tables =
    "('schema_migration', 'account', 'recovery_code', 'account_session', 'account_user', 'invitation', "
    "'api_key', 'signing_secret', 'access_event', 'node', 'account_identity', 'used_nonce', 'sms_attempt')";

}  // namespace

TEST_CASE("every table of a mall has forced row-level security") {
    const TestDatabase database;
    pqxx::connection connection(database.url());
    pqxx::work work(connection);
    const auto bare = work.exec(
        "select c.relname from pg_class c where c.relnamespace = 'mallctl'::regnamespace and c.relkind in "
        "('r', 'p') "
        "and c.relname not in " +
        platform_tables +
        " and not (c.relrowsecurity and c.relforcerowsecurity "
        "and exists (select from pg_policy p where p.polrelid = c.oid))");
    for (const auto& row : bare) FAIL_CHECK("mallctl." << row[0].c_str() << " is not protected");
    const auto homeless = work.exec(
        "select c.relname from pg_class c where c.relnamespace = 'mallctl'::regnamespace and c.relkind in "
        "('r', 'p') "
        "and c.relname <> 'mall' and c.relname not in " +
        platform_tables +
        " and not exists (select from pg_attribute a "
        "where a.attrelid = c.oid and a.attname = 'mall_id' and not a.attisdropped)");
    for (const auto& row : homeless) FAIL_CHECK("mallctl." << row[0].c_str() << " belongs to no mall");
}

TEST_CASE("the tables of the platform are for the program alone, and not for those in whose name it writes") {
    const TestDatabase database;
    pqxx::connection connection(database.url());
    pqxx::work work(connection);
    const auto open = work.exec(
        "select c.relname, r.rolname from pg_class c, pg_roles r "
        "where c.relnamespace = 'mallctl'::regnamespace and c.relkind in ('r', 'p') "
        "and r.rolname in ('mallctl_api', 'mallctl_reader') and c.relname in " +
        platform_tables + " and has_table_privilege(r.oid, c.oid, 'select, insert, update, delete')");
    for (const auto& row : open) FAIL_CHECK(row[1].c_str() << " has a right to mallctl." << row[0].c_str());
}

TEST_CASE("a transaction for one mall sees its own rows in every table and none of another mall") {
    TwoMalls malls;
    REQUIRE(malls.tables.size() > 20);
    pqxx::work work(malls.app);
    malls.set_mall(work, malls.ours);
    const std::string ours = "'" + core::to_string(malls.ours) + "'";
    for (const Table& table : malls.tables) {
        INFO(table.name);
        CHECK(count(work, table, table.key + " = " + ours) > 0);
        CHECK(count(work, table, table.key + " is distinct from " + ours) == 0);
    }
}

TEST_CASE("the rows of another mall can be neither changed, removed, added nor taken over") {
    TwoMalls malls;
    const std::string theirs = "'" + core::to_string(malls.theirs) + "'";
    const std::string ours = "'" + core::to_string(malls.ours) + "'";
    for (const Table& table : malls.tables) {
        INFO(table.name);
        // A statement either meets no row, or the privilege or the policy refuses it.
        for (const std::string& statement :
             {"update " + table.name + " set " + table.key + " = " + table.key + " where " + table.key +
                  " = " + theirs,
              "delete from " + table.name + " where " + table.key + " = " + theirs}) {
            pqxx::work work(malls.app);
            malls.set_mall(work, malls.ours);
            CHECK(meets_nothing(work, statement));
        }
        // Our own rows, handed to the other mall: refused by the policy's check, before any constraint looks
        // at them.
        pqxx::work work(malls.app);
        malls.set_mall(work, malls.ours);
        work.exec("create temp table copied on commit drop as select " + table.columns + " from " +
                  table.name);
        work.exec("update copied set " + table.key + " = " + theirs);
        CHECK_THROWS_AS(
            work.exec("insert into " + table.name + " (" + table.columns + ") select * from copied"),
            pqxx::insufficient_privilege);
    }
    pqxx::work work(malls.app);
    malls.set_mall(work, malls.ours);
    CHECK_THROWS_AS(work.exec("update mallctl.store set mall_id = " + theirs + " where mall_id = " + ours),
                    pqxx::insufficient_privilege);
}

TEST_CASE("without a mall the list of malls can be read, and no row of any of them, nor can one be written") {
    TwoMalls malls;
    for (const bool empty_setting : {false, true}) {
        pqxx::work work(malls.app);
        if (empty_setting) work.exec("select set_config('mallctl.mall', '', true)");
        for (const Table& table : malls.tables) {
            INFO(table.name);
            CHECK(count(work, table, "true") == (table.name == "mallctl.mall" ? 2 : 0));
        }
        CHECK(work.exec("update mallctl.mall set hours = '24/7'").affected_rows() == 0);
        CHECK_THROWS_AS(work.exec("insert into mallctl.mall (id, slug, time_zone, currency) "
                                  "values (gen_random_uuid(), 'new', 'UTC', 'EUR')"),
                        pqxx::insufficient_privilege);
    }
}

TEST_CASE("the setting ends with its transaction") {
    TwoMalls malls;
    {
        pqxx::work work(malls.app);
        malls.set_mall(work, malls.ours);
        CHECK(work.exec("select count(*) from mallctl.store")[0][0].as<int>() > 0);
        work.commit();
    }
    pqxx::work work(malls.app);
    CHECK(work.exec("select count(*) from mallctl.store")[0][0].as<int>() == 0);
}

TEST_CASE("the owner of the tables is bound as well") {
    TwoMalls malls;
    pqxx::connection owner(malls.database.url_as("mallctl_owner"));
    pqxx::work work(owner);
    CHECK(work.exec("select count(*) from mallctl.unit_version")[0][0].as<int>() == 0);
}

TEST_CASE("a reader sees the views of the mall it names and no table") {
    TwoMalls malls;
    pqxx::connection reader(malls.database.url());
    {
        pqxx::work work(reader);
        work.exec("set local role mallctl_reader");
        CHECK(work.exec("select count(*) from mallctl_view.unit")[0][0].as<int>() == 0);
        malls.set_mall(work, malls.ours);
        const auto rows = work.exec("select distinct mall_id from mallctl_view.unit");
        REQUIRE(rows.size() == 1);
        CHECK(rows[0][0].as<std::string>() == core::to_string(malls.ours));
        CHECK(work.exec("select count(*) from mallctl_view.lease")[0][0].as<int>() == 1);
    }
    for (const Table& table : malls.tables) {
        INFO(table.name);
        pqxx::work work(reader);
        work.exec("set local role mallctl_reader");
        CHECK_THROWS_AS(work.exec("select * from " + table.name), pqxx::insufficient_privilege);
    }
}

TEST_CASE("a backup holds every mall") {
    TwoMalls malls;
    pqxx::connection connection(malls.database.url());
    pqxx::work work(connection);
    work.exec("set local role mallctl_backup");
    for (const Table& table : malls.tables) {
        INFO(table.name);
        CHECK(work.exec("select count(distinct " + table.key + ") from " + table.name)[0][0].as<int>() == 2);
    }
}

}  // namespace mallctl::test
