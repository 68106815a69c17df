#include "operations/redeem.hpp"

#include <catch2/catch.hpp>
#include <functional>
#include <latch>
#include <map>
#include <mutex>
#include <random>
#include <thread>

#include "core/error.hpp"
#include "db/transaction_impl.hpp"
#include "tests/db/malls.hpp"
#include "tests/support/database.hpp"

using namespace mallctl;
using core::Instant;
using operations::Redeeming;

namespace {

const auto noon = core::parse_instant("2026-03-02T11:00:00Z");
constexpr std::chrono::hours an_hour{1};

// A mall with one offer, "rye_week", live around noon.
class Shop {
  public:
    Shop() : session_(database_.endpoint(), "test"), mall_(test::create_mall(session_, "arcade").id) {}

    db::Endpoint endpoint() const { return database_.endpoint(); }
    const core::Uuid& mall() const { return mall_; }

    db::Rows run(const std::string& sql, const db::Params& params = {}) {
        db::Transaction transaction(session_, mall_, db::Transaction::Mode::write);
        const auto rows = transaction.impl().work.run(sql, params);
        transaction.commit();
        return rows;
    }

    void offer(std::optional<std::int64_t> cap, std::optional<Instant> from = noon - an_hour,
               std::optional<Instant> to = noon + an_hour, bool draft = false) {
        const auto text = [](const std::optional<Instant>& instant) {
            return instant ? std::optional(core::format_instant(*instant)) : std::nullopt;
        };
        run("delete from mallctl.offer where mall_id = $1", db::Params().add(mall_));
        run("insert into mallctl.offer (mall_id, id, slug, name, cap, \"from\", \"to\", draft) values "
            "($1, $2, 'rye_week', '{\"en\": \"Rye\"}', $3, $4, $5, $6)",
            db::Params()
                .add(mall_)
                .add(core::uuid_v4())
                .add(cap)
                .add(text(from))
                .add(text(to))
                .add(draft ? "true" : "false"));
    }

    operations::Redemption redeem(const core::Uuid& id = core::uuid_v4(), Instant at = noon,
                                  const std::string& slug = "rye_week") {
        return operations::redeem(session_, mall_, slug, id, "visitor", at);
    }

    std::int64_t counted() {
        return run("select redeemed from mallctl.offer where mall_id = $1", db::Params().add(mall_))
            .integer(0, 0);
    }
    std::int64_t kept() {
        return run("select count(*) from mallctl.redemption r join mallctl.offer o on o.mall_id = r.mall_id "
                   "and "
                   "o.id = r.offer_id where r.mall_id = $1",
                   db::Params().add(mall_))
            .integer(0, 0);
    }

  private:
    test::TestDatabase database_;
    db::Session session_;
    core::Uuid mall_;
};

// How often each outcome was answered to `redeemers` threads with connections of their own, which begin
// together; `id_of` says which id each one uses.
std::map<Redeeming, int> crowd(const Shop& shop, std::size_t redeemers,
                               const std::function<core::Uuid(std::size_t)>& id_of,
                               const std::function<void()>& meanwhile = {}) {
    std::latch all_connected(static_cast<std::ptrdiff_t>(redeemers) + 1);
    std::mutex mutex;
    std::map<Redeeming, int> outcomes;
    std::vector<std::string> faults;
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < redeemers; ++i) {
        threads.emplace_back([&, i] {
            std::optional<db::Session> session;
            try {
                session.emplace(shop.endpoint(), "redeemer");
            } catch (const std::exception& error) {
                const std::lock_guard lock(mutex);
                faults.emplace_back(error.what());
            }
            all_connected.arrive_and_wait();
            if (!session) return;
            try {
                const auto redemption =
                    operations::redeem(*session, shop.mall(), "rye_week", id_of(i), "visitor", noon);
                const std::lock_guard lock(mutex);
                ++outcomes[redemption.outcome];
            } catch (const std::exception& error) {
                const std::lock_guard lock(mutex);
                faults.emplace_back(error.what());
            }
        });
    }
    all_connected.arrive_and_wait();
    if (meanwhile) meanwhile();
    for (auto& thread : threads) thread.join();
    CHECK(faults == std::vector<std::string>{});
    return outcomes;
}

}  // namespace

TEST_CASE("an offer is redeemed up to its cap") {
    Shop shop;
    shop.offer(2);
    CHECK(shop.redeem().outcome == Redeeming::redeemed);
    const auto second = shop.redeem();
    CHECK(second.outcome == Redeeming::redeemed);
    CHECK(second.redeemed == 2);
    CHECK(second.cap == 2);
    const auto third = shop.redeem();
    CHECK(third.outcome == Redeeming::cap_reached);
    CHECK(why_not(third, "Europe/Berlin") == "its cap of 2 is reached");
    shop.offer(0);
    CHECK(shop.redeem().outcome == Redeeming::cap_reached);
    shop.offer(std::nullopt);
    for (int i = 0; i < 5; ++i) CHECK(shop.redeem().outcome == Redeeming::redeemed);
    CHECK(shop.counted() == 5);
}

TEST_CASE("redeeming with the same id again changes nothing, also after the end") {
    Shop shop;
    shop.offer(2);
    const auto id = core::uuid_v4();
    CHECK(shop.redeem(id).outcome == Redeeming::redeemed);
    CHECK(shop.redeem(id).outcome == Redeeming::redeemed_before);
    CHECK(shop.redeem(id, noon + 2 * an_hour).outcome == Redeeming::redeemed_before);
    CHECK(shop.redeem(id).is_redeemed());
    CHECK(shop.counted() == 1);
    CHECK(shop.kept() == 1);
}

TEST_CASE("an offer that is not live is not redeemed, and it is said why") {
    Shop shop;
    shop.offer(2);
    const auto early = shop.redeem(core::uuid_v4(), noon - an_hour - std::chrono::seconds{1});
    CHECK(early.outcome == Redeeming::not_begun);
    CHECK(why_not(early, "Europe/Berlin") == "it begins at 2026-03-02 11:00 (Europe/Berlin)");
    CHECK(shop.redeem(core::uuid_v4(), noon - an_hour).outcome == Redeeming::redeemed);
    const auto late = shop.redeem(core::uuid_v4(), noon + an_hour);
    CHECK(late.outcome == Redeeming::ended);
    CHECK(why_not(late, "America/New_York") == "it ended at 2026-03-02 07:00 (America/New_York)");
    shop.offer(2, noon - an_hour, noon + an_hour, true);
    CHECK(shop.redeem().outcome == Redeeming::draft);
    for (const std::string slug : {"rye_weak", "", "No Slug", "\xff"})
        CHECK(shop.redeem(core::uuid_v4(), noon, slug).outcome == Redeeming::no_such_offer);
    CHECK(shop.counted() == 0);
}

TEST_CASE("a redemption is no version of the mall and no event") {
    Shop shop;
    shop.offer(std::nullopt);
    const auto state = [&] {
        const auto rows = shop.run(
            "select version, outbox_offset, (select version from mallctl.offer o where o.mall_id = m.id) "
            "from mallctl.mall m where id = $1",
            db::Params().add(shop.mall()));
        return std::vector{rows.integer(0, 0), rows.integer(0, 1), rows.integer(0, 2)};
    };
    const auto before = state();
    CHECK(shop.redeem().outcome == Redeeming::redeemed);
    CHECK(state() == before);
}

TEST_CASE("a redeemer is a line of text of bounded length") {
    Shop shop;
    shop.offer(std::nullopt);
    db::Session session(shop.endpoint(), "test");
    const auto redeem = [&](const std::string& redeemer) {
        operations::redeem(session, shop.mall(), "rye_week", core::uuid_v4(), redeemer, noon);
    };
    CHECK_NOTHROW(redeem(""));
    std::string umlauts;
    for (int i = 0; i < 200; ++i) umlauts += "ä";
    CHECK_NOTHROW(redeem(umlauts));
    CHECK_THROWS_AS(redeem(umlauts + "ä"), core::Error);
    CHECK_THROWS_AS(redeem("a\nb"), core::Error);
    CHECK_THROWS_AS(redeem(std::string("a\0b", 3)), core::Error);
    CHECK_THROWS_AS(redeem("\xff"), core::Error);
    CHECK(shop.counted() == 2);
}

TEST_CASE("64 redeemers at once of an offer with a cap of 10 end at exactly 10") {
    Shop shop;
    for (int round = 0; round < 2; ++round) {
        shop.offer(10);
        auto outcomes = crowd(shop, 64, [](std::size_t) { return core::uuid_v4(); });
        CHECK(outcomes[Redeeming::redeemed] == 10);
        CHECK(outcomes[Redeeming::cap_reached] == 54);
        CHECK(shop.counted() == 10);
        CHECK(shop.kept() == 10);
    }
}

TEST_CASE("redeemers that repeat each other's ids count once for each id") {
    Shop shop;
    for (const std::size_t different : {1U, 4U, 16U}) {
        std::vector<core::Uuid> ids;
        for (std::size_t i = 0; i < different; ++i) ids.push_back(core::uuid_v4());
        shop.offer(10);
        auto outcomes = crowd(shop, 64, [&](std::size_t i) { return ids[i % different]; });
        const auto expected = static_cast<int>(std::min<std::size_t>(different, 10));
        CHECK(outcomes[Redeeming::redeemed] == expected);
        CHECK(shop.counted() == expected);
        CHECK(shop.kept() == expected);
        CHECK(outcomes[Redeeming::redeemed] + outcomes[Redeeming::redeemed_before] +
                  outcomes[Redeeming::cap_reached] ==
              64);
        if (different <= 10) CHECK(outcomes[Redeeming::cap_reached] == 0);
    }
}

TEST_CASE("redeemers of an offer that ends meanwhile get it or hear that it ended") {
    Shop shop;
    std::mt19937 random(5);
    for (int round = 0; round < 3; ++round) {
        shop.offer(std::nullopt);
        auto outcomes = crowd(
            shop, 64, [](std::size_t) { return core::uuid_v4(); },
            [&] {
                std::this_thread::sleep_for(std::chrono::milliseconds{random() % 60});
                shop.run("update mallctl.offer set \"to\" = $2 where mall_id = $1",
                         db::Params().add(shop.mall()).add(core::format_instant(noon)));
            });
        CHECK(outcomes[Redeeming::redeemed] + outcomes[Redeeming::ended] == 64);
        CHECK(shop.counted() == outcomes[Redeeming::redeemed]);
        CHECK(shop.kept() == outcomes[Redeeming::redeemed]);
        CHECK(shop.redeem().outcome == Redeeming::ended);
    }
}
