// References of the large tables, which triggers keep instead of foreign keys: see migration 0007.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <pqxx/pqxx>

#include "db/plan_repository.hpp"
#include "db/transaction_impl.hpp"
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
TEST_CASE("references of a mall that comes after statistics were taken are not checked row by row") {
    const TestDatabase database;
    db::Session session(database.endpoint(), "test");
    write_plan(session, create_mall(session, "first").id, large_plan(mall_id("first"), 1'000));
    pqxx::connection connection(database.url());
    pqxx::nontransaction(connection).exec("analyze");
    const core::Uuid mall = create_mall(session, "second").id;
    db::Transaction transaction(session, mall, db::Transaction::Mode::write);
    db::PlanRepository(transaction).replace(large_plan(mall, 1'000));
    db::Work& work = transaction.impl().work;
    work.run_script("create temp table new_rows on commit drop as select * from mallctl.unit_version");
    // The query of require_reference() as the function runs it, and as it would without its setting.
    const auto plan = [&](const std::string& nested_loops) {
        work.run("select set_config('enable_nestloop', $1, true)", db::Params().add(nested_loops));
        const auto rows = work.run(
            "explain select n::text from new_rows n where not exists (select from mallctl.unit p "
            "where p.mall_id = n.mall_id and p.id = n.id) limit 1");
        std::string text;
        for (std::size_t i = 0; i < rows.size(); ++i) text += std::string(rows.text(i, 0)) + '\n';
        return text;
    };
    const auto setting = work.run(
        "select coalesce((select split_part(c, '=', 2) from pg_proc, unnest(proconfig) c where oid = "
        "'mallctl.require_reference'::regproc and c like 'enable_nestloop=%'), 'on')");
    CHECK_THAT(plan("on"), Catch::Contains("Nested Loop"));
    CHECK_THAT(plan(std::string(setting.text(0, 0))), !Catch::Contains("Nested Loop"));
}

}  // namespace mallctl::test
