// The outbox: numbered without gaps in commit order, and listeners that miss nothing.
#include "db/outbox.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <mutex>
#include <pqxx/pqxx>
#include <thread>

#include "db/transaction_impl.hpp"
#include "tests/db/malls.hpp"
#include "tests/support/database.hpp"

namespace mallctl::test {

namespace {

using db::Transaction;

std::int64_t write_version(db::Session& session, const core::Uuid& mall) {
    Transaction transaction(session, mall, Transaction::Mode::write);
    const std::int64_t version = db::record_version(transaction, "apply", R"({"store": {"added": 1}})");
    transaction.commit();
    return version;
}

// A listener on a thread, and what it has heard.
class Listening {
  public:
    explicit Listening(const db::Endpoint& endpoint)
        : endpoint_(endpoint), thread_([this] {
              db::listen(
                  endpoint_, [this] { return stop_.load(); },
                  [this](const db::OutboxEvent& event) {
                      const std::lock_guard lock(mutex_);
                      events_.push_back(event);
                  });
          }) {}

    ~Listening() {
        stop_ = true;
        thread_.join();
    }

    // What was heard once there are `count` events, or after 20 seconds.
    std::vector<db::OutboxEvent> wait_for(std::size_t count) {
        for (int i = 0; i < 400; ++i) {
            {
                const std::lock_guard lock(mutex_);
                if (events_.size() >= count) return events_;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        const std::lock_guard lock(mutex_);
        return events_;
    }

  private:
    db::Endpoint endpoint_;
    std::atomic<bool> stop_ = false;
    std::mutex mutex_;
    std::vector<db::OutboxEvent> events_;
    std::thread thread_;
};

std::vector<std::int64_t> offsets_of(const std::vector<db::OutboxEvent>& events, const core::Uuid& mall) {
    std::vector<std::int64_t> offsets;
    for (const auto& event : events) {
        if (event.mall == mall) offsets.push_back(event.offset);
    }
    return offsets;
}

void end_listeners(const TestDatabase& database) {
    pqxx::connection killer(database.url());
    pqxx::work work(killer);
    work.exec(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'mallctl listen'");
}

}  // namespace

TEST_CASE("versions count from one for each mall, and a rolled-back write takes no number") {
    const TestDatabase database;
    db::Session session(database.endpoint(), "test");
    const core::Uuid one = create_mall(session, "one").id;
    const core::Uuid two = create_mall(session, "two").id;
    CHECK(write_version(session, one) == 1);
    {
        Transaction transaction(session, one, Transaction::Mode::write);
        CHECK(db::record_version(transaction, "apply", "{}") == 2);
    }
    CHECK(write_version(session, one) == 2);
    CHECK(write_version(session, two) == 1);
}

TEST_CASE("an event takes an offset and no version") {
    const TestDatabase database;
    db::Session session(database.endpoint(), "test");
    const core::Uuid mall = create_mall(session, "one").id;
    write_version(session, mall);
    {
        Transaction transaction(session, mall, Transaction::Mode::write);
        CHECK(db::record_event(transaction, "build", "{}") == 2);
        transaction.commit();
    }
    Transaction transaction(session, mall, Transaction::Mode::read);
    CHECK(db::MallRepository(transaction).find("one")->version == 1);
}

TEST_CASE("offsets have no gap and no repeat under four writers, some of which roll back") {
    const TestDatabase database;
    db::Session session(database.endpoint(), "test");
    const core::Uuid mall = create_mall(session, "one").id;
    constexpr int writes = 25;
    std::vector<std::thread> writers;
    for (int writer = 0; writer < 4; ++writer) {
        writers.emplace_back([&database, mall, writer] {
            db::Session own(database.endpoint(), "writer");
            for (int i = 0; i < writes; ++i) {
                Transaction transaction(own, mall, Transaction::Mode::write);
                db::record_version(transaction, "apply", "{}");
                if ((i + writer) % 5 != 0) transaction.commit();
            }
        });
    }
    for (auto& writer : writers) writer.join();
    Transaction transaction(session, mall, Transaction::Mode::read);
    const auto rows = transaction.impl().work.run(
        "select count(*), min(\"offset\"), max(\"offset\"), count(distinct version) from mallctl.outbox");
    CHECK(rows.integer(0, 0) == 80);
    CHECK(rows.integer(0, 1) == 1);
    CHECK(rows.integer(0, 2) == 80);
    CHECK(rows.integer(0, 3) == 80);
}

TEST_CASE(
    "a listener hears of the newest event first, then of every later one in order, also of a new mall") {
    const TestDatabase database;
    db::Session session(database.endpoint(), "test");
    const core::Uuid one = create_mall(session, "one").id;
    for (int i = 0; i < 3; ++i) write_version(session, one);
    Listening listening(database.endpoint());
    REQUIRE(listening.wait_for(1).size() == 1);
    CHECK(listening.wait_for(1)[0].offset == 3);
    for (int i = 0; i < 5; ++i) write_version(session, one);
    const core::Uuid two = create_mall(session, "two").id;
    write_version(session, two);
    write_version(session, two);
    const auto events = listening.wait_for(8);
    CHECK(offsets_of(events, one) == std::vector<std::int64_t>{3, 4, 5, 6, 7, 8});
    CHECK(offsets_of(events, two) == std::vector<std::int64_t>{1, 2});
    CHECK(events.back().kind == "apply");
    CHECK(events.back().version == 2);
}

TEST_CASE("a listener whose connection the server ends comes back and misses nothing") {
    const TestDatabase database;
    db::Session session(database.endpoint(), "test");
    const core::Uuid mall = create_mall(session, "one").id;
    write_version(session, mall);
    Listening listening(database.endpoint());
    REQUIRE(listening.wait_for(1).size() == 1);
    for (int round = 0; round < 3; ++round) {
        end_listeners(database);
        write_version(session, mall);
        write_version(session, mall);
    }
    CHECK(offsets_of(listening.wait_for(7), mall) == std::vector<std::int64_t>{1, 2, 3, 4, 5, 6, 7});
}

TEST_CASE("a listener stops within a second, also while the database cannot be reached") {
    db::Endpoint nowhere;
    nowhere.app = "host=127.0.0.1 port=1 user=mall dbname=mall";
    nowhere.label = "nowhere";
    auto listening = std::make_unique<Listening>(nowhere);
    std::this_thread::sleep_for(std::chrono::milliseconds(700));
    const auto start = std::chrono::steady_clock::now();
    listening.reset();
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::milliseconds(1'500));
}

}  // namespace mallctl::test
