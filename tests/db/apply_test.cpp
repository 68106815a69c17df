#include "operations/apply.hpp"

#include <catch2/catch.hpp>

#include "core/error.hpp"
#include "db/catalog_repository.hpp"
#include "db/mall_repository.hpp"
#include "db/plan_repository.hpp"
#include "operations/listing.hpp"
#include "operations/write_rows.hpp"
#include "tests/db/mall_contents.hpp"
#include "tests/support/database.hpp"

using namespace mallctl;
using Counts = core::ChangeCounts;

namespace {

const char* const arcade =
    "kind: mall\nslug: arcade\nname: {en: Arcade, de: Passage}\ntime_zone: Europe/Berlin\ncurrency: EUR\n"
    "locales: [en, de]\nhours: Mo-Sa 10:00-20:00\n"
    "---\nkind: location\nslug: north\nname: North\nlocation_kind: entrance\nlevel: G\nlon: 8.5\nlat: 49.4\n"
    "---\nkind: tenant\nslug: acme\nname: Acme\n"
    "---\nkind: store\nslug: bakery\nname: {en: Bakery}\ntenant: acme\nunits: [G-01@G]\ntags: "
    "[bread]\nphone: '1'\n"
    "---\nkind: lease\nslug: l-1\ntenant: acme\nstore: bakery\nunits: [G-01@G]\nfrom: 2026-01-01\nbase_rent: "
    "12000.50\n";

class Arcade {
  public:
    Arcade() : session_(database_.endpoint(), "test") {}

    operations::WriteReport apply(const std::string& text, const std::string& kind = {},
                                  const operations::ApplyOptions& options = {}) {
        return test::apply_text(session_, "arcade", text, options, kind);
    }

    // The findings "LINE:COLUMN CODE" for which the text is rejected.
    std::vector<std::string> rejections(const std::string& text, const std::string& kind = {}) {
        std::vector<std::string> findings;
        try {
            apply(text, kind);
        } catch (const core::Error& error) {
            CHECK(error.fault() == core::Fault::rejected);
            for (const auto& finding : error.findings()) {
                findings.push_back(std::to_string(finding.where.line) + ":" +
                                   std::to_string(finding.where.column) + " " + finding.code);
            }
        }
        return findings;
    }

    catalog::Mall mall() {
        db::Transaction transaction(session_, std::nullopt, db::Transaction::Mode::read);
        return db::MallRepository(transaction).find("arcade").value();
    }

    catalog::Catalog stored() { return test::stored_catalog(session_, mall().id); }

    // A plan of one level "G" with the unit "G-01".
    void import_plan() {
        plan::Plan plan;
        plan.format = "geojson";
        const auto square = [] {
            return core::MultiPolygon{
                {{{{8.5, 49.4}, {8.501, 49.4}, {8.501, 49.401}, {8.5, 49.401}, {8.5, 49.4}}}}};
        };
        plan::Level level;
        level.id = core::uuid_v5(mall().id, "level");
        level.short_name = "G";
        level.outline = square();
        plan.levels.push_back(level);
        plan::Unit unit;
        unit.id = core::uuid_v5(mall().id, "unit");
        unit.ref = "G-01";
        unit.category = "retail";
        unit.geometry = square();
        plan.units.push_back(unit);
        db::Transaction transaction(session_, mall().id, db::Transaction::Mode::write);
        db::PlanRepository(transaction).replace(plan);
        transaction.commit();
    }

    db::Session& session() { return session_; }
    test::TestDatabase& database() { return database_; }

  private:
    test::TestDatabase database_;
    db::Session session_;
};

}  // namespace

TEST_CASE("a second apply of the same files changes nothing and records no version") {
    Arcade arcade_db;
    const auto first = arcade_db.apply(arcade);
    CHECK(first.changed.by_kind.at("mall") == Counts{1, 0, 0, 0});
    CHECK(first.changed.by_kind.at("lease") == Counts{1, 0, 0, 0});
    CHECK(first.changed.total() == Counts{5, 0, 0, 0});
    CHECK(first.version == 1);
    CHECK(arcade_db.stored().leases.at(0).base_rent_minor == 1200050);

    const auto second = arcade_db.apply(arcade);
    CHECK(second.changed.total() == Counts{0, 0, 0, 5});
    CHECK(second.version == 1);
    CHECK(arcade_db.mall().version == 1);
}

TEST_CASE("apply merges field by field") {
    Arcade arcade_db;
    arcade_db.apply(arcade);
    const auto report = arcade_db.apply("slug,name:de,phone\nbakery,Bäckerei,\n", "stores");
    CHECK(report.changed.by_kind.at("store") == Counts{0, 1, 0, 0});
    CHECK(report.changed.by_kind.size() == 1);
    CHECK(report.version == 2);
    const auto store = arcade_db.stored().stores.at(0);
    CHECK(store.name == core::Names{{"en", "Bakery"}, {"de", "Bäckerei"}});
    CHECK(store.phone.empty());
    CHECK(store.tags == std::vector<std::string>{"bread"});
    CHECK(store.tenant == "acme");

    arcade_db.apply("kind: location\nslug: north\nlon: 9\n");
    CHECK(arcade_db.stored().locations.at(0).point == core::Point{9, 49.4});
    arcade_db.apply("kind: mall\nslug: arcade\nhours: null\n");
    CHECK(arcade_db.mall().hours.empty());
    CHECK(arcade_db.mall().name.at("de") == "Passage");
}

TEST_CASE("a dry run reports what would change and keeps nothing") {
    Arcade arcade_db;
    operations::ApplyOptions dry;
    dry.dry_run = true;
    const auto report = arcade_db.apply(arcade, {}, dry);
    CHECK(report.dry_run);
    CHECK(report.changed.total() == Counts{5, 0, 0, 0});
    CHECK(report.version == 0);
    db::Transaction transaction(arcade_db.session(), std::nullopt, db::Transaction::Mode::read);
    CHECK(db::MallRepository(transaction).list().empty());
}

TEST_CASE("every fault of a file and of its merge is reported at once, and nothing is written") {
    Arcade arcade_db;
    arcade_db.apply(arcade);
    const auto before = arcade_db.mall().version;
    CHECK(arcade_db.rejections("slug,tenant,units,from,to,base_rent,stroe\n"  // unknown column
                               "l-2,acme,U2,2026-02-30,,1,\n"                 // no such day
                               "l-3,acne,U3,2026-01-01,,1,\n"                 // no such tenant
                               "l-4,acme,U4,2026-01-01,2026-01-01,1,\n"       // ends when it begins
                               "l-5,acme,U5,2026-01-01,,-1,\n"                // negative
                               "l-6,acme,U6,2026-01-01,,1.005,\n"             // more decimals than EUR has
                               "l-7,acme,,2026-01-01,,1,\n"                   // no units
                               "l-3,acme,U7,2026-01-01,,1,\n"                 // a slug twice
                               "l-8,acme,U8,2026-01-01,,\n"                   // a cell missing
                               "l-9,acme,\"U9,2026-01-01,,1,\n",              // a quote left open
                               "leases") ==
          std::vector<std::string>{"1:37 M002", "2:13 M003", "3:5 M005", "4:24 M003", "5:25 M003",
                                   "6:25 M003", "7:10 M003", "8:1 M004", "9:25 M007", "10:10 M006"});
    CHECK(arcade_db.stored().leases.size() == 1);
    CHECK(arcade_db.mall().version == before);
}

TEST_CASE("a new row needs its required fields, and a mall its document") {
    Arcade arcade_db;
    CHECK(arcade_db.rejections("kind: mall\nslug: arcade\nname: A\n") ==
          std::vector<std::string>{"1:1 M010", "1:1 M010"});
    arcade_db.apply(arcade);
    CHECK(arcade_db.rejections("kind: lease\nslug: l-2\ntenant: acme\n") ==
          std::vector<std::string>{"1:1 M010", "1:1 M010"});
    operations::ApplyOptions elsewhere;
    elsewhere.mall = "arcadia";
    CHECK_THROWS_WITH(arcade_db.apply("kind: tenant\nslug: t\nname: T\n", {}, elsewhere),
                      "there is no mall \"arcadia\"");
    CHECK_THROWS_WITH(arcade_db.apply(arcade, {}, elsewhere),
                      "the files are for mall \"arcade\", not \"arcadia\"");
}

TEST_CASE("overlapping leases of a unit are rejected at the place that names it") {
    Arcade arcade_db;
    arcade_db.apply(arcade);
    const auto found = arcade_db.rejections(
        "slug,tenant,units,from,to\nok,acme,U9,2026-01-01,\nclash,acme,G-01@G,2027-01-01,2028-01-01\n",
        "lease");
    CHECK(found == std::vector<std::string>{"3:12 M012"});
    // Also with each other in one file, and by another name of the unit.
    CHECK(arcade_db.rejections("slug,tenant,units,from,to\na,acme,U9,2026-01-01,\nb,acme,U9,2027-01-01,\n",
                               "lease") == std::vector<std::string>{"3:8 M012"});
    arcade_db.import_plan();
    arcade_db.apply("slug,base_rent\nl-1,5\n", "lease");
    CHECK(arcade_db.rejections("slug,tenant,units,from\nc,acme,G-01,2027-01-01\n", "lease") ==
          std::vector<std::string>{"2:8 M012"});
    CHECK(arcade_db.stored().leases.size() == 1);
}

TEST_CASE("the currency cannot change under rents that stay") {
    Arcade arcade_db;
    arcade_db.apply(arcade);
    CHECK(arcade_db.rejections("kind: mall\nslug: arcade\ncurrency: JPY\n") ==
          std::vector<std::string>{"3:11 M003"});
    arcade_db.apply(
        "kind: mall\nslug: arcade\ncurrency: JPY\n---\nkind: lease\nslug: l-1\nbase_rent: 2000000\n");
    CHECK(arcade_db.stored().leases.at(0).base_rent_minor == 2000000);
}

TEST_CASE("units and levels that the plan does not have are warnings") {
    Arcade arcade_db;
    CHECK(arcade_db.apply(arcade).findings.empty());
    arcade_db.import_plan();
    CHECK(arcade_db.apply(arcade).findings.empty());
    const auto report = arcade_db.apply(
        "kind: store\nslug: s\nname: S\nunits: [G-01@G, X-1]\n---\nkind: location\nslug: north\nlevel: 7\n");
    REQUIRE(report.findings.size() == 2);
    CHECK(report.findings[0].code == "M011");
    CHECK(report.findings[0].severity == core::Severity::warning);
    CHECK(report.changed.by_kind.at("store").added == 1);
}

TEST_CASE("rows that were read in a zone which the mall has no more are refused") {
    Arcade arcade;
    arcade.apply(::arcade);
    struct Interrupted : operations::RowFeed {
        explicit Interrupted(Arcade& of) : arcade(of) {}
        void feed(db::CatalogWriter&) override {
            db::Session other(arcade.database().endpoint(), "other");
            test::apply_text(other, "arcade", "kind: mall\nslug: arcade\ntime_zone: Asia/Tokyo\n");
        }
        Arcade& arcade;
    };
    Interrupted feed(arcade);
    const catalog::Mall before = arcade.mall();
    feed.read_by = {before.currency, before.time_zone};
    operations::ApplyOptions options;
    options.mall = "arcade";
    try {
        operations::write_rows(arcade.session(), before.id, feed, options);
        FAIL("it was written");
    } catch (const core::Error& error) {
        CHECK(error.fault() == core::Fault::conflict);
    }
    feed.read_by->time_zone = "Asia/Tokyo";
    CHECK_NOTHROW(operations::write_rows(arcade.session(), before.id, feed, options));
}

TEST_CASE("a second writer waits for the mall's lock and then gives up") {
    Arcade arcade_db;
    arcade_db.apply(arcade);
    db::Session other(arcade_db.database().endpoint(), "other");
    db::Transaction holder(other, arcade_db.mall().id, db::Transaction::Mode::write);
    holder.lock_mall(std::chrono::seconds(1));
    operations::ApplyOptions impatient;
    impatient.lock_timeout = std::chrono::milliseconds(50);
    try {
        arcade_db.apply(arcade, {}, impatient);
        FAIL("the lock was not respected");
    } catch (const core::Error& error) {
        CHECK(error.fault() == core::Fault::conflict);
    }
}

TEST_CASE("rows of every kind can be listed") {
    Arcade arcade_db;
    arcade_db.apply(arcade);
    arcade_db.import_plan();
    auto& session = arcade_db.session();
    std::vector<catalog::FieldValue> row;
    for (const char* kind : {"mall", "location", "tenant", "store", "lease", "level", "unit"}) {
        INFO(kind);
        const auto listing = operations::open_listing(session, {kind, {}, {}, {}, {}, 0, {}}, "arcade");
        CHECK(listing->next(row));
        CHECK_FALSE(listing->next(row));
    }
    for (const auto& kind : operations::listed_kinds())
        CHECK_NOTHROW(operations::open_listing(session, {kind, {}, {}, {}, {}, 0, {}}, "arcade"));
    const auto units =
        operations::open_listing(session, {"units", "G-01@G", {}, {"category", "ref"}, {}, 0, {}}, "arcade");
    REQUIRE(units->next(row));
    CHECK(row == std::vector<catalog::FieldValue>{std::string("retail"), std::string("G-01")});
    CHECK_THROWS_WITH(operations::open_listing(session, {"store", {}, {}, {}, {}, 0, {}}, "arcad"),
                      "there is no mall \"arcad\"");
}
