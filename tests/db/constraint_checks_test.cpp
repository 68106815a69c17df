// Every constraint of the tables of the catalog has a check before it that tells the place: what the database
// itself refuses is the last resort.
#include <catch2/catch.hpp>
#include <map>
#include <optional>
#include <pqxx/pqxx>
#include <set>
#include <sstream>

#include "core/error.hpp"
#include "db/kind_columns.hpp"
#include "operations/apply.hpp"
#include "tests/support/database.hpp"

using namespace mallctl;

namespace {

const char* const mall =
    "kind: mall\nslug: plaza\nname: Plaza\ntime_zone: Europe/Berlin\ncurrency: EUR\n"
    "---\nkind: tenant\nslug: acme\nname: Acme\n"
    "---\nkind: store\nslug: bakery\nname: Bakery\ntenant: acme\n"
    "---\nkind: lease\nslug: l-1\ntenant: acme\nunits: [G-01@G]\nfrom: 2026-01-01\n";

class Plaza {
  public:
    Plaza() : session_(database_.endpoint(), "test") { apply(mall); }

    void apply(const std::string& yaml) {
        std::istringstream in(yaml);
        operations::RefusedRows refused;
        catalog::ManifestReader reader({"-"}, in, {});
        operations::ApplyOptions options;
        if (reader.mall() == nullptr) options.mall = "plaza";
        operations::apply(session_, reader, refused, options);
    }

    core::Error refusal(const std::string& yaml) {
        try {
            apply(yaml);
        } catch (const core::Error& error) {
            return error;
        }
        return {core::Fault::failed, "nothing was refused"};
    }

    std::set<std::string> column(const std::string& sql) {
        pqxx::connection connection(database_.url());
        pqxx::work work(connection);
        std::set<std::string> values;
        for (const auto& row : work.exec(sql)) values.insert(row[0].c_str());
        work.commit();
        return values;
    }

  private:
    test::TestDatabase database_;
    db::Session session_;
};

// The code that a row gets which would break the constraint. Without a row: why no row of a file can break
// it.
struct Check {
    const char* code_or_reason;
    std::optional<std::string> row = {};
};

const char* const by_the_program = "the program writes it, no file states it";

const char* const location = "kind: location\nslug: gate\nname: Gate\nlocation_kind: qr\n";
const char* const lease = "kind: lease\nslug: l-2\ntenant: acme\nunits: [G-02]\nfrom: 2026-01-01\n";
const char* const offer = "kind: offer\nslug: less\nname: Less\n";
const char* const product = "kind: product\nslug: bread\nname: Bread\nstore: bakery\n";
const char* const zone = "kind: parking_zone\nslug: p1\nname: P1\n";
const char* const closure = "kind: closure\nslug: lift\nreason: Repair\n";
const char* const square = "[[[8, 49], [9, 49], [9, 50], [8, 49]]]";

// Those that only one kind has.
std::map<std::string, Check> own_checks() {
    const std::string on_earth = location + std::string("level: G\nlat: 49\n");
    return {
        {"mall_currency_check", {"M003", "kind: mall\nslug: plaza\ncurrency: eur\n"}},
        {"mall_time_zone_check", {"M003", "kind: mall\nslug: plaza\ntime_zone: ''\n"}},
        {"mall_holidays_check", {"M003", "kind: mall\nslug: plaza\nholidays: [Easter]\n"}},
        {"mall_store_routes_check", {"M003", "kind: mall\nslug: plaza\nstore_routes: roof\n"}},
        {"mall_slug_key", {"a mall's slug says which mall is meant; it is renamed to none that is there"}},
        {"mall_version_check", {by_the_program}},
        {"mall_outbox_offset_check", {by_the_program}},
        {"mall_id_current_plan_fkey", {by_the_program}},
        {"location_check", {"M003", on_earth + "lon: 181\n"}},
        {"location_heading_check", {"M003", on_earth + "lon: 8\nheading: 361\n"}},
        {"location_kind_check",
         {"M003", "kind: location\nslug: g\nname: G\nlevel: G\npoint: [8, 9]\nlocation_kind: ''\n"}},
        {"location_level_check", {"M003", location + std::string("point: [8, 9]\nlevel: ' '\n")}},
        {"store_tenant_insert", {"M005", "kind: store\nslug: bar\nname: Bar\ntenant: nobody\n"}},
        {"lease_base_rent_minor_check", {"M003", lease + std::string("base_rent: -1\n")}},
        {"lease_check", {"M003", lease + std::string("to: 2027-01-01\nbreak_from: 2027-01-01\n")}},
        {"lease_during_check", {"M003", lease + std::string("to: 2026-01-01\n")}},
        {"lease_store_insert", {"M005", lease + std::string("store: nowhere\n")}},
        {"lease_tenant_insert", {"M005", "kind: lease\nslug: l-1\ntenant: nobody\n"}},
        {"lease_unit_once",
         {"M012", "kind: lease\nslug: l-2\ntenant: acme\nunits: [G-01@G]\nfrom: 2027-01-01\n"}},
        {"lease_unit_stated_check", {"M003", "kind: lease\nslug: l-1\nunits: ['']\n"}},
        {"lease_unit_pkey", {by_the_program}},
        {"lease_unit_seq_check", {by_the_program}},
        {"lease_unit_mall_id_lease_id_fkey", {by_the_program}},
        {"lease_unit_mall_id_unit_id_fkey", {by_the_program}},
        {"product_price_minor_check", {"M003", product + std::string("price: -1\n")}},
        {"product_stock_check", {"M003", product + std::string("stock: -1\n")}},
        {"product_store_insert", {"M005", "kind: product\nslug: bread\nname: Bread\nstore: nowhere\n"}},
        {"offer_cap_check", {"M003", offer + std::string("cap: -1\n")}},
        {"offer_check", {"M003", offer + std::string("from: 2026-01-02 10:00\nto: 2026-01-02 10:00\n")}},
        {"offer_check1", {"M061; redeem_test.cpp has an offer that was redeemed"}},
        {"offer_redeemed_check", {by_the_program}},
        {"offer_discount_check", {"M003", offer + std::string("discount: 100.5\n")}},
        {"offer_price_minor_check", {"M003", offer + std::string("price: -0.01\n")}},
        {"offer_offer_kind_check", {"M003", offer + std::string("offer_kind: huge\n")}},
        {"offer_store_insert", {"M005", offer + std::string("store: nowhere\n")}},
        {"offer_product_insert", {"M005", offer + std::string("product: nothing\n")}},
        {"parking_zone_area_check",
         {"M003", zone + std::string("level: P1\narea: [[[8, 49], [9, 49], [9, 91], [8, 49]]]\n")}},
        {"parking_zone_capacity_check", {"M003", zone + std::string("level: P1\ncapacity: -1\n")}},
        {"parking_zone_level_check", {"M003", zone + std::string("level: ''\n")}},
        {"closure_area_check", {"M003", closure + std::string("level: G\narea: 'POLYGON EMPTY'\n")}},
        {"closure_area_level", {"M003", closure + std::string("area: ") + square + "\n"}},
        {"closure_check",
         {"M003", closure + std::string("unit: G-01\nfrom: 2026-01-02 10:00\nuntil: 2026-01-02 09:00\n")}},
        {"closure_one_target", {"M003", closure + std::string("unit: G-01\nconnector: Lift 2\n")}},
        {"user_name_check", {"M003", "kind: user\nslug: a\nname: ' '\n"}},
        {"synonym_words_check", {"M003", "kind: synonym\nslug: s\nwords: [alone]\n"}},
        {"pin_query_check", {"M003", "kind: pin\nslug: p\nquery: ' '\ntargets: [store:bakery]\n"}},
        {"pin_targets_check", {"M003", "kind: pin\nslug: p\nquery: q\ntargets: []\n"}},
        {"exclusion_target_check", {"M003", "kind: exclusion\nslug: e\ntarget: ''\n"}},
        {"user_tenant_insert", {"M005", "kind: user\nslug: a\nname: A\ntenant: nobody\n"}},
    };
}

// Those that every kind has: the shape of its names and slugs, its key, who made it.
void add_common_checks(const catalog::Kind& kind, std::map<std::string, Check>& checks) {
    const std::string begin = "kind: " + kind.name + "\n";
    const std::string keyed = begin + "slug: plaza\n";
    checks[kind.name + "_slug_check"] = {"M003", begin + "slug: Not a slug\n"};
    checks[kind.name + "_pkey"] = {by_the_program};
    // A store had a check of its own before all kinds got one.
    checks[kind.name + (kind.name == "store" ? "_origin_check1" : "_origin_check")] = {by_the_program};
    for (const auto& field : kind.fields) {
        if (field.type == catalog::FieldType::names)
            checks[kind.name + "_" + field.name + "_check"] = {"M003", keyed + field.name + ": [a]\n"};
    }
    if (kind.name == "mall") return;
    checks[kind.name + "_mall_insert"] = {by_the_program};
    std::string whole = begin + "slug: plaza\n";
    for (const auto& field : kind.fields) {
        if (!field.required || &field == &kind.fields.front()) continue;
        std::string value = "'" + field.example + "'";
        if (field.name == "tenant") value = "acme";
        if (field.name == "store") value = "bakery";
        if (field.name == "words") value = "[a, b]";
        if (field.name == "targets") value = "[store:bakery]";
        if (field.name == "target") value = "store:bakery";
        whole += field.name + ": " + value + "\n";
    }
    if (kind.name == "closure") whole += "unit: G-09\n";
    if (kind.name == "lease")
        whole = "kind: lease\nslug: plaza\ntenant: acme\nunits: [G-07]\nfrom: 2026-01-01\n";
    checks[kind.name + "_mall_id_slug_key"] = {"M004", whole + "---\n" + whole};
}

std::map<std::string, Check> all_checks() {
    auto checks = own_checks();
    for (const auto& kind : catalog::kinds())
        if (kind.name != "unit") add_common_checks(kind, checks);
    return checks;
}

std::string tables() {
    std::string names = "'lease_unit'";
    for (const auto& kind : catalog::kinds())
        if (kind.name != "unit") names += ", '" + kind.name + "'";
    return "(select t.oid from pg_class t where t.relnamespace = 'mallctl'::regnamespace and t.relkind = 'r' "
           "and t.relname in (" +
           names + "))";
}

}  // namespace

TEST_CASE("every constraint of the catalog has a check before it that says where the row stands") {
    Plaza plaza;
    const auto checks = all_checks();
    // Most references are kept by triggers: of each the one that looks at new rows stands for it.
    const auto constraints = plaza.column("select conname from pg_constraint where conrelid in " + tables() +
                                          " union select replace(tgname, '\"', '') from pg_trigger "
                                          "where tgname like '%\\_insert' and tgrelid in " +
                                          tables());
    CHECK(constraints.size() > 80);
    for (const auto& [name, check] : checks) {
        INFO(name);
        CHECK(constraints.contains(name));  // a constraint that has gone leaves a check that never runs
    }
    for (const auto& name : constraints) {
        INFO(name);
        const auto found = checks.find(name);
        REQUIRE(found != checks.end());  // a new constraint needs a check, and a row here that shows it
        const Check& check = found->second;
        if (!check.row) continue;
        INFO(*check.row);
        const core::Error refused = plaza.refusal(*check.row);
        INFO(refused.what());
        CHECK(refused.fault() == core::Fault::rejected);
        std::set<std::string> codes;  // a row with a bad value may lack others besides
        for (const auto& finding : refused.findings()) {
            codes.insert(finding.code);
            CHECK(finding.where.line > 0);
        }
        CHECK(codes.contains(check.code_or_reason));
    }
}

TEST_CASE(
    "a column that cannot be null belongs to a required field, or to one whose empty value is not null") {
    Plaza plaza;
    for (const auto& kind : catalog::kinds()) {
        if (kind.name == "unit") continue;
        const auto columns = plaza.column(
            "select attname from pg_attribute where attnotnull and attnum > 0 and "
            "attrelid = 'mallctl." +
            db::quoted(kind.name) + "'::regclass");
        for (const auto& field : kind.fields) {
            INFO(kind.name << " " << field.name);
            const bool can_be_null = !field.required && db::empty_value_of(field) == std::string("null");
            CHECK_FALSE((can_be_null && columns.contains(db::column_of(field))));
        }
    }
}
