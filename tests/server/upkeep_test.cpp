// What nobody needs any more is forgotten, batch by batch, and nothing that is needed.
#include "server/upkeep.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <thread>

#include "db/idempotency.hpp"
#include "db/sensor_readings.hpp"
#include "db/transaction_impl.hpp"
#include "db/work_lock.hpp"
#include "operations/find_mall.hpp"
#include "tests/server/writing_api.hpp"

using namespace mallctl;
using namespace std::chrono_literals;
using test::WritingApi;

namespace {

struct Kept {
    WritingApi api;
    core::Uuid mall = operations::find_mall(api.session, "arcade").id;

    void run(const std::string& sql) {
        db::Transaction transaction(api.session, mall, db::Transaction::Mode::write);
        transaction.impl().work.run(sql);
        transaction.commit();
    }
    // Of a sensor at p1, so many days ago.
    void reading(const std::string& sensor, int days, const std::string& column, int value,
                 const std::string& kind = "parking") {
        const std::string place = kind == "parking" ? "p1" : "north";
        run("insert into mallctl.sensor_reading (mall_id, sensor, at, kind, place, " + column +
            ") values ('" + core::to_string(mall) + "', '" + sensor + "', now() - interval '" +
            std::to_string(days) + " days', '" + kind + "', '" + place + "', " + std::to_string(value) + ")");
    }
    std::string readings() { return api.query("select count(*)::text from mallctl.sensor_reading"); }
    std::int64_t taken() {
        db::Transaction transaction(api.session, mall, db::Transaction::Mode::read);
        return db::parking_levels(transaction).at(0).taken.value_or(-1);
    }
    server::Swept sweep(std::int64_t batch = 10'000) {
        server::UpkeepOptions options;
        options.keep_readings = 24h * 30;
        options.batch = batch;
        return server::sweep_mall(api.session, mall, options, [] { return false; });
    }
};

}  // namespace

TEST_CASE("old readings go, and how full a parking zone is stays") {
    Kept kept;
    for (int days = 100; days > 40; --days) kept.reading("count", days, "count", 3);
    for (int days = 100; days > 40; --days) kept.reading("delta", days, "delta", days % 3 == 0 ? -1 : 1);
    for (int days = 100; days > 40; --days) kept.reading("steps", days, "delta", 5, "footfall");
    kept.reading("count", 2, "delta", 1);
    kept.reading("delta", 1, "delta", -22);
    kept.reading("steps", 1, "delta", 5, "footfall");
    // Since the counter counted last, only changes.
    kept.reading("late", 90, "count", 1);
    for (int days = 80; days > 75; --days) kept.reading("late", days, "delta", 1);
    const auto before = kept.taken();
    REQUIRE(before > 0);
    const auto swept = kept.sweep(25);
    CHECK(swept.readings >= 59 + 60 + 59 + 4);
    CHECK(kept.taken() == before);
    // Of each counter the last count, the old changes as one, and what is young.
    CHECK(kept.readings() == "7");
    CHECK(kept.sweep().readings == 0);
    CHECK(kept.taken() == before);
}

TEST_CASE("kept answers go after a day, and young ones stay") {
    Kept kept;
    kept.run("insert into mallctl.idempotency select '" + core::to_string(kept.mall) +
             "', 'key:1', 'POST /', 'k' || n, repeat('0', 64), 201, '{}', now() - n * interval '1 hour' - "
             "interval '30 minutes' from "
             "generate_series(1, 100) n");
    CHECK(kept.sweep(10).answers == 77);
    CHECK(kept.api.query("select count(*)::text from mallctl.idempotency") == "23");
}

TEST_CASE("one node sweeps a mall at a time, and a server does it by itself") {
    Kept kept;
    kept.reading("steps", 100, "delta", 5, "footfall");
    {
        db::Session other(kept.api.database.endpoint(), "another node");
        const auto lock = db::WorkLock::try_take(other, kept.mall, "upkeep");
        REQUIRE(lock);
        CHECK(kept.sweep().readings == 0);
    }
    server::UpkeepOptions options;
    options.keep_readings = 24h * 30;
    server::Upkeep upkeep([&] { return kept.api.database.endpoint(); }, options);
    for (int i = 0; i < 500 && kept.readings() != "0"; ++i) std::this_thread::sleep_for(10ms);
    CHECK(kept.readings() == "0");
    CHECK(upkeep.stop(3s));
}
