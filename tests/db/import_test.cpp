// The import operation: one transaction, whole or not at all.
#include "operations/import.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <thread>

#include "core/error.hpp"
#include "db/artifact_repository.hpp"
#include "db/catalog_repository.hpp"
#include "db/outbox.hpp"
#include "db/plan_repository.hpp"
#include "db/transaction_impl.hpp"
#include "operations/build.hpp"
#include "plan/digest.hpp"
#include "tests/db/mall_contents.hpp"
#include "tests/db/malls.hpp"
#include "tests/support/database.hpp"
#include "tests/support/failure.hpp"

namespace mallctl::test {

namespace {

using db::Transaction;
using operations::import_plan;
using operations::ImportOptions;
using std::chrono::milliseconds;

ImportOptions into(const std::string& mall) {
    ImportOptions options;
    options.mall = mall;
    return options;
}

ImportOptions creating(const std::string& mall) {
    ImportOptions options = into(mall);
    options.create = true;
    options.time_zone = "Europe/Berlin";
    options.currency = "EUR";
    return options;
}

core::Error failure(db::Session& session, const ImportOptions& options) {
    return test::failure([&] { import_plan(session, sample_plan(mall_id(options.mall)), options); });
}

std::optional<plan::Plan> current(db::Session& session, const std::string& mall) {
    return stored_plan(session, mall_id(mall));
}

std::int64_t rows_in(db::Session& session, const std::string& mall, const std::string& table) {
    Transaction transaction(session, mall_id(mall), Transaction::Mode::read);
    return transaction.impl().work.run("select count(*) from mallctl." + table).integer(0, 0);
}

// A child process that runs `action` and then waits to be killed; it leaves without running anything of the
// parent.
template <typename Action>
pid_t in_child(const Action& action) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child != 0) return child;
    try {
        action();
    } catch (...) {
        ::_exit(1);
    }
    for (;;) ::pause();
}

void wait_until_killed(pid_t child) {
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(WIFSIGNALED(status));
}

struct Fixture {
    TestDatabase database;
    db::Session session{database.endpoint(), "test"};
};

}  // namespace

TEST_CASE("an import creates the mall, its plan, its stores and one version; the same again nothing") {
    Fixture fixture;
    const plan::Plan plan = without_ids(sample_plan(mall_id("riverside")));
    const auto first = import_plan(fixture.session, plan, creating("riverside"));
    CHECK(first.version == 1);
    CHECK(first.changed.by_kind.at("mall").added == 1);
    CHECK(first.changed.by_kind.at("unit").added == 3);
    CHECK(first.changed.by_kind.at("store").added == 2);
    const auto second = import_plan(fixture.session, plan, creating("riverside"));
    CHECK(second.version == 1);
    CHECK_FALSE(second.changed.any());
    CHECK(second.changed.by_kind.at("store").unchanged == 2);
    CHECK(rows_in(fixture.session, "riverside", "version") == 1);
    CHECK(rows_in(fixture.session, "riverside", "outbox") == 1);
    CHECK(rows_in(fixture.session, "riverside", "plan") == 1);
}

TEST_CASE("a dry run reports the same changes and keeps none") {
    Fixture fixture;
    auto options = creating("riverside");
    const plan::Plan plan = without_ids(sample_plan(mall_id("riverside")));
    options.dry_run = true;
    const auto dry = import_plan(fixture.session, plan, options);
    CHECK(dry.dry_run);
    CHECK(dry.version == 0);
    CHECK(failure(fixture.session, into("riverside")).fault() == core::Fault::failed);
    options.dry_run = false;
    const auto real = import_plan(fixture.session, plan, options);
    CHECK(real.changed.by_kind == dry.changed.by_kind);
    CHECK(real.version == 1);
}

TEST_CASE("an unknown mall is a failure, and creating one needs a slug, a zone and a currency") {
    Fixture fixture;
    import_plan(fixture.session, sample_plan(mall_id("riverside")), creating("riverside"));
    const auto unknown = failure(fixture.session, into("riversude"));
    CHECK(unknown.fault() == core::Fault::failed);
    CHECK_THAT(unknown.advice(), Catch::Contains("riverside"));
    auto options = creating("new");
    options.time_zone = "Europe/Atlantis";
    CHECK(failure(fixture.session, options).fault() == core::Fault::usage);
    options = creating("new");
    options.currency = "euro";
    CHECK(failure(fixture.session, options).fault() == core::Fault::usage);
    CHECK(failure(fixture.session, creating("New Mall")).fault() == core::Fault::usage);
}

TEST_CASE("occupants become stores, leave with their occupant, and yield to an apply") {
    Fixture fixture;
    plan::Plan plan = without_ids(sample_plan(mall_id("riverside")));
    import_plan(fixture.session, plan, creating("riverside"));
    {
        const auto stores = stored_catalog(fixture.session, mall_id("riverside")).stores;
        REQUIRE(stores.size() == 2);
        CHECK(stores[0].slug == "crust");
        CHECK(stores[0].category == "bakery");
        CHECK(stores[0].units == std::vector{core::to_string(sample_plan(mall_id("riverside")).units[0].id)});
        catalog::Catalog taken;
        taken.stores = {stores[0]};
        taken.stores[0].category = "food.bakery";
        put_catalog(fixture.session, mall_id("riverside"), taken);
    }
    plan.occupants.clear();
    const auto report = import_plan(fixture.session, plan, into("riverside"));
    CHECK(report.changed.by_kind.at("store").removed == 1);
    const auto stores = stored_catalog(fixture.session, mall_id("riverside")).stores;
    REQUIRE(stores.size() == 1);
    CHECK(stores[0].category == "food.bakery");
}

TEST_CASE("an import that waits too long for another writer is a conflict and writes nothing") {
    Fixture fixture;
    import_plan(fixture.session, sample_plan(mall_id("riverside")), creating("riverside"));
    db::Session other(fixture.database.endpoint(), "other");
    Transaction holder(other, mall_id("riverside"), Transaction::Mode::write);
    holder.lock_mall(milliseconds(1'000));
    auto options = into("riverside");
    options.lock_timeout = milliseconds(200);
    CHECK(failure(fixture.session, options).fault() == core::Fault::conflict);
    CHECK(rows_in(fixture.session, "riverside", "plan") == 1);
}

TEST_CASE("two malls made from one file share no id") {
    Fixture fixture;
    const plan::Plan plan = without_ids(sample_plan(mall_id("one")));
    import_plan(fixture.session, plan, creating("one"));
    import_plan(fixture.session, plan, creating("two"));
    CHECK(current(fixture.session, "one")->units[0].id != current(fixture.session, "two")->units[0].id);
}

TEST_CASE("a process killed between staging and commit leaves the previous plan whole and no lock") {
    Fixture fixture;
    const std::string mall = "riverside";
    import_plan(fixture.session, without_ids(large_plan(mall_id(mall), 50)), creating(mall));
    const std::string kept = plan::digest(current(fixture.session, mall).value());
    const plan::Plan after = large_plan(mall_id(mall), 200);
    const db::Endpoint endpoint = fixture.database.endpoint();
    for (int last_step = 0; last_step < 4; ++last_step) {
        wait_until_killed(in_child([&] {
            db::Session session(endpoint, "killed import");
            Transaction transaction(session, mall_id(mall), Transaction::Mode::write);
            transaction.lock_mall(milliseconds(10'000));
            if (last_step >= 1) db::PlanRepository(transaction).replace(after);
            if (last_step >= 2) db::CatalogRepository(transaction).put_imported_stores({});
            if (last_step >= 3) db::record_version(transaction, "import", "{}");
            ::raise(SIGKILL);
        }));
        CHECK(plan::digest(current(fixture.session, mall).value()) == kept);
        CHECK(rows_in(fixture.session, mall, "plan") == 1);
        CHECK(rows_in(fixture.session, mall, "store") == 25);
        CHECK(rows_in(fixture.session, mall, "version") == 1);
    }
    auto options = into(mall);
    options.lock_timeout = milliseconds(10'000);
    CHECK(import_plan(fixture.session, without_ids(after), options).changed.by_kind.at("unit").added == 150);
}

TEST_CASE("an import killed at any moment leaves the previous plan or the new one, whole") {
    Fixture fixture;
    const std::string mall = "riverside";
    const plan::Plan before = without_ids(large_plan(mall_id(mall), 50));
    const plan::Plan after = without_ids(large_plan(mall_id(mall), 1'000));
    import_plan(fixture.session, before, creating(mall));
    const std::string old_digest = plan::digest(current(fixture.session, mall).value());
    const std::string new_digest = plan::digest(large_plan(mall_id(mall), 1'000));
    const db::Endpoint endpoint = fixture.database.endpoint();

    auto dry = into(mall);
    dry.dry_run = true;
    const auto start = std::chrono::steady_clock::now();
    import_plan(fixture.session, after, dry);
    const auto whole = std::chrono::steady_clock::now() - start;

    int kept = 0;
    for (int step = 0; step < 10; ++step) {
        const pid_t child = in_child([&] {
            db::Session session(endpoint, "killed import");
            import_plan(session, after, into(mall));
        });
        std::this_thread::sleep_for(whole * step / 8);
        ::kill(child, SIGKILL);
        wait_until_killed(child);
        const std::string found = plan::digest(current(fixture.session, mall).value());
        CHECK((found == old_digest || found == new_digest));
        const std::int64_t stores = rows_in(fixture.session, mall, "store");
        CHECK(stores == (found == old_digest ? 25 : 500));
        kept += found == old_digest ? 1 : 0;
        import_plan(fixture.session, before, into(mall));
    }
    // The first child is killed at once, so at least that one has not come far.
    CHECK(kept > 0);
}

TEST_CASE("a build is stored once for one plan, announced, and loaded back by its digest") {
    Fixture fixture;
    const std::string mall = "riverside";
    CHECK_THROWS_AS(operations::build_nav(fixture.session, mall), core::Error);
    import_plan(fixture.session, without_ids(large_plan(mall_id(mall), 6)), creating(mall));
    const auto first = operations::build_nav(fixture.session, mall);
    CHECK(first.rebuilt);
    const auto second = operations::build_nav(fixture.session, mall);
    CHECK_FALSE(second.rebuilt);
    CHECK(second.sha256 == first.sha256);
    {
        Transaction transaction(fixture.session, mall_id(mall), Transaction::Mode::read);
        db::ArtifactRepository artifacts(transaction);
        CHECK(artifacts.bytes("nav")->size() == static_cast<std::size_t>(first.size));
        CHECK(artifacts.find("nav")->version == 1);
        CHECK_FALSE(artifacts.find("search"));
    }
    CHECK(rows_in(fixture.session, mall, "outbox") == 2);
    CHECK(rows_in(fixture.session, mall, "version") == 1);
    import_plan(fixture.session, without_ids(large_plan(mall_id(mall), 8)), into(mall));
    CHECK(operations::build_nav(fixture.session, mall).rebuilt);
}

TEST_CASE("a build after a commit waits for another writer as long as it is told") {
    Fixture fixture;
    const std::string mall = "riverside";
    import_plan(fixture.session, without_ids(large_plan(mall_id(mall), 6)), creating(mall));
    db::Session other(fixture.database.endpoint(), "test");
    Transaction writer(other, mall_id(mall), Transaction::Mode::write);
    writer.lock_mall(std::chrono::seconds(1));
    operations::RefreshOptions options;
    options.first = true;
    options.all = true;
    options.lock_timeout = std::chrono::milliseconds(50);
    const auto begun = std::chrono::steady_clock::now();
    const auto refreshed = operations::refresh_artifacts(fixture.session, mall, {}, options);
    CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(30));
    for (const auto* artifact : {&refreshed.nav, &refreshed.search}) {
        REQUIRE(artifact->failure);
        CHECK(artifact->failure->fault() == core::Fault::conflict);
        CHECK_FALSE(artifact->rebuilt);
    }
}

}  // namespace mallctl::test
