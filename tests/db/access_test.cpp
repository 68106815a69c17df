// Accounts, from the invitation to the rights: what is believed of whom, and how fast that ends.
#include <catch2/catch.hpp>

#include "access/totp.hpp"
#include "core/denied.hpp"
#include "db/access/access_log.hpp"
#include "operations/access/api_keys.hpp"
#include "operations/access/credentials.hpp"
#include "operations/access/invite.hpp"
#include "operations/access/sign_in.hpp"
#include "operations/edit_rows.hpp"
#include "operations/find_mall.hpp"
#include "tests/db/mall_contents.hpp"
#include "tests/support/database.hpp"

using namespace mallctl;
using access::Permission;
using access::Role;
using access::Verdict;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

const char* const arcade =
    "kind: mall\nslug: arcade\nname: Arcade\ntime_zone: Europe/Berlin\ncurrency: EUR\n"
    "---\nkind: tenant\nslug: crust\nname: Crust\n"
    "---\nkind: user\nslug: ann\nname: Ann\nemail: Ann@Crust.example\nrole: tenant_manager\ntenant: crust\n"
    "---\nkind: user\nslug: boss\nname: Boss\nemail: boss@arcade.example\nrole: mall_admin\n"
    "---\nkind: user\nslug: mute\nname: Mute\nrole: analyst\n";

const std::string password = "correct horse battery";

class Arcade {
  public:
    Arcade() : session_(database_.endpoint(), "test") {
        test::apply_text(session_, "arcade", arcade);
        mall = operations::find_mall(session_, "arcade").id;
    }

    db::Session& session() { return session_; }

    // Accepts an invitation, with the authenticator where `code` says so.
    operations::Accepted accept(const std::string& token, bool with_code) {
        const auto open = operations::look_at_invitation(session_, token, now);
        secret = open.totp_secret;
        const std::string code = with_code ? code_now() : std::string();
        return operations::accept_invitation(session_, {token, password, code}, now);
    }

    std::string code_now() {
        now += seconds{30};  // no code is taken twice
        return access::totp_code(secret, access::totp_step(now));
    }

    operations::SignedIn sign_in(const std::string& login, const std::string& code = {},
                                 const std::string& with = password) {
        return operations::sign_in(session_, {login, with, code, "192.0.2.1"}, now);
    }

    std::optional<access::Principal> caller(const std::string& token) {
        const auto known = operations::principal_of(session_, token, now);
        if (!known) return std::nullopt;
        return known->principal;
    }

    void set_user(const std::string& slug, const std::vector<std::string>& words) {
        operations::EditOptions options;
        options.mall = "arcade";
        operations::set_rows(session_, "user", {slug}, words, options);
    }

    core::Instant now = core::parse_instant("2026-03-01T12:00:00Z");
    core::Uuid mall;
    std::string secret;

  private:
    test::TestDatabase database_;
    db::Session session_;
};

}  // namespace

TEST_CASE("who accepts an invitation signs in, and has the rights of the row and no others") {
    Arcade arcade;
    const auto invitation = operations::invite_user(arcade.session(), "arcade", "ann", arcade.now);
    CHECK(invitation.login == "ann@crust.example");
    CHECK(arcade.accept(invitation.token, false).recovery_codes.empty());
    CHECK_THROWS_AS(arcade.accept(invitation.token, false), core::DeniedError);

    const auto signed_in = arcade.sign_in(" ANN@crust.example ");
    const auto ann = arcade.caller(signed_in.token);
    REQUIRE(ann);
    CHECK(ann->name == "ann@crust.example");
    CHECK(access::judge(*ann, Permission::product_write, arcade.mall, "crust", arcade.now) ==
          Verdict::allowed);
    CHECK(access::judge(*ann, Permission::product_write, arcade.mall, "acme", arcade.now) == Verdict::denied);
    CHECK(access::judge(*ann, Permission::catalog_write, arcade.mall, "", arcade.now) == Verdict::denied);
    CHECK(access::judge(*ann, Permission::offer_publish, arcade.mall, "crust", arcade.now) ==
          Verdict::step_up);

    SECTION("a role that a file takes away is gone at once") {
        arcade.set_user("ann", {"role=", "tenant="});
        CHECK(access::judge(*arcade.caller(signed_in.token), Permission::product_write, arcade.mall, "crust",
                            arcade.now) == Verdict::denied);
    }
    SECTION("a role that asks for a second factor is none without it") {
        arcade.set_user("ann", {"role=mall_admin", "tenant="});
        CHECK(access::judge(*arcade.caller(signed_in.token), Permission::catalog_write, arcade.mall, "",
                            arcade.now) == Verdict::denied);
    }
    SECTION("with the row goes the link, and it does not come back with it") {
        operations::EditOptions options;
        options.mall = "arcade";
        operations::delete_rows(arcade.session(), "user", {"ann"}, options);
        operations::create_row(arcade.session(), "user", "ann",
                               {"name=Ann", "email=ann@crust.example", "role=mall_admin"}, options);
        CHECK(arcade.caller(signed_in.token)->grants.size() == 1);  // a shopper, as everybody
    }
    SECTION("signing out ends the session, and only once") {
        CHECK(operations::sign_out(arcade.session(), signed_in.token, arcade.now));
        CHECK_FALSE(arcade.caller(signed_in.token));
        CHECK_FALSE(operations::sign_out(arcade.session(), signed_in.token, arcade.now));
    }
    SECTION("all sessions end together, and each after its time") {
        const auto other = arcade.sign_in("ann@crust.example");
        CHECK(operations::end_sessions(arcade.session(), signed_in.account, signed_in.token, arcade.now) ==
              1);
        CHECK_FALSE(arcade.caller(other.token));
        CHECK(arcade.caller(signed_in.token));
        arcade.now += operations::session_time;
        CHECK_FALSE(arcade.caller(signed_in.token));
    }
}

TEST_CASE("an administrator cannot accept or sign in without an authenticator, nor give a code twice") {
    Arcade arcade;
    const auto invitation = operations::invite_user(arcade.session(), "arcade", "boss", arcade.now);
    CHECK(operations::look_at_invitation(arcade.session(), invitation.token, arcade.now).needs_totp);
    CHECK_THROWS_AS(arcade.accept(invitation.token, false), core::DeniedError);
    const auto accepted = arcade.accept(invitation.token, true);
    REQUIRE(accepted.recovery_codes.size() == 10);

    CHECK_THROWS_AS(arcade.sign_in("boss@arcade.example"), core::DeniedError);
    const std::string code = arcade.code_now();
    const auto boss = arcade.sign_in("boss@arcade.example", code);
    CHECK_THROWS_AS(arcade.sign_in("boss@arcade.example", code), core::DeniedError);
    CHECK(access::judge(*arcade.caller(boss.token), Permission::apikey_write, arcade.mall, "", arcade.now) ==
          Verdict::allowed);
    arcade.now += access::step_up_time;
    CHECK(access::judge(*arcade.caller(boss.token), Permission::apikey_write, arcade.mall, "", arcade.now) ==
          Verdict::step_up);
    CHECK_THROWS_AS(operations::step_up(arcade.session(), boss.token, "000000", arcade.now),
                    core::DeniedError);
    operations::step_up(arcade.session(), boss.token, arcade.code_now(), arcade.now);
    CHECK(access::judge(*arcade.caller(boss.token), Permission::apikey_write, arcade.mall, "", arcade.now) ==
          Verdict::allowed);

    CHECK_NOTHROW(arcade.sign_in("boss@arcade.example", accepted.recovery_codes[3]));
    CHECK_THROWS_AS(arcade.sign_in("boss@arcade.example", accepted.recovery_codes[3]), core::DeniedError);
}

TEST_CASE("wrong passwords lock an account for longer and longer, and tell nothing") {
    Arcade arcade;
    arcade.accept(operations::invite_user(arcade.session(), "arcade", "ann", arcade.now).token, false);
    std::string refusal;
    for (int i = 0; i < operations::free_attempts; ++i) {
        try {
            arcade.sign_in("ann@crust.example", "", "wrong horse battery");
            FAIL("signed in");
        } catch (const core::DeniedError& denied) {
            refusal = denied.what();
        }
    }
    CHECK_THROWS_WITH(arcade.sign_in("ann@crust.example"), refusal);
    CHECK_THROWS_WITH(arcade.sign_in("nobody@crust.example"), refusal);
    CHECK_THROWS_WITH(arcade.sign_in("no address"), refusal);
    arcade.now += seconds{30};
    CHECK_THROWS_AS(arcade.sign_in("ann@crust.example", "", "wrong horse battery"), core::DeniedError);
    arcade.now += seconds{30};
    CHECK_THROWS_AS(arcade.sign_in("ann@crust.example"), core::DeniedError);
    arcade.now += seconds{30};
    CHECK_NOTHROW(arcade.sign_in("ann@crust.example"));
}

TEST_CASE("a right is nobody's who only claims the address, and no invitation's that is over") {
    Arcade arcade;
    arcade.accept(operations::invite_user(arcade.session(), "arcade", "ann", arcade.now).token, false);
    // Another row with the same address, which nobody invited her for.
    operations::EditOptions options;
    options.mall = "arcade";
    operations::create_row(arcade.session(), "user", "ann2",
                           {"name=Ann", "email=ann@crust.example", "role=analyst"}, options);
    CHECK(arcade.caller(arcade.sign_in("ann@crust.example").token)->grants.size() == 2);

    const auto invitation = operations::invite_user(arcade.session(), "arcade", "ann2", arcade.now);
    const operations::Acceptance stranger{invitation.token, "another password", ""};
    CHECK_THROWS_AS(operations::accept_invitation(arcade.session(), stranger, arcade.now), core::DeniedError);
    const auto newer = operations::invite_user(arcade.session(), "arcade", "ann2", arcade.now);
    CHECK_THROWS_AS(operations::look_at_invitation(arcade.session(), invitation.token, arcade.now),
                    core::DeniedError);
    CHECK_THROWS_AS(operations::look_at_invitation(arcade.session(), newer.token,
                                                   arcade.now + operations::invitation_time),
                    core::DeniedError);
    arcade.accept(newer.token, false);
    CHECK(arcade.caller(arcade.sign_in("ann@crust.example").token)->grants.size() == 3);
    CHECK_THROWS_AS(operations::invite_user(arcade.session(), "arcade", "mute", arcade.now), core::Error);
    CHECK_THROWS_AS(operations::invite_user(arcade.session(), "arcade", "who", arcade.now), core::Error);
}

TEST_CASE("an administrator of the platform comes by invitation, and goes at once") {
    Arcade arcade;
    const auto invitation =
        operations::grant_platform_admin(arcade.session(), "Ops@mall.example", arcade.now);
    REQUIRE(invitation);
    arcade.accept(invitation->token, true);
    const auto ops = arcade.sign_in("ops@mall.example", arcade.code_now());
    const auto may = [&] {
        return access::judge(*arcade.caller(ops.token), Permission::mall_write, std::nullopt, "", arcade.now);
    };
    CHECK(may() == Verdict::allowed);
    operations::revoke_platform_admin(arcade.session(), "ops@mall.example", arcade.now);
    CHECK(may() == Verdict::denied);
    CHECK_FALSE(operations::grant_platform_admin(arcade.session(), "ops@mall.example", arcade.now));
    CHECK(may() == Verdict::allowed);
    try {
        operations::revoke_platform_admin(arcade.session(), "x@mall.example", arcade.now);
        FAIL("nobody was no administrator");
    } catch (const core::Error& error) {
        CHECK(error.advice() == "those who are: ops@mall.example");
    }
}

TEST_CASE("an API key may do what it names, in its mall, until it ends") {
    Arcade arcade;
    const operations::ApiKeyRequest request{
        "arcade", "counters", {Permission::sensor_write}, arcade.now + minutes{10}};
    const auto made = operations::make_api_key(arcade.session(), request, arcade.now);
    const auto key = arcade.caller(made.token);
    REQUIRE(key);
    CHECK(access::judge(*key, Permission::sensor_write, arcade.mall, "", arcade.now) == Verdict::allowed);
    CHECK(access::judge(*key, Permission::sensor_write, core::uuid_v4(), "", arcade.now) == Verdict::denied);
    CHECK(access::judge(*key, Permission::catalog_write, arcade.mall, "", arcade.now) == Verdict::denied);
    const auto listed = operations::list_api_keys(arcade.session(), "arcade", false);
    REQUIRE(listed.size() == 1);
    CHECK(listed[0].last_used_on == "2026-03-01");
    CHECK_THROWS_AS(operations::make_api_key(arcade.session(), request, arcade.now), core::Error);
    CHECK_THROWS_AS(
        operations::make_api_key(arcade.session(), {"arcade", "all", {Permission::mall_write}, std::nullopt},
                                 arcade.now),
        core::Error);
    CHECK_FALSE(operations::principal_of(arcade.session(), made.token, arcade.now + minutes{10}));
    operations::revoke_api_key(arcade.session(), "arcade", "counters", arcade.now);
    CHECK_FALSE(arcade.caller(made.token));
    CHECK_THROWS_AS(operations::revoke_api_key(arcade.session(), "arcade", "counters", arcade.now),
                    core::Error);
    CHECK_NOTHROW(operations::make_api_key(arcade.session(), request, arcade.now));
}

TEST_CASE("the log names who did what about whom, and no secret") {
    Arcade arcade;
    const auto invitation = operations::invite_user(arcade.session(), "arcade", "ann", arcade.now);
    arcade.accept(invitation.token, false);
    CHECK_THROWS(arcade.sign_in("ann@crust.example", "", "wrong horse battery"));
    const auto signed_in = arcade.sign_in("ann@crust.example");
    db::Transaction transaction(arcade.session(), std::nullopt, db::Transaction::Mode::read);
    const auto events = db::list_access(transaction, std::nullopt, 10);
    REQUIRE(events.size() == 4);
    CHECK(events[0].action == "signed-in");
    CHECK(events[1].action == "sign-in-refused");
    CHECK(events[1].actor == "192.0.2.1");
    CHECK(events[2].action == "accepted");
    CHECK(events[3].action == "invited");
    for (const auto& event : events) {
        const std::string all = event.actor + event.subject + event.details;
        for (const std::string& hidden : {password, invitation.token, signed_in.token})
            CHECK(all.find(hidden) == std::string::npos);
    }
}
