// A real floor plan, from its file into the database and back.
#include <catch2/catch.hpp>

#include "db/plan_repository.hpp"
#include "importers/importer.hpp"
#include "operations/import.hpp"
#include "tests/db/malls.hpp"
#include "tests/support/database.hpp"
#include "tests/support/paths.hpp"

namespace mallctl::test {

TEST_CASE("the university's IMDF archive is stored whole, and a second import changes nothing") {
    const auto archive = shared_data("imdf/polymap-spbstu/IMDFData.zip");
    if (!archive) {
        WARN("shared data is absent: skipped");
        return;
    }
    const TestDatabase database;
    db::Session session(database.endpoint(), "test");
    operations::ImportOptions options;
    options.mall = "polytech";
    options.create = true;
    options.time_zone = "Europe/Moscow";
    options.currency = "RUB";
    const auto read = [&] { return importers::import_plan({{*archive}, {}, {}, {}}).plan; };

    const auto first = operations::import_plan(session, read(), options);
    CHECK(first.changed.by_kind.at("level").added == 8);
    CHECK(first.changed.by_kind.at("unit").added == 443);
    CHECK(first.changed.by_kind.at("opening").added == 472);
    const auto second = operations::import_plan(session, read(), options);
    CHECK_FALSE(second.changed.any());
    CHECK(second.changed.total().unchanged >= first.changed.total().added - 1);  // all but the mall itself
    CHECK(second.version == 1);

    db::Transaction transaction(session, mall_id("polytech"), db::Transaction::Mode::read);
    const auto stored = db::PlanRepository(transaction).current();
    REQUIRE(stored);
    CHECK(stored->units.size() == 443);
}

}  // namespace mallctl::test
