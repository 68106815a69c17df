// The audit log: what writers leave in it, and that nobody can alter it unseen.
#include "db/audit.hpp"

#include <catch2/catch.hpp>
#include <pqxx/pqxx>

#include "core/digest.hpp"
#include "core/error.hpp"
#include "db/audit_check.hpp"
#include "db/catalog_repository.hpp"
#include "db/outbox.hpp"
#include "db/plan_repository.hpp"
#include "db/transaction_impl.hpp"
#include "operations/occupant_stores.hpp"
#include "plan/edit.hpp"
#include "tests/db/mall_contents.hpp"
#include "tests/db/malls.hpp"
#include "tests/support/database.hpp"

namespace mallctl::test {

namespace {

using db::Transaction;

struct Fixture {
    TestDatabase database;
    db::Session session{database.endpoint(), "test"};
    core::Uuid mall = create_mall(session, "riverside").id;

    // A version with so many entries, each of a tenant.
    std::int64_t write_entries(int count) {
        Transaction transaction(session, mall, Transaction::Mode::write);
        db::Work& work = transaction.impl().work;
        const std::int64_t version = db::coming_version(work, mall);
        work.run(
            "insert into mallctl.audit (mall_id, version, seq, kind, action, id, slug, before, after) "
            "select $1::uuid, $2::bigint, n, 'tenant', 'updated', gen_random_uuid(), 't-' || n, "
            "jsonb_build_object('phone', n), jsonb_build_object('phone', n + 1) "
            "from generate_series(0, $3::int - 1) as n",
            db::Params().add(mall).add(version).add(std::int64_t{count}));
        const std::string summary = R"({"tenant":{"updated":)" + std::to_string(version) + "}}";
        CHECK(db::record_version(transaction, "apply", summary) == version);
        transaction.commit();
        return version;
    }

    db::AuditCheck check() {
        Transaction transaction(session, mall, Transaction::Mode::read);
        return db::check_audit(transaction);
    }

    // As a superuser who switched the triggers off.
    void tamper(const std::string& sql) {
        pqxx::connection connection(database.url());
        pqxx::work work(connection);
        work.exec("set local session_replication_role = replica");
        work.exec(sql);
        work.commit();
    }

    // The log's rows as text, `columns` of each, one a line.
    std::string rows(const std::string& sql) {
        pqxx::connection connection(database.url());
        pqxx::work work(connection);
        std::string text;
        for (const auto& row : work.exec(sql)) {
            for (const auto& field : row) text += (field.num() == 0 ? "" : "|") + std::string(field.c_str());
            text += "\n";
        }
        return text;
    }
};

}  // namespace

TEST_CASE("a sealed log holds, and its first version chains from the mall's id") {
    Fixture fixture;
    CHECK(fixture.check().versions == 0);
    CHECK(fixture.check().hash.empty());
    fixture.write_entries(3);
    fixture.write_entries(0);
    fixture.write_entries(2);
    const auto check = fixture.check();
    CHECK_FALSE(check.broken);
    CHECK(check.versions == 3);
    CHECK(check.entries == 5);
    CHECK(check.hash.size() == 64);
    CHECK(fixture.rows("select encode(previous, 'hex') from mallctl.audit_seal where version = 1") ==
          core::sha256_hex(core::to_string(fixture.mall)) + "\n");
}

TEST_CASE("every way of altering the audit log is found, at the version and entry where it begins") {
    struct Case {
        std::string sql;
        std::int64_t version;
        std::optional<std::int64_t> entry;
        std::string what;
    };
    const std::vector<Case> cases = {
        {R"(update mallctl.audit set after = '{"phone": 9}' where version = 2 and seq = 1)", 2, 1,
         "it was altered"},
        {"update mallctl.audit set slug = 'other' where version = 2 and seq = 2", 2, 2, "it was altered"},
        {"delete from mallctl.audit where version = 2 and seq = 0", 2, 0, "it is missing: 3 were sealed"},
        {"delete from mallctl.audit where version = 2 and seq = 2", 2, 2, "it is missing: 3 were sealed"},
        {"insert into mallctl.audit (mall_id, version, seq, kind, action, slug, rows) "
         "select mall_id, 2, 3, 'tenant', 'added', 'ghost', 1 from mallctl.audit where version = 2 and seq = "
         "0",
         2, 3, "it was added"},
        {"update mallctl.audit a set kind = b.kind, id = b.id, slug = b.slug, before = b.before, after = "
         "b.after from mallctl.audit b where a.version = 2 and b.version = 2 and a.seq + b.seq = 1",
         2, 0, "it was altered"},
        {"update mallctl.audit set version = 1, seq = 7 where version = 2 and seq = 2", 1, 7, "it was added"},
        {"update mallctl.version set author = 'somebody' where number = 3",
         3,
         {},
         "itself or its seal was altered"},
        {R"(update mallctl.version set summary = '{"a": {"added": 1}}' where number = 3)",
         3,
         {},
         "itself or its seal was altered"},
        {"update mallctl.version set committed_at = committed_at - interval '1 second' where number = 3",
         3,
         {},
         "itself or its seal was altered"},
        {"update mallctl.version set number = 103 where number = 3; "
         "update mallctl.version set number = 3 where number = 4; "
         "update mallctl.version set number = 4 where number = 103",
         3,
         {},
         "itself or its seal was altered"},
        {"delete from mallctl.version where number = 2", 2, {}, "it is missing"},
        {"delete from mallctl.audit_seal where version = 2", 2, {}, "its seal is missing"},
        {"delete from mallctl.audit_seal where version = 1; delete from mallctl.version where number = 1",
         1,
         {},
         "it is missing"},
        {"insert into mallctl.version (mall_id, number, kind, summary, committed_at) "
         "select mall_id, 5, 'apply', '{}', committed_at from mallctl.version where number = 4",
         5,
         {},
         "it was added: the newest version of the mall is 4"},
        // A forger who seals anew, but not all that follows.
        {R"(update mallctl.audit set before = '{}' where version = 2 and seq = 0;
            update mallctl.audit_seal s set digest = e.digest, marks = e.marks,
            hash = mallctl.version_hash(v, 3, e.digest, s.previous) from mallctl.version v,
            (select sha256(string_agg(mallctl.audit_hash(a), '' order by seq)) as digest,
            string_agg(substr(mallctl.audit_hash(a), 1, 4), '' order by seq) as marks
            from mallctl.audit a where version = 2) e where s.version = 2 and v.number = 2)",
         3,
         {},
         "its seal does not follow that of version 2"},
        {"delete from mallctl.audit where version = 4; delete from mallctl.audit_seal where version = 4; "
         "delete from mallctl.version where number = 4",
         4,
         {},
         "it is missing"},
        {"delete from mallctl.audit where version > 2; delete from mallctl.audit_seal where version > 2; "
         "delete from mallctl.version where number > 2; update mallctl.mall set version = 2",
         3,
         {},
         "it is missing"},
    };
    for (const auto& it : cases) {
        INFO(it.sql);
        Fixture fixture;
        for (int i = 0; i < 4; ++i) fixture.write_entries(3);
        REQUIRE_FALSE(fixture.check().broken);
        fixture.tamper(it.sql);
        const auto check = fixture.check();
        REQUIRE(check.broken);
        CHECK(check.broken->version == it.version);
        CHECK(check.broken->entry == it.entry);
        CHECK(check.broken->what == it.what);
        CHECK(check.versions == it.version - 1);
    }
}

TEST_CASE("the application can add to the audit log and change nothing of it") {
    Fixture fixture;
    fixture.write_entries(1);
    for (const char* sql : {"update mallctl.audit set kind = 'x'", "delete from mallctl.audit",
                            "truncate mallctl.audit", "update mallctl.audit_seal set entries = 2",
                            "delete from mallctl.audit_seal", "update mallctl.version set author = 'x'"}) {
        INFO(sql);
        Transaction transaction(fixture.session, fixture.mall, Transaction::Mode::write);
        CHECK_THROWS_AS(transaction.impl().work.run(sql), core::Error);
    }
    // Not even the superuser, by accident.
    pqxx::connection connection(fixture.database.url());
    pqxx::work work(connection);
    CHECK_THROWS_WITH(work.exec("delete from mallctl.audit"), Catch::Contains("append-only"));
}

TEST_CASE("a version names whom the session acts for, and the database user beside it") {
    Fixture fixture;
    fixture.write_entries(0);
    auto endpoint = fixture.database.endpoint();
    endpoint.author = "anna";
    fixture.session = db::Session(endpoint, "test");
    fixture.write_entries(0);
    CHECK(fixture.rows("select author, database_user from mallctl.version order by number") ==
          "mallctl_app|mallctl_app\nanna|mallctl_app\n");
}

TEST_CASE("an import is one entry of the plan, and its stores are told as rows of the catalog") {
    Fixture fixture;
    plan::Plan plan = sample_plan(fixture.mall);
    write_plan(fixture.session, fixture.mall, plan);
    CHECK(fixture.rows("select seq, kind, action, slug, rows, before is null, after ->> 'number', "
                       "after -> 'changed' -> 'unit' from mallctl.audit order by seq") ==
          "0|store|added||2|t||\n"
          "1|plan|added|1|1|t|1|{\"added\": 3, \"removed\": 0, \"updated\": 0, \"unchanged\": 0}\n");
    plan.occupants.erase(plan.occupants.begin());
    plan.occupants[0].name = {{"en", "Another name"}};
    write_plan(fixture.session, fixture.mall, plan);
    CHECK(fixture.rows(
              "select seq, kind, action, before ->> 'number', after ->> 'number', before ->> 'version', "
              "after ->> 'version', after -> 'name' from mallctl.audit where version = 2 order by seq") ==
          "0|store|removed|||1||\n"
          "1|store|updated|||1|2|{\"en\": \"Another name\"}\n"
          "2|plan|updated|1|2|||\n");
    CHECK(fixture.rows("select count(*) from mallctl.store where created_version = 1 and version = 2") ==
          "1\n");
    CHECK_FALSE(fixture.check().broken);
}

TEST_CASE("an edit of units by hand is an entry a unit, with its fields before and after") {
    Fixture fixture;
    plan::Plan plan = sample_plan(fixture.mall);
    write_plan(fixture.session, fixture.mall, plan);
    plan::edit_ref(plan.units[0], "G-77");
    write_plan(fixture.session, fixture.mall, plan, "set");
    const std::string old = *plan.units[0].edits.ref;
    CHECK(
        fixture.rows("select action, before ->> 'ref', after ->> 'ref', before -> 'edits', after -> 'edits' "
                     "from mallctl.audit where version = 2 and kind = 'unit'") ==
        "updated|" + old + "|G-77|{}|{\"ref\": \"" + old + "\"}\n");
    CHECK_FALSE(fixture.check().broken);
}

TEST_CASE("malls have chains of their own") {
    Fixture fixture;
    const auto other = create_mall(fixture.session, "hillside").id;
    fixture.write_entries(2);
    Transaction transaction(fixture.session, other, Transaction::Mode::write);
    db::record_version(transaction, "apply", "{}");
    transaction.commit();
    fixture.tamper("delete from mallctl.audit");
    CHECK(fixture.check().broken);
    Transaction look(fixture.session, other, Transaction::Mode::read);
    CHECK_FALSE(db::check_audit(look).broken);
}

}  // namespace mallctl::test
