#include "db/catalog_reader.hpp"

#include <catch2/catch.hpp>

#include "core/error.hpp"
#include "db/transaction_impl.hpp"
#include "operations/listing.hpp"
#include "tests/db/malls.hpp"
#include "tests/support/database.hpp"

using namespace mallctl;
using catalog::FieldValue;
using operations::ListRequest;
using Texts = std::vector<std::string>;

namespace {

const auto noon = core::parse_instant("2026-06-15T12:00:00Z");

// A mall with a tenant, two stores, three leases and five offers.
class Arcade {
  public:
    Arcade() : session_(database_.endpoint(), "test"), mall_(test::create_mall(session_, "arcade").id) {
        run("insert into mallctl.tenant (mall_id, id, slug, name, website, email, phone) values "
            "($1, gen_random_uuid(), 'acme', "
            "'{\"\": \"Acme \\\"A\\\" {,}\\\\\"}', '', '', '')");
        run("insert into mallctl.store (mall_id, id, slug, name, tenant, units, tags, category, hours, "
            "phone, website, description) values "
            "($1, gen_random_uuid(), 'bakery', '{\"en\": \"Bakery\", \"de\": \"Bäckerei\"}', 'acme', "
            "'{G-01@G}', "
            "array['a b', 'c,d', 'e\"f', 'g\\h', '{i}', 'null'], '', '', '', '', '{}'), "
            "($1, gen_random_uuid(), 'cafe', '{\"en\": \"Café\"}', null, '{}', '{}', '', '', '', '', '{}')");
        run("insert into mallctl.lease (mall_id, id, slug, tenant, store, units, \"from\", \"to\") values "
            "($1, gen_random_uuid(), 'l-1', 'acme', 'bakery', '{G-02@G}', '2020-01-01', '2026-06-15'), "
            "($1, gen_random_uuid(), 'l-2', 'acme', null, '{G-03@G}', '2026-06-15', null), "
            "($1, gen_random_uuid(), 'l-3', 'acme', 'bakery', '{G-04@G}', '2027-01-01', null)");
        run("insert into mallctl.offer (mall_id, id, slug, name, store, \"from\", \"to\", cap, price_minor, "
            "draft, "
            "edited) values "
            "($1, gen_random_uuid(), 'draft', '{\"en\": \"x\"}', 'bakery', null, null, 1, 100, true, "
            "'{cap}'), "
            "($1, gen_random_uuid(), 'ended', '{\"en\": \"x\"}', 'bakery', null, '2026-06-15 12:00+00', 2, "
            "200, "
            "false, '{}'), "
            "($1, gen_random_uuid(), 'later', '{\"en\": \"x\"}', null, '2026-06-15 12:00:01+00', null, 3, "
            "300, "
            "false, '{}'), "
            "($1, gen_random_uuid(), 'live', '{\"en\": \"x\"}', 'cafe', '2026-06-15 12:00+00', null, null, "
            "null, "
            "false, '{}'), "
            "($1, gen_random_uuid(), 'live_2', '{\"en\": \"x\"}', 'cafe', null, null, 5, 500, false, '{}')");
    }

    db::Rows run(const std::string& sql) {
        db::Transaction transaction(session_, mall_, db::Transaction::Mode::write);
        const auto rows = transaction.impl().work.run(sql, db::Params().add(mall_));
        transaction.commit();
        return rows;
    }

    std::unique_ptr<operations::Listing> open(const ListRequest& request) {
        return operations::open_listing(session_, request, "arcade");
    }

    // The keys of the rows that meet all conditions.
    Texts keys(const std::string& kind, const Texts& where, const std::string& after = {},
               std::int64_t limit = 0) {
        const auto listing = open({kind, {}, where, {"slug"}, after, limit, noon});
        Texts slugs;
        for (std::vector<FieldValue> row; listing->next(row);) slugs.push_back(std::get<std::string>(row[0]));
        return slugs;
    }

    FieldValue value(const std::string& kind, const std::string& key, const std::string& field) {
        const auto listing = open({kind, key, {}, {field}, {}, 0, noon});
        std::vector<FieldValue> row;
        REQUIRE(listing->next(row));
        return row[0];
    }

    db::Session& session() { return session_; }
    const core::Uuid& mall() const { return mall_; }

  private:
    test::TestDatabase database_;
    db::Session session_;
    core::Uuid mall_;
};

}  // namespace

TEST_CASE("what is read are the values that were stored, awkward ones too") {
    Arcade arcade;
    CHECK(arcade.value("tenant", "acme", "name") == FieldValue(core::Names{{"", "Acme \"A\" {,}\\"}}));
    CHECK(arcade.value("store", "bakery", "name") ==
          FieldValue(core::Names{{"de", "Bäckerei"}, {"en", "Bakery"}}));
    CHECK(arcade.value("store", "bakery", "tags") ==
          FieldValue(Texts{"a b", "c,d", "e\"f", "g\\h", "{i}", "null"}));
    CHECK(arcade.value("store", "cafe", "tags") == FieldValue());
    CHECK(arcade.value("store", "cafe", "tenant") == FieldValue());
    CHECK(arcade.value("offer", "later", "from") == FieldValue(core::parse_instant("2026-06-15T12:00:01Z")));
    CHECK(arcade.value("offer", "later", "price") == FieldValue(std::int64_t{300}));
    CHECK(arcade.value("offer", "draft", "draft") == FieldValue(true));
    CHECK(arcade.value("mall", "arcade", "locales") == FieldValue(Texts{"de", "en"}));
}

TEST_CASE("conditions of every type hold for the rows that they say") {
    Arcade arcade;
    CHECK(arcade.keys("offer", {"cap>1", "cap<=3"}) == Texts{"ended", "later"});
    CHECK(arcade.keys("offer", {"price>=3.00"}) == Texts{"later", "live_2"});
    CHECK(arcade.keys("offer", {"price="}) == Texts{"live"});
    CHECK(arcade.keys("offer", {"store!=cafe"}) == Texts{"draft", "ended", "later"});
    CHECK(arcade.keys("offer", {"store="}) == Texts{"later"});
    CHECK(arcade.keys("offer", {"draft=true"}) == Texts{"draft"});
    CHECK(arcade.keys("offer", {"from>=2026-06-15 14:00"}) == Texts{"later", "live"});
    CHECK(arcade.keys("offer", {"edited=cap"}) == Texts{"draft"});
    CHECK(arcade.keys("offer", {"origin=apply", "slug=live"}) == Texts{"live"});
    CHECK(arcade.keys("store", {"name=Bäckerei"}) == Texts{"bakery"});
    CHECK(arcade.keys("store", {"name!=Bäckerei"}) == Texts{"cafe"});
    CHECK(arcade.keys("store", {"tags=c,d"}) == Texts{"bakery"});
    CHECK(arcade.keys("store", {"tags="}) == Texts{"cafe"});
    CHECK(arcade.keys("lease", {"from<2026-06-16"}) == Texts{"l-1", "l-2"});
    CHECK(arcade.keys("store", {"name='; drop table mallctl.store; --"}).empty());
    CHECK_THROWS_WITH(arcade.keys("lease", {"rent=1"}), "a lease has no field \"rent\"");
    CHECK_THROWS_WITH(arcade.value("lease", "l-9", "slug"), "there is no lease \"l-9\"");
    CHECK_THROWS_AS(arcade.keys("stoer", {}), core::Error);
}

TEST_CASE("states and current units are those of the instant asked for") {
    Arcade arcade;
    CHECK(arcade.keys("offer", {"state=live"}) == Texts{"live", "live_2"});
    CHECK(arcade.keys("offer", {"state=scheduled"}) == Texts{"later"});
    CHECK(arcade.keys("offer", {"state=ended"}) == Texts{"ended"});
    CHECK(arcade.keys("lease", {"state=current"}) == Texts{"l-2"});
    CHECK(arcade.keys("lease", {"state=past"}) == Texts{"l-1"});
    CHECK(arcade.value("store", "bakery", "current_units") == FieldValue(Texts{"G-03@G"}));
    CHECK(arcade.value("store", "cafe", "current_units") == FieldValue());
}

TEST_CASE("a list can be cut into pages that together are the whole") {
    Arcade arcade;
    arcade.run(
        "insert into mallctl.tenant (mall_id, id, slug, name, website, email, phone) select $1, "
        "gen_random_uuid(), "
        "'t' || g, '{\"en\": \"T\"}', '', '', '' from generate_series(1, 2500) g");
    const auto all = arcade.keys("tenant", {});
    REQUIRE(all.size() == 2501);
    CHECK(std::is_sorted(all.begin(), all.end()));
    Texts paged;
    std::string after;
    while (true) {
        const auto listing = arcade.open({"tenant", {}, {}, {"name", "slug"}, after, 700, noon});
        for (std::vector<FieldValue> row; listing->next(row);) paged.push_back(std::get<std::string>(row[1]));
        if (!listing->rest()) break;
        after = *listing->rest();
        CHECK(after == paged.back());
    }
    CHECK(paged == all);
    CHECK(arcade.keys("tenant", {}, "t2499", 1) == Texts{"t25"});
}

TEST_CASE("the languages of names are those of the rows that are asked for") {
    Arcade arcade;
    using Languages = std::vector<std::set<std::string>>;
    ListRequest request{"store", {}, {}, {"slug", "name"}, {}, 0, noon};
    CHECK(arcade.open(request)->languages() == Languages{{}, {"de", "en"}});
    request.where = {"slug=cafe"};
    CHECK(arcade.open(request)->languages() == Languages{{}, {"en"}});
}

TEST_CASE("a mall's rows are not told to another") {
    Arcade arcade;
    test::create_mall(arcade.session(), "other");
    const auto count = [&](const std::string& kind, const std::string& mall) {
        const auto listing =
            operations::open_listing(arcade.session(), {kind, {}, {}, {}, {}, 0, noon}, mall);
        int rows = 0;
        for (std::vector<FieldValue> row; listing->next(row);) ++rows;
        return rows;
    };
    CHECK(count("offer", "arcade") == 5);
    CHECK(count("offer", "other") == 0);
    CHECK(count("mall", "") == 2);
}

TEST_CASE("two readers of one transaction can be read in turns") {
    Arcade arcade;
    db::Transaction transaction(arcade.session(), arcade.mall(), db::Transaction::Mode::read);
    db::CatalogReader stores(transaction, *catalog::find_kind("store"));
    db::CatalogReader leases(transaction, *catalog::find_kind("lease"));
    db::StoredRow row;
    REQUIRE(stores.next(row));
    CHECK(row.slug == "bakery");
    REQUIRE(leases.next(row));
    CHECK(row.slug == "l-1");
    REQUIRE(stores.next(row));
    CHECK(row.slug == "cafe");
    CHECK_FALSE(stores.next(row));
    const auto typed = db::read_all<catalog::Offer>(transaction, *catalog::find_kind("offer"));
    REQUIRE(typed.size() == 5);
    CHECK(typed[0].cap == 1);
    CHECK(typed[3].from == noon);
}
