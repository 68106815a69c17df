#include "operations/edit_rows.hpp"

#include <catch2/catch.hpp>

#include "core/error.hpp"
#include "db/transaction_impl.hpp"
#include "operations/apply.hpp"
#include "operations/find_mall.hpp"
#include "operations/offer_edits.hpp"
#include "operations/redeem.hpp"
#include "tests/db/mall_contents.hpp"
#include "tests/support/database.hpp"

using namespace mallctl;
using Texts = std::vector<std::string>;

namespace {

const char* const arcade =
    "kind: mall\nslug: arcade\nname: Arcade\ntime_zone: Europe/Berlin\ncurrency: EUR\n"
    "---\nkind: location\nslug: north\nname: North\nlocation_kind: entrance\nlevel: G\nlon: 8.5\nlat: 49.4\n"
    "---\nkind: tenant\nslug: acme\nname: Acme\n"
    "---\nkind: store\nslug: bakery\nname: {en: Bakery}\ntenant: acme\nunits: [G-01@G]\nphone: '1'\n"
    "---\nkind: lease\nslug: l-1\ntenant: acme\nstore: bakery\nunits: [G-01@G]\nfrom: 2026-01-01\n";

const auto noon = core::parse_instant("2026-03-02T11:00:00Z");

class Arcade {
  public:
    Arcade() : session_(database_.endpoint(), "test") { apply(arcade); }

    operations::WriteReport apply(const std::string& text) {
        return test::apply_text(session_, "arcade", text);
    }

    operations::EditReport create(const std::string& kind, const std::string& slug, const Texts& words,
                                  bool dry_run = false) {
        return operations::create_row(session_, kind, slug, words, options(dry_run));
    }
    operations::EditReport set(const std::string& kind, const Texts& slugs, const Texts& words,
                               bool dry_run = false) {
        return operations::set_rows(session_, kind, slugs, words, options(dry_run));
    }
    operations::EditReport remove(const std::string& kind, const Texts& slugs, bool dry_run = false) {
        return operations::delete_rows(session_, kind, slugs, options(dry_run));
    }
    operations::OfferReport publish(const std::string& slug, core::Instant now = noon, bool dry_run = false) {
        return operations::publish_offer(session_, slug, now, options(dry_run));
    }
    operations::OfferReport end(const std::string& slug, core::Instant now = noon) {
        return operations::end_offer(session_, slug, now, options(false));
    }
    operations::Redemption redeem(const std::string& slug, core::Instant at = noon,
                                  const core::Uuid& id = core::uuid_v4()) {
        const auto mall = operations::find_mall(session_, "arcade");
        return operations::redeem(session_, mall.id, slug, id, "", at);
    }

    // One value, as text.
    std::string ask(const std::string& sql) {
        const auto mall = operations::find_mall(session_, "arcade");
        db::Transaction transaction(session_, mall.id, db::Transaction::Mode::read);
        const auto rows = transaction.impl().work.run(sql);
        return rows.empty() || rows.is_null(0, 0) ? "" : std::string(rows.text(0, 0));
    }
    std::int64_t version() { return operations::find_mall(session_, "arcade").version; }

  private:
    static operations::EditOptions options(bool dry_run) {
        operations::EditOptions options;
        options.mall = "arcade";
        options.dry_run = dry_run;
        return options;
    }

    test::TestDatabase database_;
    db::Session session_;
};

// "FAULT: message; advice", or the codes of the findings with their messages.
template <typename Edit>
Texts refusal(const Edit& edit) {
    try {
        edit();
    } catch (const core::Error& error) {
        if (error.findings().empty()) return {std::string(error.what()), error.advice()};
        Texts texts;
        for (const auto& finding : error.findings())
            texts.push_back(finding.code + " " + finding.feature + ": " + finding.message);
        return texts;
    }
    return {};
}

}  // namespace

TEST_CASE("a row is made by hand with every type of field") {
    Arcade mall;
    const auto before = mall.version();
    const auto report = mall.create("stores", "tart_shop",
                                    {"name:de=Torten", "name:en=Tarts", "tenant=acme", "tags=sweet;cake"});
    CHECK(report.changed.by_kind.at("store").added == 1);
    CHECK(report.version == before + 1);
    CHECK(mall.ask("select name->>'de' || ' ' || tags::text || ' ' || origin from mallctl.store where slug = "
                   "'tart_shop'") == "Torten {sweet,cake} api");
    CHECK(mall.ask("select kind from mallctl.version order by number desc limit 1") == "create");
    mall.create("offer", "tart_day",
                {"name=Tarts", "from=2026-03-29 03:00", "price=12.50", "cap=7", "draft=true"});
    CHECK(mall.ask("select extract(epoch from \"from\")::bigint || ' ' || price_minor || ' ' || cap from "
                   "mallctl.offer") == "1774746000 1250 7");
}

TEST_CASE("what is there already is not made again, and what is not there is not set or deleted") {
    Arcade mall;
    CHECK(refusal([&] { mall.create("store", "bakery", {"name=x"}); }) ==
          Texts{"the store \"bakery\" is in arcade already",
                "change it: mallctl set store bakery FIELD=VALUE"});
    CHECK(refusal([&] {
              mall.set("store", {"bakery", "bakry"}, {"phone=2"});
          }) == Texts{"there is no store \"bakry\" in arcade", "did you mean \"bakery\"?"});
    CHECK(refusal([&] { mall.remove("store", {"kiosk"}); }) ==
          Texts{"there is no store \"kiosk\" in arcade", "list them: mallctl get store"});
    CHECK(refusal([&] { mall.set("shop", {"bakery"}, {"phone=2"}); }).front() == "unknown kind \"shop\"");
    CHECK(refusal([&] { mall.remove("unit", {"G-01@G"}); }).front() == "units come with the floor plan");
    CHECK(refusal([&] { mall.create("store", "Tart Shop", {}); }) ==
          Texts{"\"Tart Shop\" cannot be the slug of a store", "did you mean \"tart-shop\"?"});
    CHECK(mall.ask("select phone from mallctl.store where slug = 'bakery'") == "1");
}

TEST_CASE("fields are set by hand, told one by one, and cleared by nothing") {
    Arcade mall;
    const auto report = mall.set("store", {"bakery"}, {"phone=2", "name:de=Bäckerei", "units="});
    CHECK(report.changed.by_kind.at("store").updated == 1);
    Texts told;
    for (const auto& edit : report.fields)
        told.push_back(edit.row + " " + edit.field + " " + edit.before + " > " + edit.after);
    CHECK(told == Texts{"store bakery name {\"en\":\"Bakery\"} > {\"de\":\"Bäckerei\",\"en\":\"Bakery\"}",
                        "store bakery units [\"G-01@G\"] > []", "store bakery phone 1 > 2"});
    CHECK_FALSE(mall.set("store", {"bakery"}, {"phone=2"}).changed.any());
    mall.set("lease", {"l-1"}, {"base_rent=1000.50"});
    const auto rent = mall.set("lease", {"l-1"}, {"base_rent=2000"});
    REQUIRE(rent.fields.size() == 1);
    CHECK(rent.fields[0].before == "1000.50");
    CHECK(rent.fields[0].after == "2000.00");
}

TEST_CASE("an apply that states another value than a person is a conflict") {
    Arcade mall;
    mall.set("store", {"bakery"}, {"phone=2"});
    try {
        mall.apply(arcade);
        FAIL("no conflict");
    } catch (const core::Error& error) {
        CHECK(error.fault() == core::Fault::conflict);
    }
    CHECK(mall.ask("select phone from mallctl.store where slug = 'bakery'") == "2");
}

TEST_CASE("a dry run keeps nothing and makes no version") {
    Arcade mall;
    const auto before = mall.version();
    CHECK(mall.create("tenant", "crust", {"name=Crust"}, true).changed.by_kind.at("tenant").added == 1);
    CHECK(mall.set("store", {"bakery"}, {"phone=2"}, true).fields.size() == 1);
    CHECK(mall.remove("lease", {"l-1"}, true).changed.by_kind.at("lease").removed == 1);
    CHECK(mall.version() == before);
    CHECK(mall.ask("select phone from mallctl.store") == "1");
}

TEST_CASE("a row that others refer to is not deleted, and several go at once") {
    Arcade mall;
    const auto why = refusal([&] { mall.remove("tenant", {"acme"}); });
    REQUIRE(why.size() == 2);
    CHECK_THAT(why[0], Catch::StartsWith("M033 tenant acme") && Catch::Contains("store \"bakery\""));
    mall.create("tenant", "crust", {"name=Crust"});
    mall.create("tenant", "dough", {"name=Dough"});
    CHECK(mall.remove("tenant", {"crust", "dough"}).changed.by_kind.at("tenant").removed == 2);
    CHECK(mall.ask("select count(*) from mallctl.tenant") == "1");
    mall.create("offer", "near", {"name=Near", "audience=near:50m:north"});
    CHECK_THAT(refusal([&] { mall.remove("location", {"north"}); }).at(0),
               Catch::Contains("the audience of offer \"near\""));
    mall.remove("offer", {"near"});
    CHECK(mall.remove("location", {"north"}).changed.any());
}

TEST_CASE("what an edit states is checked like what a file states") {
    Arcade mall;
    CHECK_THAT(refusal([&] {
                   mall.create("offer", "a", {"name=A", "audience=near:50m:south"});
               }).at(0),
               Catch::StartsWith("M060 offer a"));
    CHECK_THAT(refusal([&] {
                   mall.create("offer", "a", {"name=A", "audience=near:south"});
               }).at(0),
               Catch::StartsWith("M003 offer a"));
    CHECK_THAT(refusal([&] {
                   mall.create("lease", "l-2", {"tenant=acme", "units=G-01@G", "from=2027-01-01"});
               }).at(0),
               Catch::StartsWith("M012 lease l-2") && Catch::Contains("\"l-1\""));
    CHECK_THAT(refusal([&] {
                   mall.create("store", "b", {"name=B", "tenant=nobody"});
               }).at(0),
               Catch::StartsWith("M005 store b"));
    CHECK_THAT(refusal([&] { mall.create("store", "b", {"phone=1"}); }).at(0),
               Catch::StartsWith("M010 store b"));
    CHECK_THAT(refusal([&] { mall.create("closure", "c", {"reason=Works"}); }).at(0),
               Catch::StartsWith("M003 closure c"));
    CHECK(mall.version() == 1);
}

TEST_CASE("a mall is made and changed by hand") {
    Arcade mall;
    const auto made = mall.create("mall", "plaza", {"name=Plaza", "time_zone=Europe/Paris", "currency=EUR"});
    CHECK(made.version == 1);
    CHECK(made.changed.by_kind.at("mall").added == 1);
    CHECK_THAT(refusal([&] { mall.create("mall", "plaza", {"name=x"}); }).at(0), Catch::Contains("already"));
    CHECK(mall.set("mall", {"plaza"}, {"hours=Mo-Sa 10:00-20:00"}).changed.any());
    CHECK_THAT(refusal([&] { mall.remove("mall", {"plaza"}); }).at(0), Catch::Contains("not deleted"));
}

TEST_CASE("an offer is published, redeemed and ended") {
    Arcade mall;
    mall.create("offer", "rye", {"name=Rye", "audience=near:50m:north", "cap=2", "draft=true"});
    CHECK(mall.redeem("rye").outcome == operations::Redeeming::draft);
    const auto before = mall.version();
    CHECK(mall.publish("rye", noon, true).changed.by_kind.at("offer").updated == 1);
    CHECK(mall.version() == before);
    const auto published = mall.publish("rye");
    CHECK(published.state == catalog::OfferState::live);
    CHECK(describe(published.audience) == "everybody within 50 m of location north");
    CHECK(mall.version() == before + 1);
    CHECK(mall.ask("select kind from mallctl.outbox order by \"offset\" desc limit 1") == "offer");
    CHECK_FALSE(mall.publish("rye").changed.any());
    CHECK(mall.redeem("rye").is_redeemed());
    CHECK(mall.end("rye").state == catalog::OfferState::ended);
    CHECK_FALSE(mall.end("rye").changed.any());
    CHECK(mall.redeem("rye").outcome == operations::Redeeming::ended);
    CHECK(refusal([&] { mall.publish("rye"); }) ==
          Texts{"offer \"rye\" ended at 2026-03-02T11:00:00Z",
                "give it another end first: mallctl set offer rye to=..."});
    CHECK(refusal([&] { mall.publish("rhye"); }) ==
          Texts{"there is no offer \"rhye\" in arcade", "did you mean \"rye\"?"});
}

TEST_CASE("an offer that has not begun, and a draft, are not ended") {
    Arcade mall;
    mall.create("offer", "later", {"name=Later", "from=2026-04-01 08:00"});
    CHECK(refusal([&] { mall.end("later"); }).front() == "offer \"later\" has not begun");
    mall.set("offer", {"later"}, {"draft=true"});
    CHECK(refusal([&] { mall.end("later"); }).front() == "offer \"later\" is a draft, which nobody sees");
    CHECK(mall.publish("later").state == catalog::OfferState::scheduled);
    // Ended in its first second it lasts that second.
    const auto first = core::parse_instant("2026-04-01T06:00:00Z");
    mall.end("later", first);
    CHECK(mall.redeem("later", first).is_redeemed());
    CHECK(mall.redeem("later", first + std::chrono::seconds{1}).outcome == operations::Redeeming::ended);
}

TEST_CASE("a cap is never below what was redeemed, also of an offer that comes back") {
    Arcade mall;
    mall.create("offer", "rye", {"name=Rye"});
    const auto id = core::uuid_v4();
    mall.redeem("rye", noon, id);
    mall.redeem("rye");
    CHECK_THAT(refusal([&] { mall.set("offer", {"rye"}, {"cap=1"}); }).at(0),
               Catch::StartsWith("M061 offer rye"));
    mall.remove("offer", {"rye"});
    CHECK_THAT(refusal([&] {
                   mall.create("offer", "rye", {"name=Rye", "cap=1"});
               }).at(0),
               Catch::StartsWith("M061 offer rye"));
    mall.create("offer", "rye", {"name=Rye", "cap=3"});
    CHECK(mall.ask("select redeemed from mallctl.offer") == "2");
    CHECK(mall.redeem("rye", noon, id).outcome == operations::Redeeming::redeemed_before);
    CHECK(mall.redeem("rye").is_redeemed());
    CHECK(mall.redeem("rye").outcome == operations::Redeeming::cap_reached);
}
