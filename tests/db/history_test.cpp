// What is told of committed changes.
#include "operations/history.hpp"

#include <catch2/catch.hpp>

#include "core/error.hpp"
#include "db/outbox.hpp"
#include "db/plan_repository.hpp"
#include "operations/change_json.hpp"
#include "tests/db/malls.hpp"
#include "tests/support/database.hpp"

namespace mallctl::test {

namespace {

using db::Transaction;
using operations::list_history;

struct Fixture {
    TestDatabase database;
    db::Session session{database.endpoint(), "test"};
    core::Uuid mall = create_mall(session, "riverside").id;

    void import(const plan::Plan& plan) {
        Transaction transaction(session, mall, Transaction::Mode::write);
        const auto changed = db::PlanRepository(transaction).replace(plan);
        db::record_version(transaction, "import", operations::to_json(changed));
        transaction.commit();
    }

    void apply(const core::ChangeCounts& stores) {
        Transaction transaction(session, mall, Transaction::Mode::write);
        core::ChangeSummary changed;
        changed.by_kind["store"] = stores;
        db::record_version(transaction, "apply", operations::to_json(changed));
        transaction.commit();
    }
};

}  // namespace

TEST_CASE("a mall without versions has an empty history, and an unknown mall none") {
    Fixture fixture;
    const auto history = list_history(fixture.session, "riverside", 20);
    CHECK(history.versions.empty());
    CHECK(history.total == 0);
    CHECK_THROWS_AS(list_history(fixture.session, "nowhere", 20), core::Error);
}

TEST_CASE("versions are listed from the newest, each with its counts and the plan it left current") {
    Fixture fixture;
    fixture.apply({4, 0, 0, 0});
    plan::Plan plan = sample_plan(fixture.mall);
    fixture.import(plan);
    fixture.apply({1, 2, 3, 4});
    plan.units[0].ref = "G-77";
    fixture.import(plan);

    const auto history = list_history(fixture.session, "riverside", 20);
    REQUIRE(history.versions.size() == 4);
    CHECK(history.total == 4);
    std::vector<std::string> kinds;
    for (const auto& version : history.versions) kinds.push_back(version.kind);
    CHECK(kinds == std::vector<std::string>{"import", "apply", "import", "apply"});
    const auto& newest = history.versions[0];
    CHECK(newest.number == 4);
    CHECK_FALSE(newest.author.empty());
    CHECK(newest.changed.by_kind.at("unit") == core::ChangeCounts{0, 1, 0, 2});
    CHECK(newest.plan->number == 2);
    CHECK(newest.plan->format == plan.format);
    CHECK(history.versions[1].changed.by_kind.at("store") == core::ChangeCounts{1, 2, 3, 4});
    CHECK(history.versions[1].plan->number == 1);
    CHECK(history.versions[1].plan->id == history.versions[2].plan->id);
    CHECK_FALSE(history.versions[3].plan);
}

TEST_CASE("a limit keeps the newest versions and tells how many there are") {
    Fixture fixture;
    for (int i = 0; i < 5; ++i) fixture.apply({1, 0, 0, 0});
    const auto history = list_history(fixture.session, "riverside", 2);
    REQUIRE(history.versions.size() == 2);
    CHECK(history.versions[0].number == 5);
    CHECK(history.versions[1].number == 4);
    CHECK(history.total == 5);
}

TEST_CASE("the history of one mall tells nothing of another") {
    Fixture fixture;
    fixture.apply({1, 0, 0, 0});
    create_mall(fixture.session, "hillside");
    CHECK(list_history(fixture.session, "hillside", 20).versions.empty());
}

}  // namespace mallctl::test
