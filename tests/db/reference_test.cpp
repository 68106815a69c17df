// References of the large tables, which triggers keep instead of foreign keys: see migration 0007.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <pqxx/pqxx>

#include "db/plan_repository.hpp"
#include "operations/import.hpp"
#include "tests/db/mall_contents.hpp"
#include "tests/db/malls.hpp"
#include "tests/support/database.hpp"

namespace mallctl::test {

namespace {

constexpr const char* stray = "00000000-0000-4000-8000-000000000001";

struct Fixture {
    TestDatabase database;
    core::Uuid mall;

    Fixture() {
        db::Session session(database.endpoint(), "test");
        mall = create_mall(session, "riverside").id;
        operations::ImportOptions options;
        options.mall = "riverside";
        operations::import_plan(session, sample_plan(mall), options);
    }

    // As the owner, who has every right but to see other malls.
    void run(const std::string& sql) const {
        pqxx::connection connection(database.url_as("mallctl_owner"));
        pqxx::work work(connection);
        work.exec_params("select set_config('mallctl.mall', $1, true)", core::to_string(mall));
        work.exec(sql);
        work.commit();
    }
};

// A copy of one of the table's rows that says `expression` in `column`.
std::string copy_with(const std::string& table, const std::string& column, const std::string& expression) {
    return fmt::format(
        "insert into mallctl.{0} select (jsonb_populate_record(t, jsonb_build_object('id', "
        "gen_random_uuid()) || "
        "jsonb_build_object('{1}', {2}))).* from mallctl.{0} t limit 1",
        table, column, expression);
}

}  // namespace

TEST_CASE("a feature on a level that its plan does not have is refused, whichever table it is in") {
    const Fixture fixture;
    for (const char* table : {"opening", "fixture", "amenity", "wall", "section", "kiosk"}) {
        INFO(table);
        CHECK_THROWS_AS(fixture.run(copy_with(table, "level_id", fmt::format("'{}'", stray))),
                        pqxx::foreign_key_violation);
        CHECK_NOTHROW(fixture.run(copy_with(table, "level_id", "level_id")));
    }
}

TEST_CASE("a version of a unit needs the unit and the level") {
    const Fixture fixture;
    CHECK_THROWS_AS(fixture.run(copy_with("unit_version", "id", fmt::format("'{}'", stray))),
                    pqxx::foreign_key_violation);
    CHECK_THROWS_AS(fixture.run(fmt::format("update mallctl.unit_version set level_id = '{}'", stray)),
                    pqxx::foreign_key_violation);
}

TEST_CASE("what is referred to is neither deleted, renamed nor truncated") {
    const Fixture fixture;
    CHECK_THROWS_AS(fixture.run("delete from mallctl.level"), pqxx::foreign_key_violation);
    CHECK_THROWS_AS(
        fixture.run(fmt::format("update mallctl.unit set id = '{}' where id = (select min(id::text)::uuid "
                                "from mallctl.unit)",
                                stray)),
        pqxx::foreign_key_violation);
    CHECK_THROWS_AS(fixture.run("truncate mallctl.unit cascade"), pqxx::foreign_key_violation);
    CHECK_NOTHROW(fixture.run("update mallctl.level set id = id, short_name = 'X'"));
    // Nothing refers to it: it may go.
    CHECK_NOTHROW(
        fixture.run(fmt::format("insert into mallctl.unit values (nullif(current_setting('mallctl.mall'), "
                                "'')::uuid, '{}')",
                                stray)));
    CHECK_NOTHROW(fixture.run(fmt::format("delete from mallctl.unit where id = '{}'", stray)));
}

TEST_CASE("a row of the catalog refers to rows that are there, and takes a renaming along") {
    const Fixture fixture;
    db::Session session(fixture.database.endpoint(), "test");
    apply_text(
        session, "riverside",
        "kind: tenant\nslug: acme\nname: Acme\n---\nkind: store\nslug: bakery\nname: Bakery\ntenant: acme\n"
        "---\nkind: product\nslug: bread\nname: Bread\nstore: bakery\n"
        "---\nkind: offer\nslug: week\nname: Week\nstore: bakery\nproduct: bread\n");
    const auto refused = [&](const std::string& sql) {
        INFO(sql);
        CHECK_THROWS_AS(fixture.run(sql), pqxx::foreign_key_violation);
    };
    refused("update mallctl.store set tenant = 'nobody'");
    refused("update mallctl.product set store = 'nowhere'");
    refused("update mallctl.offer set product = 'nothing'");
    refused(
        "insert into mallctl.offer select (jsonb_populate_record(o, jsonb_build_object('id', "
        "gen_random_uuid(), "
        "'slug', 'other', 'store', 'nowhere'))).* from mallctl.offer o");
    refused("delete from mallctl.tenant");
    refused("delete from mallctl.product");
    refused("truncate mallctl.store");
    CHECK_NOTHROW(fixture.run("update mallctl.offer set product = null"));
    CHECK_NOTHROW(fixture.run("delete from mallctl.product"));
    CHECK_NOTHROW(
        fixture.run("update mallctl.store set slug = 'baker' where slug = 'bakery'; update mallctl.tenant "
                    "set slug = 'ace'"));
    CHECK_NOTHROW(
        fixture.run("do $$ begin assert (select store from mallctl.offer where slug = 'week') = 'baker'; "
                    "assert (select tenant from mallctl.store where slug = 'baker') = 'ace'; end $$"));
}

// Quadratic once: the planner knew of no row of the new mall, and took a nested loop for each reference.
TEST_CASE("a mall that comes after statistics were taken is written as fast as the one before") {
    const TestDatabase database;
    db::Session session(database.endpoint(), "test");
    const auto seconds_to_write = [&](const std::string& slug) {
        const core::Uuid mall = create_mall(session, slug).id;
        const plan::Plan plan = large_plan(mall, 10'000);
        const auto begun = std::chrono::steady_clock::now();
        db::Transaction transaction(session, mall, db::Transaction::Mode::write);
        db::PlanRepository(transaction).replace(plan);
        transaction.commit();
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    };
    const double first = seconds_to_write("first");
    pqxx::connection connection(database.url());
    pqxx::nontransaction(connection).exec("analyze");
    const double second = seconds_to_write("second");
    CHECK(second < 3 * first + 1);
}

}  // namespace mallctl::test
