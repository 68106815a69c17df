// What of signing in is kept, for how long, and how the secret of the servers changes.
#include <catch2/catch.hpp>
#include <pqxx/pqxx>

#include "access/guest.hpp"
#include "core/error.hpp"
#include "db/access/access_log.hpp"
#include "db/access/signing_secrets.hpp"
#include "operations/access/upkeep.hpp"
#include "tests/support/database.hpp"

using namespace mallctl;
using std::chrono::hours;

namespace {

void execute(const test::TestDatabase& database, const std::string& statement) {
    pqxx::connection connection(database.url());
    pqxx::work work(connection);
    work.exec(statement);
    work.commit();
}

std::int64_t count(const test::TestDatabase& database, const std::string& what) {
    pqxx::connection connection(database.url());
    pqxx::work work(connection);
    return work.exec1("select count(*) from mallctl." + what)[0].as<std::int64_t>();
}

// Written at the time of the test, whatever `at` says.
void add_event(db::Session& session, const char* action) {
    db::Transaction transaction(session, std::nullopt, db::Transaction::Mode::write);
    db::record_access(transaction, {"ann", action, "ann", std::nullopt}, core::now());
    transaction.commit();
}

}  // namespace

TEST_CASE(
    "the log of rights is never changed, keeps 90 days, and loses what is older than it is told to keep") {
    const test::TestDatabase database;
    db::Session session(database.endpoint(), "test");
    add_event(session, "young");
    // As the owner, past the triggers: nobody else can make an entry old.
    execute(
        database,
        "set session_replication_role = replica; insert into mallctl.access_event (at, written_at, actor, "
        "action, subject) values (now(), now() - interval '500 days', 'a', 'old', 'a'), (now(), now() - "
        "interval "
        "'200 days', 'a', 'middling', 'a'), (now(), now() - interval '80 days', 'a', 'younger', 'a')");
    const auto as_app = database.url_as("mallctl_app");
    for (const char* statement :
         {"update mallctl.access_event set actor = 'b'", "delete from mallctl.access_event",
          "delete from mallctl.access_event where action = 'younger'", "truncate mallctl.access_event"}) {
        pqxx::connection connection(as_app);
        pqxx::work work(connection);
        CHECK_THROWS_AS(work.exec(statement), pqxx::sql_error);
    }
    REQUIRE(count(database, "access_event") == 4);
    const auto pruned = operations::keep_access_tidy(session, {}, core::now());
    REQUIRE(pruned);
    CHECK(pruned->events == 1);
    CHECK(count(database, "access_event where action = 'old'") == 0);
    operations::AccessUpkeep none;
    none.retention.events = hours{0};
    CHECK(operations::keep_access_tidy(session, none, core::now())->events == 1);
    CHECK(count(database, "access_event where action = 'middling'") == 0);
    CHECK(count(database, "access_event") == 2);
}

TEST_CASE("sessions, codes and nonces that are over go") {
    const test::TestDatabase database;
    db::Session session(database.endpoint(), "test");
    execute(
        database,
        "insert into mallctl.account (id, login, password_hash, created_at) values "
        "('00000000-0000-4000-8000-000000000001', 'ann@x.example', '$argon2id$x', now());"
        "insert into mallctl.account_session (digest, account_id, created_at, last_used_at, expires_at) "
        "select "
        "repeat(n::text, 64), '00000000-0000-4000-8000-000000000001', now(), now(), now() - n * interval '20 "
        "days' "
        "from generate_series(0, 3) n;"
        "insert into mallctl.sms_attempt (digest, phone, code_mac, asked_from, created_at, expires_at) "
        "select "
        "repeat(n::text, 64), '+491701234567', repeat('a', 64), 'x', now() - n * interval '20 hours', now() "
        "from generate_series(0, 3) n;"
        "insert into mallctl.used_nonce select repeat(n::text, 64), now() + (n - 1) * interval '1 hour' "
        "from generate_series(0, 2) n");
    const auto pruned = operations::keep_access_tidy(session, {}, core::now());
    REQUIRE(pruned);
    CHECK(pruned->sessions == 2);
    CHECK(pruned->codes == 2);
    CHECK(pruned->nonces >= 1);
    CHECK(count(database, "account_session") == 2);
    CHECK(count(database, "sms_attempt") == 2);
}

TEST_CASE("the signing secret changes, and what the old one signed is believed until it ends") {
    const test::TestDatabase database;
    db::Session session(database.endpoint(), "test");
    const core::Instant start = core::now();
    const auto first = db::signing_secrets(session, start);
    REQUIRE(first.size() == 1);
    const std::string token =
        access::sign_guest({core::uuid_v4(), start + operations::guest_time}, first.front());
    CHECK(operations::keep_access_tidy(session, {}, start + hours{24 * 29}));
    CHECK(db::signing_secrets(session, start).size() == 1);
    const core::Instant later = start + hours{24 * 31};
    CHECK(operations::keep_access_tidy(session, {}, later));
    const auto both = db::signing_secrets(session, later);
    REQUIRE(both.size() == 2);
    CHECK(both.front().id != first.front().id);
    CHECK(access::read_guest(token, both, start + hours{24 * 29}));
    CHECK(operations::keep_access_tidy(session, {}, later + hours{24 * 29}));
    CHECK(db::signing_secrets(session, later).size() == 2);
    CHECK(operations::keep_access_tidy(session, {}, later + hours{24 * 32}));
    const auto after = db::signing_secrets(session, later);
    // The second is due to change too by then; the first is gone.
    for (const auto& secret : after) CHECK(secret.id != first.front().id);
    CHECK_FALSE(access::read_guest(token, after, start + hours{24 * 29}));
    CHECK(db::list_access(
              *std::make_unique<db::Transaction>(session, std::nullopt, db::Transaction::Mode::read),
              std::nullopt, 1)
              .at(0)
              .action == "rotated");
}

TEST_CASE("one node at a time does it") {
    const test::TestDatabase database;
    db::Session one(database.endpoint(), "one");
    db::Session other(database.endpoint(), "other");
    db::Transaction transaction(one, std::nullopt, db::Transaction::Mode::write);
    REQUIRE(db::lock_access_upkeep(transaction));
    CHECK_FALSE(operations::keep_access_tidy(other, {}, core::now()));
}
