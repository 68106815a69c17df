// The catalog of earlier versions, exactly: random writes, then back to any version.
#include <fmt/format.h>
#include <catch2/catch.hpp>
#include <map>
#include <pqxx/pqxx>
#include <random>
#include <sstream>

#include "catalog/row.hpp"
#include "core/error.hpp"
#include "db/audit_check.hpp"
#include "db/catalog_repository.hpp"
#include "db/catalog_writer.hpp"
#include "db/outbox.hpp"
#include "db/plan_repository.hpp"
#include "operations/apply.hpp"
#include "operations/change_json.hpp"
#include "operations/import.hpp"
#include "operations/plan_diff.hpp"
#include "operations/rollback.hpp"
#include "tests/db/mall_contents.hpp"
#include "tests/db/malls.hpp"
#include "tests/support/database.hpp"

namespace mallctl::test {

namespace {

using db::Transaction;
using operations::CatalogChange;

struct Fixture {
    TestDatabase database;
    db::Session session{database.endpoint(), "test"};
    core::Uuid mall = create_mall(session, "riverside").id;

    operations::WriteReport apply(const std::string& yaml, const char* kind = "apply") {
        operations::ApplyOptions options;
        options.kind = kind;
        return apply_text(session, "riverside", yaml, options);
    }

    // One row as files, or a person, state it.
    void put(const std::string& kind, const std::string& slug,
             const std::map<std::string, catalog::FieldValue>& fields, const std::string& was = {},
             db::CatalogWriteOptions::Author author = db::CatalogWriteOptions::Author::files) {
        catalog::Row row;
        row.kind = catalog::find_kind(kind);
        row.values.resize(row.kind->fields.size());
        row.places.resize(row.kind->fields.size());
        row.values[0] = slug;
        row.stated = 1;
        row.was = was;
        for (const auto& [field, value] : fields) {
            const auto index = catalog::field_index(*row.kind, field);
            row.values[index] = value;
            row.stated |= std::uint64_t{1} << index;
        }
        Transaction transaction(session, mall, Transaction::Mode::write);
        db::CatalogWriteOptions options;
        options.author = author;
        options.force_conflicts = true;
        db::CatalogWriter writer(transaction, options);
        writer.add(row);
        if (core::has_errors(writer.check({"test"}).findings)) return;
        const auto changed = writer.write();
        if (changed.any()) db::record_version(transaction, "apply", operations::to_json(changed));
        transaction.commit();
    }

    void remove(const std::string& kind, const std::string& slug) {
        Transaction transaction(session, mall, Transaction::Mode::write);
        db::CatalogWriter writer(transaction, {});
        writer.remove(kind, slug);
        if (core::has_errors(writer.check({}).findings)) return;
        const auto changed = writer.write();
        db::record_version(transaction, "delete", operations::to_json(changed));
        transaction.commit();
    }

    void import(const plan::Plan& plan) {
        operations::ImportOptions options;
        options.mall = "riverside";
        operations::import_plan(session, plan, options);
    }

    operations::RollbackReport to(std::int64_t version) {
        operations::RollbackOptions options;
        options.mall = "riverside";
        options.version = version;
        return operations::roll_back(session, options);
    }

    std::int64_t version() { return std::stoll(rows("select version from mallctl.mall")); }

    std::string rows(const std::string& sql) {
        pqxx::connection connection(database.url());
        pqxx::work work(connection);
        std::string text;
        for (const auto& row : work.exec(sql)) {
            for (const auto& field : row)
                text += (field.num() == 0 ? "" : "|") + std::string(field.is_null() ? "-" : field.c_str());
            text += "\n";
        }
        return text;
    }

    // Everything that is the mall's, but who wrote it last.
    std::string dump() {
        std::string text;
        for (const char* table : {"location", "tenant", "store", "lease", "product", "offer", "closure"}) {
            text += table + std::string(":\n") +
                    rows(fmt::format("select (to_jsonb(t) - '{{version,created_version}}'::text[])::text "
                                     "from mallctl.{} t order by slug collate \"C\"",
                                     table));
        }
        text += rows(
            "select slug, name, time_zone, currency, locales, hours, holidays, store_routes, origin, edited, "
            "current_plan from mallctl.mall");
        return text +
               rows(
                   "select l.slug, u.seq, u.stated, u.during from mallctl.lease_unit u join mallctl.lease l "
                   "on l.id = u.lease_id order by 1, 2");
    }

    std::vector<std::string> slugs(const std::string& kind) {
        std::istringstream lines(rows("select slug from mallctl." + kind + " order by slug"));
        std::vector<std::string> result;
        for (std::string line; std::getline(lines, line);) result.push_back(line);
        return result;
    }
};

// One random write, of those that a mall in this state can have.
class Writer {
  public:
    Writer(Fixture& fixture, unsigned seed)
        : fixture_(fixture), random_(seed), plan_(sample_plan(fixture.mall)) {}

    void step() {
        try {
            write(below(10));
        } catch (const core::Error& error) {
            // What random rows may well do: refer to nothing, overlap, be taken over.
            if (error.fault() != core::Fault::rejected && error.fault() != core::Fault::conflict) throw;
        }
    }

  private:
    int below(int end) { return std::uniform_int_distribution(0, end - 1)(random_); }
    std::string any(const std::string& kind) {
        const auto slugs = fixture_.slugs(kind);
        return slugs.empty() ? "nobody"
                             : slugs[static_cast<std::size_t>(below(static_cast<int>(slugs.size())))];
    }

    void write(int what) {
        const int n = below(6);
        const char* by = below(3) == 0 ? "set" : "apply";
        if (what == 0 || what == 1)
            fixture_.apply(fmt::format("{{kind: tenant, slug: t{}, name: {{de: Name {}}}, phone: '{}'}}", n,
                                       below(4), below(9)),
                           by);
        if (what == 2)
            fixture_.apply(fmt::format("{{kind: store, slug: s{}, name: Shop, tenant: {}, tags: [a{}, b], "
                                       "hours: 'Mo-Fr 10:00-1{}:00'}}",
                                       n, any("tenant"), below(3), 5 + below(4)),
                           by);
        if (what == 3) {
            const char* kind = below(2) == 0 ? "tenant" : "store";
            const auto slug = any(kind);
            if (slug != "nobody") fixture_.put(kind, fmt::format("r{}", n), {}, slug);
        }
        if (what == 4)
            fixture_.apply(fmt::format("{{kind: lease, slug: l{}, tenant: {}, store: {}, units: [G-0{}@G], "
                                       "from: 202{}-01-01, base_rent: {}.50}}",
                                       n, any("tenant"), any("store"), 1 + below(3), below(9), below(500)),
                           by);
        if (what == 5) {
            const char* const kinds[] = {"lease", "store", "tenant", "product", "offer"};
            const std::string kind = kinds[below(5)];
            const auto slug = any(kind);
            if (slug != "nobody") fixture_.remove(kind, slug);
        }
        if (what == 6) {
            plan_.occupants.empty() || below(2) == 0 ? plan_ = sample_plan(fixture_.mall)
                                                     : (plan_.occupants.pop_back(), plan_);
            plan_.units[0].ref = "G-0" + std::to_string(1 + below(5));
            fixture_.import(plan_);
        }
        if (what == 7 && any("store") != "nobody") {
            const auto author = below(2) == 0 ? db::CatalogWriteOptions::Author::files
                                              : db::CatalogWriteOptions::Author::person;
            fixture_.put("product", fmt::format("p{}", n),
                         {{"name", catalog::Names{{"en", "Thing"}}},
                          {"store", any("store")},
                          {"price", std::int64_t{100} * below(90)}},
                         {}, author);
        }
        if (what == 9) {
            const auto author = below(2) == 0 ? db::CatalogWriteOptions::Author::files
                                              : db::CatalogWriteOptions::Author::person;
            fixture_.put("offer", fmt::format("o{}", n),
                         {{"name", catalog::Names{{"", "Less"}}},
                          {"cap", std::int64_t{below(5)}},
                          {"store", any("store") == "nobody" ? catalog::FieldValue() : any("store")},
                          {"from", core::Instant(std::chrono::seconds(1'770'000'000 + below(9)))}},
                         {}, author);
        }
        if (what == 8)
            fixture_.apply(
                fmt::format("{{kind: mall, slug: riverside, hours: 'Mo-Sa 1{}:00-20:00; PH off', holidays: "
                            "[2026-12-2{}]}}",
                            below(4), below(4)),
                by);
    }

    Fixture& fixture_;
    std::mt19937 random_;
    plan::Plan plan_;
};

}  // namespace

TEST_CASE("a rollback passes over entries from before a field was there, which was empty then") {
    Fixture fixture;
    fixture.apply("{kind: mall, slug: riverside, hours: 24/7, holidays: []}");
    const auto before = fixture.version();
    fixture.apply("{kind: mall, slug: riverside, hours: 'Mo-Fr 10:00-20:00'}");
    fixture.rows(
        "alter table mallctl.audit disable trigger all; update mallctl.audit set before = before - "
        "'holidays', after = after - 'holidays'");
    const auto report = fixture.to(before);
    CHECK(fixture.rows("select hours, holidays from mallctl.mall") == "24/7|{}\n");
    CHECK(report.changed.by_kind.at("mall").updated == 1);
}

TEST_CASE("a rollback to any version gives the mall of that time back, byte for byte") {
    for (const unsigned seed : {1U, 2U}) {
        Fixture fixture;
        fixture.apply("{kind: tenant, slug: first, name: First}");
        std::map<std::int64_t, std::string> dumps{{1, fixture.dump()}};
        Writer writer(fixture, seed);
        std::mt19937 random(seed);
        for (int i = 0; i < 36; ++i) {
            if (i % 12 == 11) {
                const auto target = std::uniform_int_distribution<std::int64_t>(1, fixture.version())(random);
                INFO("seed " << seed << ", step " << i << ", back to version " << target << " of "
                             << fixture.version());
                const std::string before = fixture.dump();
                const auto newest = fixture.version();
                const auto back_to = [&](std::int64_t version) {
                    fixture.to(version);
                    dumps[fixture.version()] = fixture.dump();
                };
                back_to(target);
                REQUIRE(fixture.dump() == dumps.at(target));
                back_to(newest);
                REQUIRE(fixture.dump() == before);
                if (i % 24 == 11) back_to(target);
            } else {
                writer.step();
                dumps[fixture.version()] = fixture.dump();
            }
        }
        Transaction transaction(fixture.session, fixture.mall, Transaction::Mode::read);
        CHECK_FALSE(db::check_audit(transaction).broken);
        CHECK(fixture.version() > 10);
    }
}

TEST_CASE("a rollback tells each row that it gives back, and of changed ones the fields") {
    Fixture fixture;
    fixture.apply("{kind: tenant, slug: acme, name: Acme, phone: '1'}");
    fixture.put("tenant", "bolt", {{"phone", std::string("2")}}, "acme");
    fixture.put("tenant", "new", {{"name", catalog::Names{{"", "New"}}}});
    operations::RollbackOptions options;
    options.mall = "riverside";
    options.version = 1;
    options.dry_run = true;
    std::vector<std::string> told;
    options.on_change = [&](const CatalogChange& change) {
        std::string line = std::string(to_string(change.what)) + " " + change.kind + " " + change.slug;
        for (const auto& field : change.fields)
            line += " " + field.field + "=" + field.before + ">" + field.after;
        told.push_back(line);
    };
    operations::roll_back(fixture.session, options);
    CHECK(told == std::vector<std::string>{"updated tenant acme slug=bolt>acme phone=2>1",
                                           "removed tenant new slug=new> name=New>"});
    CHECK(fixture.slugs("tenant") == std::vector<std::string>{"bolt", "new"});
    fixture.to(1);
    CHECK(fixture.slugs("tenant") == std::vector<std::string>{"acme"});
    CHECK(fixture.rows("select slug from mallctl.former_slug") == "bolt\n");
}

TEST_CASE("versions differ by the rows that were changed between them, in either direction") {
    Fixture fixture;
    fixture.apply("{kind: tenant, slug: acme, name: Acme, phone: '1'}");
    fixture.apply("{kind: tenant, slug: acme, phone: '2'}");
    fixture.apply("{kind: tenant, slug: bolt, name: Bolt}");
    fixture.remove("tenant", "acme");
    const auto told = [&](std::int64_t from, std::int64_t to) {
        std::string text;
        operations::diff_versions(fixture.session, "riverside", from, to, [&](const CatalogChange& change) {
            text += std::string(to_string(change.what)) + " " + change.slug + ";";
        });
        return text;
    };
    CHECK(told(1, 2) == "updated acme;");
    CHECK(told(1, 3) == "updated acme;added bolt;");
    CHECK(told(1, 4) == "removed acme;added bolt;");
    CHECK(told(4, 2) == "added acme;removed bolt;");
    CHECK(told(3, 3).empty());
}

TEST_CASE("a rollback across a change that no audit entry tells of is refused, with the version to go to") {
    Fixture fixture;
    fixture.apply("{kind: tenant, slug: acme, name: Acme}");
    {
        // As an older program wrote it.
        Transaction transaction(fixture.session, fixture.mall, Transaction::Mode::write);
        db::record_version(transaction, "apply",
                           R"({"tenant":{"added":1,"updated":0,"removed":0,"unchanged":0}})");
        transaction.commit();
    }
    fixture.apply("{kind: tenant, slug: bolt, name: Bolt}");
    CHECK_THROWS_WITH(fixture.to(1), Catch::Contains("version 2") && Catch::Contains("before an audit log"));
    CHECK(fixture.to(2).changed.by_kind.at("tenant").removed == 1);
}

TEST_CASE("an offer that was redeemed more often than its cap once was keeps what was redeemed") {
    Fixture fixture;
    fixture.put("offer", "o", {{"name", catalog::Names{{"", "O"}}}, {"cap", std::int64_t{1}}});
    fixture.put("offer", "o", {{"cap", std::int64_t{5}}});
    {
        pqxx::connection connection(fixture.database.url());
        pqxx::work work(connection);
        work.exec(
            "insert into mallctl.redemption select mall_id, id, gen_random_uuid(), now() from mallctl.offer, "
            "generate_series(1, 3); update mallctl.offer set redeemed = 3");
        work.commit();
    }
    const auto report = fixture.to(1);
    REQUIRE(report.findings.size() == 1);
    CHECK(report.findings[0].code == "M071");
    CHECK(fixture.rows("select cap, redeemed from mallctl.offer") == "3|3\n");
}

}  // namespace mallctl::test
