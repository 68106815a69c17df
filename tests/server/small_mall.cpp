#include "tests/server/small_mall.hpp"

#include <utility>
#include <vector>

#include "core/local_frame.hpp"
#include "nav/build.hpp"
#include "plan/ids.hpp"
#include "search/build.hpp"

namespace mallctl::test {

namespace {

core::Point at(double x, double y) {
    return core::LocalFrame({8.5, 49.4}).to_geographic({x, y});
}

core::MultiPolygon rectangle(double x0, double y0, double x1, double y1) {
    return {{{{at(x0, y0), at(x1, y0), at(x1, y1), at(x0, y1), at(x0, y0)}}}};
}

plan::Unit unit(const std::string& ref, const std::string& category, core::MultiPolygon geometry) {
    plan::Unit made;
    made.source_id = "unit-" + ref;
    made.ref = ref;
    made.category = category;
    made.geometry = std::move(geometry);
    return made;
}

plan::Opening door(const std::string& id, double x) {
    plan::Opening made;
    made.source_id = id;
    made.geometry = {at(x - 1, 4), at(x + 1, 4)};
    return made;
}

plan::Plan small_plan(const core::Uuid& mall) {
    plan::Plan plan;
    plan.format = "geojson";
    plan::Level level;
    level.source_id = "level-0";
    level.short_name = "G";
    level.outline = rectangle(0, 0, 30, 14);
    plan.levels = {level};
    plan.units = {
        unit("0-00", "walkway", rectangle(0, 0, 30, 4)), unit("0-01", "retail", rectangle(0, 4, 10, 14)),
        unit("0-02", "retail", rectangle(10, 4, 20, 14)), unit("0-03", "retail", rectangle(20, 4, 30, 14))};
    plan.openings = {door("door-1", 5), door("door-2", 15)};
    core::Diagnostics findings;
    plan::assign_ids(plan, mall, findings);
    return plan;
}

catalog::Store store(const std::string& slug, const std::string& name, const std::string& unit_ref) {
    catalog::Store made;
    made.id = core::uuid_v5(core::mall_name_space, "store/" + slug);
    made.slug = slug;
    made.name = {{"en", name}};
    made.category = "food.bakery";
    made.units = {unit_ref};
    return made;
}

catalog::Location location(const std::string& slug, double x) {
    catalog::Location made;
    made.id = core::uuid_v5(core::mall_name_space, "location/" + slug);
    made.slug = slug;
    made.name = {{"en", "The " + slug + " door"}};
    made.kind = "entrance";
    made.level = "G";
    made.point = at(x, 2);
    return made;
}

catalog::Mall mall_named(const std::string& slug) {
    catalog::Mall mall;
    mall.id = core::uuid_v5(core::mall_name_space, slug);
    mall.slug = slug;
    mall.name = {{"en", "The <" + slug + "> Mall & Co"}};
    mall.time_zone = "Europe/Berlin";
    mall.currency = "EUR";
    mall.locales = {"en"};
    return mall;
}

catalog::Catalog small_catalog() {
    catalog::Catalog catalog;
    catalog.stores = {store("bakery", "Bakery", "0-01@G"), store("shoes", "Shoes", "0-02@G"),
                      store("vault", "Vault", "0-03@G")};
    catalog.locations = {location("east", 28), location("west", 2)};
    return catalog;
}

search::Corpus small_corpus() {
    search::Corpus corpus;
    for (const auto& store : small_catalog().stores) {
        search::Document& document = corpus.documents.emplace_back();
        document.slug = store.slug;
        document.names = store.name;
    }
    return corpus;
}

core::Instant time(const char* text) {
    return core::parse_instant(text);
}

catalog::Offer offer(const std::string& slug, bool draft) {
    catalog::Offer made;
    made.slug = slug;
    made.name = {{"en", slug}};
    made.store = "bakery";
    made.audience = "inside";
    made.draft = draft;
    return made;
}

catalog::Wares small_wares() {
    catalog::Wares wares;
    catalog::Product rye;
    rye.slug = "rye";
    rye.name = {{"en", "Rye bread"}};
    rye.store = "bakery";
    rye.category = "food.bread";
    rye.price_minor = 420;
    wares.products = {rye};
    wares.offers = {offer("always", false), offer("secret_draft", true), offer("spring", false)};
    wares.offers[2].from = time("2026-02-01T00:00:00Z");
    wares.offers[2].to = time("2026-06-01T00:00:00Z");
    catalog::ParkingZone zone;
    zone.slug = "p1";
    zone.name = {{"en", "P1"}};
    zone.level = "G";
    zone.capacity = 120;
    wares.parking_zones = {zone};
    return wares;
}

// What nobody but the operator may read: its words are looked for in all public answers.
void add_private_rows(catalog::Catalog& catalog) {
    catalog::Tenant tenant;
    tenant.slug = "tenant";
    tenant.name = {{"en", "Tenant Ltd"}};
    tenant.email = "private@tenant.example";
    tenant.phone = "0700-SECRET";
    catalog.tenants = {tenant};
    catalog::Lease lease;
    lease.slug = "hidden_lease";
    lease.tenant = "tenant";
    lease.store = "bakery";
    lease.units = {"0-01@G"};
    lease.from = "2020-01-01";
    lease.base_rent_minor = 999900;
    catalog.leases = {lease};
    catalog::Closure closure;
    closure.slug = "wet_floor";
    closure.unit = "0-02@G";
    closure.reason = {{"en", "Wet floor"}};
    closure.until = time("2026-05-01T00:00:00Z");
    catalog.closures = {closure};
}

}  // namespace

server::SnapshotPointer mall_without_plan(const std::string& slug) {
    return operations::make_snapshot(mall_named(slug), small_catalog(), {}, {}, false);
}

server::SnapshotPointer small_mall(const std::string& slug, std::int64_t version, bool with_nav) {
    catalog::Mall mall = mall_named(slug);
    mall.version = version;
    plan::Plan plan = small_plan(mall.id);
    core::Diagnostics findings;
    std::vector<std::byte> graph;
    std::vector<std::byte> index;
    if (with_nav) {
        graph = nav::build(plan, findings);
        index = search::build_index(small_corpus()).bytes;
    }
    return operations::make_snapshot(std::move(mall), small_catalog(), std::move(plan), graph, false, {}, {},
                                     index);
}

server::SnapshotPointer full_mall(const std::string& slug) {
    const catalog::Mall mall = mall_named(slug);
    catalog::Catalog catalog = small_catalog();
    add_private_rows(catalog);
    plan::Plan plan = small_plan(mall.id);
    plan::Amenity machine;
    machine.source_id = "atm-1";
    machine.category = "atm";
    machine.point = at(15, 2);
    plan.amenities = {machine};
    core::Diagnostics findings;
    plan::assign_ids(plan, mall.id, findings);
    const core::Uuid west = catalog.locations[1].id;
    return operations::make_snapshot(mall, std::move(catalog), std::move(plan), {}, false, {},
                                     {{"gate", west}}, {}, small_wares());
}

}  // namespace mallctl::test
