#include "db/lease_units.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "core/error.hpp"
#include "db/lease_overlaps.hpp"
#include "db/plan_repository.hpp"
#include "db/transaction_impl.hpp"
#include "db/unit_names.hpp"
#include "tests/db/malls.hpp"
#include "tests/support/database.hpp"

using namespace mallctl;
using db::LeaseClaim;
using Texts = std::vector<std::string>;

namespace {

class Leases {
  public:
    Leases() : mall_(test::create_mall(session_, "riverside").id) {
        run("insert into mallctl.tenant (mall_id, id, slug, name, website, email, phone) values "
            "($1, $2, 'crust', '{\"en\": \"Crust\"}', '', '', '')",
            db::Params().add(mall_).add(core::uuid_v4()));
    }

    const core::Uuid& mall() const { return mall_; }

    db::Rows run(const std::string& sql, const db::Params& params) {
        db::Transaction transaction(session_, mall_, db::Transaction::Mode::write);
        const auto rows = transaction.impl().work.run(sql, params);
        transaction.commit();
        return rows;
    }

    void import(const plan::Plan& plan) {
        db::Transaction transaction(session_, mall_, db::Transaction::Mode::write);
        db::PlanRepository(transaction).replace(plan);
        db::resolve_open_lease_units(transaction.impl().work, mall_);
        transaction.commit();
    }

    struct Lease {
        std::string slug;
        Texts units;
        std::string from;
        std::string to;
    };

    // Writes leases as one version, and then their units.
    void write(const std::vector<Lease>& leases) {
        db::Transaction transaction(session_, mall_, db::Transaction::Mode::write);
        auto& work = transaction.impl().work;
        ++version_;
        for (const auto& lease : leases) {
            work.run(
                "insert into mallctl.lease (mall_id, id, slug, tenant, units, \"from\", \"to\", version) "
                "values "
                "($1, $2, $3, 'crust', $4, $5, nullif($6, '')::date, $7) on conflict (mall_id, slug) do "
                "update "
                "set units = excluded.units, \"from\" = excluded.\"from\", \"to\" = excluded.\"to\", "
                "version = excluded.version",
                db::Params()
                    .add(mall_)
                    .add(core::uuid_v5(mall_, lease.slug))
                    .add(lease.slug)
                    .add(db::texts_to_array(lease.units))
                    .add(lease.from)
                    .add(lease.to)
                    .add(version_));
        }
        db::write_lease_units(work, mall_, version_);
        transaction.commit();
    }

    // The messages for which the leases are refused.
    Texts refusals(const std::vector<Lease>& leases) {
        try {
            write(leases);
        } catch (const core::Error& error) {
            CHECK(error.fault() == core::Fault::rejected);
            Texts messages;
            for (const auto& finding : error.findings()) {
                CHECK(finding.code == "M012");
                messages.push_back(finding.message);
            }
            return messages;
        }
        return {};
    }

    // "SLUG STATED UNIT", by lease and order.
    Texts units() {
        const auto rows =
            run("select l.slug || ' ' || u.stated || ' ' || coalesce(u.unit_id::text, '-') from "
                "mallctl.lease_unit u "
                "join mallctl.lease l on l.mall_id = u.mall_id and l.id = u.lease_id where u.mall_id = $1 "
                "order by l.slug, u.seq",
                db::Params().add(mall_));
        Texts texts;
        for (std::size_t i = 0; i < rows.size(); ++i) texts.emplace_back(rows.text(i, 0));
        return texts;
    }

    db::Session& session() { return session_; }

  private:
    test::TestDatabase database_;
    db::Session session_{database_.endpoint(), "test"};
    core::Uuid mall_;
    std::int64_t version_ = 0;
};

// Each of four leases' claims on three units, in random ranges.
std::vector<LeaseClaim> random_claims(std::mt19937& random) {
    std::vector<LeaseClaim> claims(random() % 12);
    const auto day = [](unsigned number) { return "2026-01-" + std::to_string(10 + number); };
    for (auto& claim : claims) {
        const unsigned from = random() % 9;
        claim.key = std::string(1, static_cast<char>('a' + random() % 3));
        claim.stated = claim.key;
        claim.from = day(from);
        claim.to = random() % 5 == 0 ? "" : day(from + 1 + random() % 5);
        claim.lease = "l" + std::to_string(random() % 4);
        claim.row = claim.lease == "l0" ? 0 : 1 + static_cast<std::int64_t>(random() % 5);
    }
    std::sort(claims.begin(), claims.end(), [](const auto& a, const auto& b) {
        return std::tie(a.key, a.from, a.lease) < std::tie(b.key, b.from, b.lease);
    });
    return claims;
}

using Pair = std::tuple<std::string, std::string, std::string>;

Pair pair_of(const LeaseClaim& a, const LeaseClaim& b) {
    return a.lease < b.lease ? Pair{a.lease, b.lease, a.key} : Pair{b.lease, a.lease, a.key};
}

std::set<Pair> compare_all(const std::vector<LeaseClaim>& claims) {
    std::set<Pair> pairs;
    for (const auto& a : claims) {
        for (const auto& b : claims) {
            const bool meet = (b.to.empty() || a.from < b.to) && (a.to.empty() || b.from < a.to);
            if (a.key == b.key && a.lease != b.lease && meet && (a.row > 0 || b.row > 0))
                pairs.insert(pair_of(a, b));
        }
    }
    return pairs;
}

}  // namespace

TEST_CASE("overlaps of leases are those that comparing every pair finds") {
    std::mt19937 random(3);
    std::size_t found = 0;
    for (int i = 0; i < 5000; ++i) {
        const auto claims = random_claims(random);
        std::set<Pair> pairs;
        for (const auto& overlap : db::find_overlaps(claims, 1000)) {
            pairs.insert(pair_of(*overlap.claim, *overlap.other));
            CHECK(overlap.claim->row > 0);
            CHECK(overlap.claim->row >= overlap.other->row);
            CHECK((overlap.to.empty() || overlap.from < overlap.to));
        }
        REQUIRE(pairs == compare_all(claims));
        found += pairs.size();
    }
    CHECK(found > 5000);
}

TEST_CASE("more overlaps than are told cost no more") {
    std::vector<LeaseClaim> claims(20'000);
    for (std::size_t i = 0; i < claims.size(); ++i)
        claims[i] = {"u", "2026-01-01", "", "l" + std::to_string(i), "A", static_cast<std::int64_t>(i + 1)};
    CHECK(db::find_overlaps(claims, 1000).size() == 1000);
}

TEST_CASE("names of units mean in bulk what each of them means alone") {
    Leases leases;
    leases.import(test::sample_plan(leases.mall()));
    db::Transaction transaction(leases.session(), leases.mall(), db::Transaction::Mode::write);
    auto& work = transaction.impl().work;
    work.run(
        "create temp table name on commit drop as "
        "with unit as (select u.*, l.short_name, l.ordinal from mallctl.unit_version u join mallctl.level l "
        "on l.mall_id = u.mall_id and l.plan_id = u.plan_id and l.id = u.level_id where u.mall_id = $1), "
        "level as (select short_name as name from unit union select lower(short_name) from unit "
        "union select upper(short_name) from unit union select ordinal::text from unit "
        "union select n.value || '/' || u.short_name from unit u cross join mallctl.building b "
        "cross join jsonb_each_text(b.name) n union values (''), ('nowhere'), ('/')) "
        "select u.ref || '@' || l.name as stated from unit u cross join level l "
        "union select ref from unit union select id::text from unit union select upper(id::text) from unit "
        "union select source_id from unit union select '@' || name from level "
        "union values (''), ('@'), ('a@b@G'), ('X-99@G'), ('G-01@G@G')",
        db::Params().add(leases.mall()));
    db::resolve_units(work, leases.mall(), "select stated from pg_temp.name where $1::uuid is not null");
    const auto rows = work.run(
        "select n.stated, coalesce(r.unit_id::text, '-'), coalesce(mallctl.resolve_unit($1::uuid, "
        "n.stated)::text, "
        "'-') from pg_temp.name n left join pg_temp.resolved_unit r on r.stated = n.stated",
        db::Params().add(leases.mall()));
    std::size_t resolved = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        CAPTURE(std::string(rows.text(i, 0)));
        CHECK(rows.text(i, 1) == rows.text(i, 2));
        resolved += rows.text(i, 1) != "-" ? 1 : 0;
    }
    CHECK(resolved > 10);
    CHECK(resolved < rows.size());
}

TEST_CASE("a unit that a lease names in two ways counts once") {
    Leases leases;
    const auto plan = test::sample_plan(leases.mall());
    const auto id = core::to_string(plan.units[0].id);
    const bool plan_first = GENERATE(true, false);
    if (plan_first) leases.import(plan);
    leases.write({{"l1", {"G-01@G", id}, "2026-01-01", ""}});
    if (!plan_first) leases.import(plan);
    CHECK(leases.units() == Texts{"l1 G-01@G " + id});
    // And for another lease it is taken, whatever it is called.
    CHECK(leases.refusals({{"l2", {id}, "2026-01-01", ""}}).size() == 1);
    CHECK(leases.refusals({{"l2", {"G-01@0"}, "2026-01-01", ""}}).size() == 1);
}

TEST_CASE("every overlap is told, with the days and both names of the unit") {
    Leases leases;
    leases.import(test::sample_plan(leases.mall()));
    leases.write({{"old", {"G-01@G"}, "2026-01-01", "2026-07-01"}});
    CHECK(
        leases.refusals({{"a", {"G-01@0"}, "2026-06-30", "2026-09-01"},
                         {"b", {"G-02@G"}, "2026-01-01", ""},
                         {"c", {"G-01@G", "G-02@G"}, "2026-08-01", ""}}) ==
        Texts{"leases \"c\" and \"b\" both cover unit \"G-02@G\" from 2026-08-01 on",
              "leases \"a\" and \"old\" both cover unit \"G-01@0\" from 2026-06-30 to before 2026-07-01 (as "
              "\"G-01@G\")",
              "leases \"c\" and \"a\" both cover unit \"G-01@G\" from 2026-08-01 to before 2026-09-01 (as "
              "\"G-01@0\")"});
}

TEST_CASE("leases may exchange their units in one version") {
    Leases leases;
    leases.import(test::sample_plan(leases.mall()));
    leases.write({{"l1", {"G-01@G"}, "2026-01-01", ""}, {"l2", {"G-02@G"}, "2026-01-01", ""}});
    leases.write({{"l1", {"G-02@G"}, "2026-01-01", ""}, {"l2", {"G-01@G"}, "2026-01-01", ""}});
    CHECK(leases.units().size() == 2);
    leases.write({{"l1", {"G-01@G"}, "2026-01-01", "2026-02-01"}, {"l2", {"G-01@G"}, "2026-02-01", ""}});
    CHECK(leases.units().size() == 2);
}

TEST_CASE("a lease keeps its unit when a plan renumbers it, and takes another when it is gone") {
    Leases leases;
    auto plan = test::sample_plan(leases.mall());
    const auto first = core::to_string(plan.units[0].id);
    leases.import(plan);
    leases.write({{"l1", {"G-01@G"}, "2026-01-01", ""}});
    plan.units[0].ref = "G-77";
    leases.import(plan);
    leases.write({{"l1", {"G-01@G"}, "2026-02-01", ""}});
    CHECK(leases.units() == Texts{"l1 G-01@G " + first});
    const auto second = core::uuid_v4();
    plan.units[0].id = second;
    plan.units[0].ref = "G-01";
    leases.import(plan);
    CHECK(leases.units() == Texts{"l1 G-01@G " + first});
    leases.write({{"l1", {"G-01@G"}, "2026-03-01", ""}});
    CHECK(leases.units() == Texts{"l1 G-01@G " + core::to_string(second)});
}

TEST_CASE("units of many leases are written at once") {
    Leases leases;
    leases.import(test::sample_plan(leases.mall()));
    leases.run(
        "insert into mallctl.lease (mall_id, id, slug, tenant, units, \"from\", \"to\", version) "
        "select $1, gen_random_uuid(), 'l-' || n, 'crust', array['U-' || n % 20000 || '@G', 'V-' || n || "
        "'@G'], "
        "date '2020-01-01' + 300 * (n / 20000), date '2020-01-01' + 300 * (n / 20000 + 1), 1 "
        "from generate_series(0, 99999) n",
        db::Params().add(leases.mall()));
    db::Transaction transaction(leases.session(), leases.mall(), db::Transaction::Mode::write);
    const auto begin = std::chrono::steady_clock::now();
    db::write_lease_units(transaction.impl().work, leases.mall(), 1);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
    CHECK(transaction.impl().work.run("select count(*) from mallctl.lease_unit").integer(0, 0) == 200'000);
    INFO("200,000 units of 100,000 leases in " << taken.count() << " s");
    CHECK(taken.count() < 60);
}
