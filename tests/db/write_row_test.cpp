// Rows written as JSON, with the rights of whoever asks.
#include "operations/rows/write_row.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "core/error.hpp"
#include "db/session_upkeep.hpp"
#include "db/transaction_impl.hpp"
#include "operations/find_mall.hpp"
#include "tests/db/mall_contents.hpp"
#include "tests/support/database.hpp"

using namespace mallctl;
using access::Role;
using nlohmann::json;
using operations::RowError;
using operations::RowVerb;
using Why = operations::RowError::Why;

namespace {

const char* const arcade =
    "kind: mall\nslug: arcade\nname: Arcade\ntime_zone: Europe/Berlin\ncurrency: EUR\n"
    "---\nkind: tenant\nslug: acme\nname: Acme\n"
    "---\nkind: tenant\nslug: other\nname: Other\n"
    "---\nkind: store\nslug: bakery\nname: {en: Bakery}\ntenant: acme\nhours: Mo-Fr 08:00-18:00\n"
    "---\nkind: store\nslug: shoes\nname: {en: Shoes}\ntenant: other\n"
    "---\nkind: product\nslug: rye\nname: Rye\nstore: bakery\nprice: 4.20\n"
    "---\nkind: offer\nslug: live\nname: Live\nstore: bakery\n"
    "---\nkind: offer\nslug: idea\nname: Idea\nstore: bakery\ndraft: true\n";

class Arcade {
  public:
    Arcade() : session_(database_.endpoint(), "test") {
        test::apply_text(session_, "arcade", arcade);
        mall_ = operations::find_mall(session_, "arcade").id;
        boss_ = somebody(Role::mall_admin, "");
    }

    access::Principal somebody(Role role, const std::string& tenant) const {
        access::Principal who;
        who.kind = access::Principal::Kind::user;
        who.id = "7";
        who.name = "Anna Meyer";
        who.grants = {{role, mall_, tenant}};
        who.second_factor_at = core::parse_instant("2026-03-02T11:00:00Z");
        return who;
    }
    const access::Principal& boss() const { return boss_; }

    operations::WrittenRow write(RowVerb verb, const char* kind, const std::string& slug,
                                 const std::string& body, const access::Principal& who,
                                 std::function<bool(const std::string*)> precondition = {}) {
        operations::RowWrite write;
        write.mall = "arcade";
        write.kind = catalog::find_kind(kind);
        write.verb = verb;
        write.slug = slug;
        write.body = body;
        write.who = &who;
        write.at = core::parse_instant("2026-03-02T11:05:00Z");
        write.precondition = std::move(precondition);
        db::act_for(session_, who.name);
        return operations::write_row(session_, write);
    }
    operations::WrittenRow write(RowVerb verb, const char* kind, const std::string& slug,
                                 const std::string& body = "") {
        return write(verb, kind, slug, body, boss_);
    }

    std::optional<Why> why(RowVerb verb, const char* kind, const std::string& slug, const std::string& body,
                           const access::Principal& who) {
        try {
            write(verb, kind, slug, body, who);
            return std::nullopt;
        } catch (const RowError& error) {
            return error.why();
        }
    }
    std::optional<Why> why(RowVerb verb, const char* kind, const std::string& slug, const std::string& body) {
        return why(verb, kind, slug, body, boss_);
    }

    json row(const char* kind, const std::string& slug) {
        const auto mall = operations::find_mall(session_, "arcade");
        db::Transaction transaction(session_, mall.id, db::Transaction::Mode::read);
        const auto row = operations::read_row(transaction, *catalog::find_kind(kind), mall, slug);
        return row ? json::parse(*row) : json();
    }
    std::string ask(const std::string& sql) {
        db::Transaction transaction(session_, mall_, db::Transaction::Mode::read);
        const auto rows = transaction.impl().work.run(sql);
        return rows.empty() || rows.is_null(0, 0) ? "" : std::string(rows.text(0, 0));
    }
    std::int64_t version() { return operations::find_mall(session_, "arcade").version; }

  private:
    test::TestDatabase database_;
    db::Session session_;
    core::Uuid mall_;
    access::Principal boss_;
};

}  // namespace

TEST_CASE("a row is made, replaced, patched and deleted, each a version with its author") {
    Arcade arcade;
    const auto before = arcade.version();
    const auto made = arcade.write(RowVerb::create, "product", "",
                                   R"({"slug": "bun", "name": {"en": "Bun"}, "store": "bakery",
                                       "price": {"amount_minor": 90, "currency": "EUR"}, "stock": 3})");
    CHECK(made.created);
    CHECK(made.version == before + 1);
    CHECK(json::parse(made.json) == arcade.row("product", "bun"));
    CHECK(arcade.row("product", "bun")["price"] == json{{"amount_minor", 90}, {"currency", "EUR"}});
    CHECK(arcade.ask("select author from mallctl.version order by number desc limit 1") == "Anna Meyer");
    CHECK(arcade.ask("select kind from mallctl.outbox order by \"offset\" desc limit 1") == "create");

    const auto patched =
        arcade.write(RowVerb::patch, "product", "bun", R"({"name": {"de": "Semmel"}, "stock": null})");
    CHECK_FALSE(patched.created);
    CHECK(arcade.row("product", "bun")["name"] == json{{"en", "Bun"}, {"de", "Semmel"}});
    CHECK(arcade.row("product", "bun")["stock"].is_null());
    CHECK(arcade.ask("select after->>'slug' from mallctl.audit where action = 'updated' order by version "
                     "desc limit 1") == "bun");

    arcade.write(RowVerb::put, "product", "bun", R"({"name": "Roll", "store": "bakery"})");
    CHECK(arcade.row("product", "bun")["price"].is_null());
    CHECK(arcade.row("product", "bun")["name"] == json{{"und", "Roll"}});
    CHECK(arcade.write(RowVerb::put, "product", "loaf", R"({"name": "Loaf", "store": "bakery"})").created);

    const auto same = arcade.write(RowVerb::put, "product", "loaf", R"({"name": "Loaf", "store": "bakery"})");
    CHECK_FALSE(same.changed);
    CHECK(same.version == arcade.version());

    // What is read can be written as it is.
    const std::string text = arcade.row("store", "bakery").dump();
    CHECK_FALSE(arcade.write(RowVerb::put, "store", "bakery", text).changed);

    CHECK(arcade.write(RowVerb::patch, "product", "bun", R"({"slug": "roll"})").slug == "roll");
    CHECK(arcade.row("product", "bun").is_null());
    CHECK(arcade.write(RowVerb::remove, "product", "roll").json.empty());
    CHECK(arcade.row("product", "roll").is_null());
}

TEST_CASE("a row that is not valid is refused with what is wrong at which member, and nothing is written") {
    Arcade arcade;
    const auto before = arcade.version();
    const auto faults = [&](RowVerb verb, const char* kind, const std::string& slug,
                            const std::string& body) {
        std::vector<std::string> found;
        try {
            arcade.write(verb, kind, slug, body);
        } catch (const RowError& error) {
            CHECK(error.why() == Why::invalid);
            for (const auto& fault : error.faults()) found.push_back(fault.pointer + " " + fault.code);
        }
        return found;
    };
    using Texts = std::vector<std::string>;
    CHECK(faults(RowVerb::patch, "product", "rye", R"({"store": "bakeri"})") == Texts{"/store M005"});
    CHECK(faults(RowVerb::patch, "product", "rye", R"({"price": "x", "name": null})") ==
          Texts{"/price M003", "/name M003"});
    CHECK(faults(RowVerb::create, "product", "", R"({"slug": "bun", "name": "Bun"})") == Texts{" M010"});
    CHECK(faults(RowVerb::patch, "store", "bakery", R"({"name": {"en": ""}})").size() == 1);
    CHECK(faults(RowVerb::patch, "offer", "live",
                 R"({"from": "2026-03-02T10:00:00Z", "to": "2026-03-01T10:00:00Z"})")
              .size() == 1);
    CHECK(arcade.version() == before);

    CHECK(arcade.why(RowVerb::create, "product", "", R"({"slug": "rye", "name": "R", "store": "bakery"})") ==
          Why::exists);
    CHECK(arcade.why(RowVerb::patch, "store", "shoes", R"({"slug": "bakery"})") == Why::exists);
    CHECK(arcade.why(RowVerb::patch, "product", "nothing", "{}") == Why::unknown);
    CHECK(arcade.why(RowVerb::remove, "product", "nothing", "") == Why::unknown);
    CHECK(arcade.why(RowVerb::remove, "store", "bakery", "") == Why::in_use);
    CHECK(arcade.version() == before);
}

TEST_CASE("a precondition is asked about the row as it is") {
    Arcade arcade;
    std::string seen;
    const auto is_known = [&](const std::string* row) {
        seen = row == nullptr ? "none" : json::parse(*row).at("slug").get<std::string>();
        return false;
    };
    const auto why = [&](RowVerb verb, const std::string& slug, const std::string& body) {
        try {
            arcade.write(verb, "product", slug, body, arcade.boss(), is_known);
        } catch (const RowError& error) {
            return error.why();
        }
        return Why::invalid;
    };
    CHECK(why(RowVerb::patch, "rye", "{}") == Why::precondition);
    CHECK(seen == "rye");
    CHECK(why(RowVerb::put, "bun", R"({"name": "Bun", "store": "bakery"})") == Why::precondition);
    CHECK(seen == "none");
    CHECK(arcade.row("product", "bun").is_null());
}

TEST_CASE("a tenant's people write their own rows, before and after") {
    Arcade arcade;
    const auto manager = arcade.somebody(Role::tenant_manager, "acme");
    const auto staff = arcade.somebody(Role::tenant_staff, "acme");
    const auto why = [&](RowVerb verb, const char* kind, const std::string& slug, const std::string& body,
                         const access::Principal& who) { return arcade.why(verb, kind, slug, body, who); };

    CHECK_FALSE(why(RowVerb::patch, "product", "rye", R"({"stock": 5})", staff));
    CHECK(why(RowVerb::create, "product", "", R"({"slug": "x", "name": "X", "store": "shoes"})", staff) ==
          Why::not_allowed);
    CHECK(why(RowVerb::patch, "product", "rye", R"({"store": "shoes"})", staff) == Why::not_allowed);
    CHECK(arcade.row("product", "rye")["store"] == "bakery");
    CHECK(why(RowVerb::remove, "product", "rye", "", arcade.somebody(Role::tenant_staff, "other")) ==
          Why::not_allowed);

    CHECK_FALSE(why(RowVerb::patch, "store", "bakery", R"({"hours": "24/7", "tags": ["bread"]})", manager));
    for (const char* body : {R"({"tenant": "other"})", R"({"units": ["G-01@G"]})", R"({"category": "food"})",
                             R"({"slug": "baker"})"}) {
        INFO(body);
        CHECK(why(RowVerb::patch, "store", "bakery", body, manager) == Why::not_allowed);
    }
    CHECK(why(RowVerb::patch, "store", "shoes", R"({"hours": "24/7"})", manager) == Why::not_allowed);
    CHECK_FALSE(why(RowVerb::patch, "store", "shoes", R"({"tenant": "acme"})", arcade.boss()));
}

TEST_CASE("an offer that is no draft is written by those who may publish, a user by those of its scope") {
    Arcade arcade;
    auto manager = arcade.somebody(Role::tenant_manager, "acme");
    CHECK_FALSE(arcade.why(RowVerb::patch, "offer", "live", R"({"terms": "None"})", manager));
    manager.second_factor_at = {};
    CHECK(arcade.why(RowVerb::patch, "offer", "live", R"({"terms": "Some"})", manager) == Why::step_up);
    CHECK(arcade.why(RowVerb::patch, "offer", "idea", R"({"draft": false})", manager) == Why::step_up);
    CHECK_FALSE(arcade.why(RowVerb::patch, "offer", "idea", R"({"terms": "Some"})", manager));
    manager.kind = access::Principal::Kind::key;
    manager.only = std::vector{access::Permission::offer_write};
    CHECK(arcade.why(RowVerb::create, "offer", "", R"({"slug": "new", "name": "N", "store": "bakery"})",
                     manager) == Why::not_allowed);
    CHECK_FALSE(arcade.why(RowVerb::create, "offer", "",
                           R"({"slug": "new", "name": "N", "store": "bakery", "draft": true})", manager));
    CHECK(arcade.why(RowVerb::create, "offer", "", R"({"slug": "mine", "name": "M", "draft": true})",
                     manager) == Why::not_allowed);  // the mall's own

    const auto inviter = arcade.somebody(Role::tenant_manager, "acme");
    CHECK_FALSE(arcade.why(RowVerb::create, "user", "",
                           R"({"slug": "bo", "name": "Bo", "role": "tenant_staff", "tenant": "acme"})",
                           inviter));
    CHECK(arcade.why(RowVerb::patch, "user", "bo", R"({"role": "mall_admin"})", inviter) == Why::not_allowed);
    CHECK(arcade.why(RowVerb::patch, "user", "bo", R"({"tenant": null})", inviter) == Why::not_allowed);
    CHECK(arcade.row("user", "bo")["role"] == "tenant_staff");
}
