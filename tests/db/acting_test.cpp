// Row-level security in the name of a caller: what the permission table does not allow, the database refuses,
// whatever the program has checked.
#include "db/access/acting.hpp"

#include <catch2/catch.hpp>

#include "core/denied.hpp"
#include "db/transaction_impl.hpp"
#include "operations/edit_rows.hpp"
#include "operations/find_mall.hpp"
#include "operations/redeem.hpp"
#include "tests/db/mall_contents.hpp"
#include "tests/support/database.hpp"

using namespace mallctl;
using access::Permission;
using access::Principal;
using access::Role;
using Texts = std::vector<std::string>;

namespace {

const char* const arcade =
    "kind: mall\nslug: arcade\nname: Arcade\ntime_zone: Europe/Berlin\ncurrency: EUR\n"
    "---\nkind: tenant\nslug: acme\nname: Acme\n"
    "---\nkind: tenant\nslug: crust\nname: Crust\n"
    "---\nkind: store\nslug: bakery\nname: Bakery\ntenant: crust\n"
    "---\nkind: store\nslug: tools\nname: Tools\ntenant: acme\n"
    "---\nkind: lease\nslug: l-1\ntenant: crust\nstore: bakery\nunits: [G-01@G]\nfrom: 2026-01-01\n"
    "---\nkind: lease\nslug: l-2\ntenant: acme\nstore: tools\nunits: [G-02@G]\nfrom: 2026-01-01\n"
    "---\nkind: product\nslug: bun\nname: Bun\nstore: bakery\n"
    "---\nkind: product\nslug: saw\nname: Saw\nstore: tools\n"
    "---\nkind: offer\nslug: bun_day\nname: Bun day\nstore: bakery\ndraft: true\n"
    "---\nkind: offer\nslug: saw_day\nname: Saw day\nstore: tools\n"
    "---\nkind: offer\nslug: secret\nname: Secret\nstore: tools\ndraft: true\n"
    "---\nkind: user\nslug: ann\nname: Ann\nrole: tenant_manager\ntenant: crust\n"
    "---\nkind: user\nslug: bob\nname: Bob\nrole: tenant_staff\ntenant: acme\n";

class Arcade {
  public:
    Arcade() : session_(database_.endpoint(), "test") {
        test::apply_text(session_, "arcade", arcade);
        mall = operations::find_mall(session_, "arcade").id;
    }

    Principal with(Role role, const std::string& tenant = {}) const {
        Principal principal;
        principal.kind = Principal::Kind::user;
        principal.id = "1";
        principal.name = "ann@crust.example";
        principal.grants = {{role, mall, tenant}};
        principal.second_factor_at = core::now();
        return principal;
    }

    operations::EditReport set(const Principal& who, const std::string& kind, const std::string& slug,
                               const Texts& words) {
        const db::Acting acting(session_, who, mall);
        operations::EditOptions options;
        options.mall = "arcade";
        return operations::set_rows(session_, kind, {slug}, words, options);
    }
    operations::EditReport create(const Principal& who, const std::string& kind, const std::string& slug,
                                  const Texts& words) {
        const db::Acting acting(session_, who, mall);
        operations::EditOptions options;
        options.mall = "arcade";
        return operations::create_row(session_, kind, slug, words, options);
    }

    operations::EditReport remove(const Principal& who, const std::string& kind, const std::string& slug) {
        const db::Acting acting(session_, who, mall);
        operations::EditOptions options;
        options.mall = "arcade";
        return operations::delete_rows(session_, kind, {slug}, options);
    }

    // How many rows a statement meets in the caller's name; -1 where it is refused.
    std::int64_t meets(const Principal& who, const std::string& statement) {
        const db::Acting acting(session_, who, mall);
        try {
            db::Transaction transaction(session_, mall, db::Transaction::Mode::write);
            return static_cast<std::int64_t>(transaction.impl().work.run(statement).size());
        } catch (const core::DeniedError&) {
            return -1;
        }
    }

    std::string text(const std::string& query) {
        db::Transaction transaction(session_, mall, db::Transaction::Mode::read);
        return std::string(transaction.impl().work.run(query).text(0, 0));
    }

    core::Uuid mall;
    db::Session& session() { return session_; }

  private:
    test::TestDatabase database_;
    db::Session session_;
};

}  // namespace

TEST_CASE("who manages a tenant writes its rows through the same operations, and is named as their author") {
    Arcade arcade;
    const Principal ann = arcade.with(Role::tenant_manager, "crust");
    CHECK(arcade.set(ann, "product", "bun", {"stock=7"}).changed.total().updated == 1);
    CHECK(arcade.set(ann, "store", "bakery", {"phone=1"}).changed.total().updated == 1);
    CHECK(arcade.create(ann, "product", "roll", {"name=Roll", "store=bakery"}).changed.total().added == 1);
    CHECK(arcade.set(ann, "offer", "bun_day", {"draft=false"}).changed.total().updated == 1);
    CHECK(arcade.text("select author from mallctl.version order by number desc limit 1") ==
          "ann@crust.example");
    CHECK(arcade.text("select stock from mallctl.product where slug = 'bun'") == "7");
}

TEST_CASE("the rows of another tenant are neither read nor written in the name of one") {
    Arcade arcade;
    const Principal ann = arcade.with(Role::tenant_manager, "crust");
    CHECK(arcade.meets(ann, "select from mallctl.lease") == 1);
    CHECK(arcade.meets(ann, "select from mallctl.tenant") == 1);
    CHECK(arcade.meets(ann, "select from mallctl.\"user\"") == 1);
    CHECK(arcade.meets(ann, "select from mallctl.offer") == 2);  // not the draft of acme
    CHECK(arcade.meets(ann, "update mallctl.product set stock = 1 returning 1") == 1);
    CHECK(arcade.meets(ann, "update mallctl.store set phone = '1' returning 1") == 1);
    CHECK(arcade.meets(ann, "update mallctl.offer set cap = 1 where slug = 'saw_day' returning 1") == 0);
    CHECK(arcade.meets(ann, "delete from mallctl.product where slug = 'saw' returning 1") == 0);
    CHECK(arcade.meets(ann, "update mallctl.product set store = 'tools' returning 1") == -1);
    CHECK(arcade.meets(ann, "update mallctl.store set tenant = 'acme' returning 1") == -1);
    CHECK(arcade.meets(ann,
                       "insert into mallctl.product (mall_id, id, slug, name, store) "
                       "select mall_id, gen_random_uuid(), 'drill', '{}', 'tools' from mallctl.store "
                       "returning 1") == -1);
    CHECK_THROWS_AS(arcade.set(ann, "product", "saw", {"stock=7"}), core::DeniedError);
    CHECK_THROWS_AS(arcade.remove(ann, "product", "saw"), core::DeniedError);
    CHECK(arcade.remove(ann, "product", "bun").changed.total().removed == 1);
    CHECK(arcade.text("select coalesce(stock, -1) from mallctl.product where slug = 'saw'") == "-1");
}

TEST_CASE("who manages a tenant makes nobody more than a member of it") {
    Arcade arcade;
    const Principal ann = arcade.with(Role::tenant_manager, "crust");
    CHECK(arcade.create(ann, "user", "cleo", {"name=Cleo", "role=tenant_staff", "tenant=crust"})
              .changed.total()
              .added == 1);
    CHECK_THROWS_AS(arcade.create(ann, "user", "dan", {"name=Dan", "role=mall_admin", "tenant=crust"}),
                    core::DeniedError);
    CHECK_THROWS_AS(arcade.create(ann, "user", "dan", {"name=Dan", "role=tenant_staff", "tenant=acme"}),
                    core::Error);
    CHECK_THROWS_AS(arcade.set(ann, "user", "ann", {"role=mall_admin"}), core::DeniedError);
    CHECK(arcade.meets(ann, "update mallctl.\"user\" set tenant = null returning 1") == -1);
}

TEST_CASE("a permission that is missing, or whose second factor is old, is missing in the database") {
    Arcade arcade;
    Principal bob = arcade.with(Role::tenant_staff, "acme");
    CHECK(arcade.set(bob, "product", "saw", {"stock=7"}).changed.total().updated == 1);
    CHECK(arcade.meets(bob, "update mallctl.store set phone = '1' returning 1") == 0);
    CHECK(arcade.meets(bob, "select from mallctl.\"user\"") == 0);
    CHECK(arcade.meets(bob, "select from mallctl.account") == -1);
    CHECK(arcade.meets(bob, "select from mallctl.api_key") == -1);
    CHECK(arcade.meets(bob, "delete from mallctl.audit returning 1") == -1);

    Principal ann = arcade.with(Role::tenant_manager, "crust");
    ann.second_factor_at = core::now() - access::step_up_time;
    CHECK_THROWS_AS(arcade.set(ann, "offer", "bun_day", {"draft=false"}), core::DeniedError);
    CHECK(arcade.set(ann, "offer", "bun_day", {"cap=5"}).changed.total().updated == 1);

    Principal key = arcade.with(Role::mall_admin);
    key.kind = Principal::Kind::key;
    key.only = std::vector{Permission::catalog_write};
    CHECK(arcade.set(key, "product", "saw", {"stock=9"}).changed.total().updated == 1);
    CHECK(arcade.meets(key, "select from mallctl.\"user\"") == 0);
    CHECK(arcade.meets(key, "update mallctl.mall set hours = '24/7' returning 1") == -1);

    const Principal nobody;
    CHECK(arcade.meets(nobody, "update mallctl.product set stock = 1 returning 1") == 0);
    CHECK(arcade.meets(nobody, "select from mallctl.lease") == 0);
    CHECK(arcade.meets(nobody, "select from mallctl.offer") == 1);
}

TEST_CASE("a shopper takes an offer and changes nothing else of it") {
    Arcade arcade;
    Principal shopper;
    shopper.kind = Principal::Kind::guest;
    shopper.id = "g";
    shopper.grants = {{Role::shopper, std::nullopt, ""}};
    {
        const db::Acting acting(arcade.session(), shopper, arcade.mall);
        CHECK(operations::redeem(arcade.session(), arcade.mall, "saw_day", core::uuid_v4(), "", core::now())
                  .outcome == operations::Redeeming::redeemed);
    }
    CHECK(arcade.meets(shopper, "update mallctl.offer set cap = 9 where slug = 'saw_day' returning 1") == -1);
    CHECK(arcade.meets(shopper, "update mallctl.offer set draft = false returning 1") == -1);
    CHECK(arcade.meets(shopper, "delete from mallctl.offer returning 1") == 0);
}

TEST_CASE("a session acts for one caller at a time, and for nobody afterwards") {
    Arcade arcade;
    const Principal bob = arcade.with(Role::tenant_staff, "acme");
    {
        const db::Acting acting(arcade.session(), bob, arcade.mall);
        CHECK_THROWS_AS(db::Acting(arcade.session(), bob, arcade.mall), std::logic_error);
    }
    CHECK(arcade.text("select current_user") == "mallctl_app");
    CHECK(arcade.text("select coalesce(current_setting('mallctl.permissions', true), '')").empty());
}
