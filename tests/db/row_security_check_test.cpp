// mallctl doctor rls: finds every hole that is made, and nothing where there is none.
#include <catch2/catch.hpp>
#include <pqxx/pqxx>

#include "operations/doctor_row_security.hpp"
#include "tests/db/full_mall.hpp"
#include "tests/support/database.hpp"

using namespace mallctl;
using operations::Health;
using operations::HealthLine;

namespace {

struct TwoMalls {
    test::TestDatabase database;

    TwoMalls() {
        test::make_full_mall(database, "ours");
        test::make_full_mall(database, "theirs");
    }

    // As the superuser of the cluster.
    pqxx::result run(const std::string& sql) const {
        pqxx::connection connection(database.url());
        pqxx::work work(connection);
        const auto result = work.exec(sql);
        work.commit();
        return result;
    }

    std::vector<HealthLine> examine() const { return operations::examine_row_security(database.endpoint()); }

    // The same over a URL, as with --database.
    std::vector<HealthLine> examine_by_url() const {
        return operations::examine_row_security(db::endpoint_of_url(database.url()));
    }
};

std::string text_of(const std::vector<HealthLine>& lines) {
    std::string text;
    for (const HealthLine& line : lines)
        text += line.code + ' ' + operations::to_string(line.health) + ' ' + line.found + '\n';
    return text;
}

bool has(const std::vector<HealthLine>& lines, const std::string& code, const std::string& found) {
    for (const HealthLine& line : lines) {
        if (line.code == code && line.health == Health::error && !line.advice.empty() &&
            line.found.find(found) != std::string::npos)
            return true;
    }
    return false;
}

// What somebody does to the database in a hurry, and how it is told.
struct Hole {
    const char* made;
    const char* code;
    const char* found;
};

const char* const own_mall = "mall_id = nullif(current_setting('mallctl.mall', true), '')::uuid";

}  // namespace

TEST_CASE("where nobody has made a hole, none is found, and every table has been tried") {
    const TwoMalls malls;
    const std::string before =
        malls
            .run("select string_agg(to_jsonb(s)::text, '' order by mall_id, slug) from mallctl.store s")[0][0]
            .c_str();
    for (const auto& lines : {malls.examine(), malls.examine_by_url()}) {
        INFO(text_of(lines));
        REQUIRE(lines.size() == 4);
        for (const HealthLine& line : lines) CHECK(line.health == Health::ok);
        CHECK(lines[2].found.find("(0 have no row to be read)") != std::string::npos);
    }
    CHECK(
        malls
            .run("select string_agg(to_jsonb(s)::text, '' order by mall_id, slug) from mallctl.store s")[0][0]
            .c_str() == before);
}

TEST_CASE("a database without a mall is examined as well, and so is one whose tables are empty") {
    const test::TestDatabase database;
    auto lines = operations::examine_row_security(database.endpoint());
    INFO(text_of(lines));
    for (const HealthLine& line : lines) CHECK(line.health == Health::ok);
    pqxx::connection connection(database.url());
    pqxx::work work(connection);
    work.exec(
        "insert into mallctl.mall (id, slug, time_zone, currency) values "
        "(gen_random_uuid(), 'bare', 'UTC', 'EUR')");
    work.commit();
    lines = operations::examine_row_security(database.endpoint());
    INFO(text_of(lines));
    for (const HealthLine& line : lines) CHECK(line.health == Health::ok);
}

TEST_CASE("each hole between malls is found") {
    const std::string checks_nothing =
        std::string(
            "drop policy one_mall on mallctl.product; create policy one_mall on mallctl.product using (") +
        own_mall + ") with check (true)";
    // What is changed must also be seen afterwards.
    const std::string gives_away =
        std::string(
            "create policy seen on mallctl.product for select using (true); create policy given on "
            "mallctl.product for update using (") +
        own_mall + ") with check (true)";
    const std::vector<Hole> holes{
        {"alter table mallctl.lease disable row level security", "D010",
         "mallctl.lease: row-level security is off"},
        {"alter table mallctl.lease disable row level security", "D012",
         "mallctl.lease: mallctl_app, for another mall: reading met 2 rows"},
        {"alter table mallctl.lease no force row level security", "D010", "mallctl.lease"},
        {"create policy open on mallctl.product using (true)", "D010", "mallctl.product: policy open"},
        {"create policy open on mallctl.product using (true)", "D012",
         "mallctl.product: mallctl_app, for another mall: reading met 2 rows"},
        {"create policy open on mallctl.product for select using (true)", "D012",
         "mallctl.product: mallctl_api, for another mall: reading met 2 rows"},
        {"create policy open on mallctl.voucher for insert with check (true)", "D012",
         "mallctl.voucher: mallctl_app, for another mall: an insertion"},
        {"create policy open on mallctl.product for delete using (true); "
         "create policy seen on mallctl.product for select using (true)",
         "D012", "mallctl.product: mallctl_app, for another mall: a deletion met"},
        {checks_nothing.c_str(), "D010", "mallctl.product: policy one_mall"},
        {checks_nothing.c_str(), "D012", "mallctl.product: mallctl_app, for another mall: an insertion"},
        {gives_away.c_str(), "D012", "mallctl.product: mallctl_app: giving a row to another mall"},
        {"create table mallctl.extra (mall_id uuid); grant select on mallctl.extra to mallctl_app", "D010",
         "mallctl.extra: row-level security is off"},
        {"create table extra (mall_id uuid); alter table extra enable row level security; alter table extra "
         "force row level security",
         "D010", "public.extra: it has no policy"},
        {"grant truncate on mallctl.store to mallctl_app", "D010", "mallctl.store: mallctl_app may empty it"},
        {"grant select on mallctl.lease to mallctl_reader", "D010",
         "mallctl.lease: mallctl_reader has a right"},
        {"grant select (login) on mallctl.account to mallctl_api", "D010",
         "mallctl.account: mallctl_api has a right"},
        {"create materialized view mallctl_view.kept as select mall_id from mallctl.store; "
         "grant select on mallctl_view.kept to mallctl_reader",
         "D010", "mallctl_view.kept: mallctl_reader may read it"},
        {"alter table mallctl.pin owner to mallctl_app", "D011", "mallctl.pin: mallctl_app owns it"},
        {"create function mallctl.peek() returns bigint language sql security definer as "
         "'select count(*) from mallctl.lease'",
         "D011", "mallctl.peek(): mallctl_api runs it with the rights of"},
        {"create view mallctl_view.peek as select * from mallctl.lease", "D011",
         "mallctl_view.peek: mallctl_reader reads it with the rights of"},
        {"create view mallctl_view.peek as select * from mallctl.lease", "D012",
         "mallctl_view.peek: mallctl_reader, for another mall: 2 rows"},
    };
    for (const Hole& hole : holes) {
        const TwoMalls malls;
        malls.run("alter default privileges in schema mallctl_view grant select on tables to mallctl_reader");
        malls.run(hole.made);
        const auto lines = malls.examine_by_url();
        INFO(hole.made << '\n' << text_of(lines));
        CHECK(has(lines, hole.code, hole.found));
    }
}

TEST_CASE("a view that shows every mall is found over a connection that cannot become a reader") {
    const TwoMalls malls;
    malls.run(
        "create view mallctl_view.peek as select * from mallctl.lease; "
        "grant select on mallctl_view.peek to mallctl_reader, mallctl_owner");
    const auto lines = malls.examine();
    INFO(text_of(lines));
    CHECK(has(lines, "D011", "mallctl_view.peek"));
    CHECK(has(lines, "D012", "mallctl_view.peek"));
}

TEST_CASE("each hole between callers is found") {
    const std::vector<Hole> holes{
        {"drop policy api_update on mallctl.product", "D010",
         "mallctl.product: mallctl_api may update, and no policy asks"},
        {"drop policy api_update on mallctl.product", "D013",
         "mallctl.product: mallctl_api, without a permission: an update met"},
        {"drop policy api_insert on mallctl.sensor_reading", "D013",
         "mallctl.sensor_reading: mallctl_api, without a permission: an insertion"},
        {"drop policy api_select on mallctl.lease", "D010", "mallctl.lease: mallctl_api may select"},
        {"drop policy api_select on mallctl.lease", "D013",
         "mallctl.lease: mallctl_api, without a permission: reading met 1 rows"},
        {"alter policy api_delete on mallctl.product using (true)", "D010",
         "mallctl.product: mallctl_api may delete"},
        {"alter policy api_delete on mallctl.product using (true)", "D013",
         "mallctl.product: mallctl_api, without a permission: a deletion met"},
        {"alter policy api_update on mallctl.product using (mallctl.may_somewhere('{product.write}')) "
         "with check (mallctl.may_somewhere('{product.write}'))",
         "D013", "mallctl.product: mallctl_api, for people of another tenant: an update met"},
        {"alter policy api_select on mallctl.lease using (mallctl.may_somewhere('{tenancy.read}'))", "D013",
         "mallctl.lease: people of another tenant read 1 rows"},
        {"create view mallctl.peek as select * from mallctl.lease; alter view mallctl.peek owner to "
         "mallctl_owner; grant select on mallctl.peek to mallctl_api",
         "D011", "mallctl.peek: mallctl_api reads it"},
    };
    for (const Hole& hole : holes) {
        const TwoMalls malls;
        malls.run(hole.made);
        const auto lines = malls.examine();
        INFO(hole.made << '\n' << text_of(lines));
        CHECK(has(lines, hole.code, hole.found));
    }
}

TEST_CASE("a role that sees past the policies is found") {
    const TwoMalls malls;
    malls.run("alter role mallctl_reader bypassrls");
    const auto lines = malls.examine();
    malls.run("alter role mallctl_reader nobypassrls");
    malls.run("grant mallctl_owner to mallctl_reader");
    const auto heir = malls.examine();
    malls.run("revoke mallctl_owner from mallctl_reader");
    INFO(text_of(lines) << text_of(heir));
    CHECK(has(lines, "D011", "role mallctl_reader: row-level security does not bind it"));
    CHECK(has(heir, "D011", "role mallctl_reader: it may become mallctl_owner"));
}
