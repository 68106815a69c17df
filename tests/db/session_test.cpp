// Sessions, transactions, locks, and how faults of the server reach the user.
#include "db/session.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <pqxx/pqxx>
#include <thread>

#include "core/error.hpp"
#include "db/artifact_repository.hpp"
#include "db/connection.hpp"
#include "db/faults.hpp"
#include "db/transaction_impl.hpp"
#include "tests/db/malls.hpp"
#include "tests/support/database.hpp"
#include "tests/support/failure.hpp"

namespace mallctl::test {

namespace {

using db::Params;
using db::Transaction;
using std::chrono::milliseconds;

core::Fault fault_of(const auto& action) {
    return failure(action).fault();
}

}  // namespace

TEST_CASE("a database that is down is unreachable, without the password in the message") {
    for (const std::string url :
         {"postgresql://mall:hunter2@127.0.0.1:1/mall", "postgresql://mall:hun@ter2@127.0.0.1:1/mall",
          "host=127.0.0.1 port=1 user=mall password=hunter2", "postgresql://mall:hunter2@127.0.0.1:port/mall",
          "host=127.0.0.1 port=1 password='hunter2", "hunter2"}) {
        INFO(url);
        db::Endpoint endpoint;
        endpoint.app = url;
        endpoint.label = "a server";
        try {
            db::Session session(endpoint, "test");
            FAIL("connected");
        } catch (const core::Error& e) {
            CHECK(e.fault() == core::Fault::unreachable);
            CHECK_THAT(e.what(), !Catch::Contains("hunter2") && !Catch::Contains("ter2"));
            CHECK_FALSE(e.advice().empty());
        }
    }
}

TEST_CASE("a password is taken out of what libpq says") {
    CHECK(db::connect_reason("connection to server failed: secret was wrong", "postgresql://u:secret@h/d") ==
          "connection to server failed: *** was wrong");
    CHECK_THAT(db::connect_reason("invalid port number: \"secret\"", "postgresql://u:secret@h/d"),
               !Catch::Contains("secret"));
}

TEST_CASE(
    "a connection carries the name of the program and works as mallctl_app, also through a superuser's URL") {
    const TestDatabase database;
    for (const auto& endpoint : {database.endpoint(), db::endpoint_of_url(database.url())}) {
        db::Session session(endpoint, "mallctl test");
        Transaction transaction(session, std::nullopt, Transaction::Mode::read);
        const auto rows = transaction.impl().work.run(
            "select current_user, current_setting('application_name'), "
            "(select rolsuper or rolbypassrls from pg_roles where rolname = current_user)");
        CHECK(rows.text(0, 0) == "mallctl_app");
        CHECK(rows.text(0, 1) == "mallctl test");
        CHECK_FALSE(rows.flag(0, 2));
    }
}

TEST_CASE("a read transaction cannot write, and a transaction that is not committed leaves nothing") {
    const TestDatabase database;
    db::Session session(database.endpoint(), "test");
    const catalog::Mall mall = create_mall(session, "riverside");
    const auto change = [](Transaction& transaction) {
        transaction.impl().work.run("update mallctl.mall set hours = '24/7'");
    };
    {
        Transaction transaction(session, mall.id, Transaction::Mode::read);
        CHECK_THROWS_AS(change(transaction), core::Error);
    }
    {
        Transaction transaction(session, mall.id, Transaction::Mode::write);
        change(transaction);
        CHECK(db::MallRepository(transaction).find("riverside")->hours == "24/7");
    }
    Transaction transaction(session, mall.id, Transaction::Mode::read);
    CHECK(db::MallRepository(transaction).find("riverside")->hours.empty());
}

TEST_CASE("a connection that the server ends is unreachable from then on, and never comes back by itself") {
    const TestDatabase database;
    db::Session session(database.endpoint(), "victim");
    {
        pqxx::connection killer(database.url());
        pqxx::work work(killer);
        work.exec("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'victim'");
    }
    for (int attempt = 0; attempt < 3; ++attempt) {
        CHECK(fault_of([&] {
                  Transaction transaction(session, std::nullopt, Transaction::Mode::read);
                  db::MallRepository(transaction).list();
              }) == core::Fault::unreachable);
    }
}

TEST_CASE(
    "a connection that ends inside a transaction is unreachable, and the transaction can still be left") {
    const TestDatabase database;
    db::Session session(database.endpoint(), "victim");
    CHECK(fault_of([&] {
              Transaction transaction(session, std::nullopt, Transaction::Mode::write);
              pqxx::connection killer(database.url());
              pqxx::work work(killer);
              work.exec(
                  "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'victim'");
              db::MallRepository(transaction).list();
          }) == core::Fault::unreachable);
}

TEST_CASE("the second writer of a mall waits, and gets a conflict when its patience ends") {
    const TestDatabase database;
    db::Session first(database.endpoint(), "first");
    db::Session second(database.endpoint(), "second");
    const core::Uuid mall = create_mall(first, "riverside").id;
    Transaction holder(first, mall, Transaction::Mode::write);
    holder.lock_mall(milliseconds(1'000));
    {
        const auto start = std::chrono::steady_clock::now();
        Transaction waiter(second, mall, Transaction::Mode::write);
        CHECK(fault_of([&] { waiter.lock_mall(milliseconds(300)); }) == core::Fault::conflict);
        CHECK(std::chrono::steady_clock::now() - start >= milliseconds(300));
    }
    {
        Transaction other_mall(second, mall_id("elsewhere"), Transaction::Mode::write);
        CHECK_NOTHROW(other_mall.lock_mall(milliseconds(300)));
    }
    std::thread release([&] {
        std::this_thread::sleep_for(milliseconds(200));
        holder.commit();
    });
    Transaction waiter(second, mall, Transaction::Mode::write);
    CHECK_NOTHROW(waiter.lock_mall(milliseconds(20'000)));
    release.join();
}

TEST_CASE("a text with a NUL is refused, not cut short") {
    const TestDatabase database;
    db::Session session(database.endpoint(), "test");
    Transaction transaction(session, core::uuid_v4(), Transaction::Mode::read);
    CHECK(fault_of([&] { db::ArtifactRepository(transaction).find(std::string_view("a\0b", 3)); }) ==
          core::Fault::rejected);
    CHECK_FALSE(db::MallRepository(transaction).find(std::string_view("a\0b", 3)));
}

TEST_CASE("an error of the data is rejected and an error of the program is a failure") {
    const TestDatabase database;
    db::Session session(database.endpoint(), "test");
    const auto run = [&](const char* sql) {
        return fault_of([&] {
            Transaction transaction(session, std::nullopt, Transaction::Mode::read);
            transaction.impl().work.run(sql);
        });
    };
    CHECK(run("select 1 / 0") == core::Fault::rejected);
    CHECK(run("select 'x'::int") == core::Fault::rejected);
    CHECK(run("select no_such_function()") == core::Fault::failed);
    CHECK(run("create table mallctl.mine (id int)") == core::Fault::failed);
}

}  // namespace mallctl::test
