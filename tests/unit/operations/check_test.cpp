#include <catch2/catch.hpp>

#include <algorithm>

#include "core/local_frame.hpp"
#include "operations/check_contacts.hpp"
#include "operations/check_plan.hpp"
#include "operations/findings.hpp"

using namespace mallctl;

namespace {

const core::LocalFrame frame({13.7, 51.05});

core::MultiPolygon box(double x, double y, double width, double height) {
    const auto at = [](double e, double n) { return frame.to_geographic({e, n}); };
    return {{{{at(x, y), at(x + width, y), at(x + width, y + height), at(x, y + height), at(x, y)}}}};
}

// A walkway with a shop on either side; only the left one has a door.
plan::Plan two_shops() {
    plan::Plan plan;
    plan.levels.resize(1);
    plan.levels[0].short_name = "G";
    plan.levels[0].outline = box(0, 0, 30, 10);
    const auto add = [&](const char* category, const char* ref, core::MultiPolygon area) {
        plan::Unit unit;
        unit.category = category;
        unit.ref = ref;
        unit.source_id = std::string("id-") + ref;
        unit.geometry = std::move(area);
        plan.units.push_back(unit);
    };
    add("walkway", "W", box(10, 0, 10, 10));
    add("retail", "A", box(0, 0, 10, 10));
    add("retail", "B", box(20, 0, 10, 10));
    plan::Opening door;
    door.source_id = "door";
    door.geometry = {frame.to_geographic({10, 4}), frame.to_geographic({10, 6})};
    plan.openings.push_back(door);
    return plan;
}

std::vector<std::string> codes(const core::Diagnostics& findings) {
    std::vector<std::string> result;
    for (const auto& finding : findings) result.push_back(finding.code);
    return result;
}

using Codes = std::vector<std::string>;

core::Diagnostic finding(const char* code, const char* level, const char* feature) {
    core::Diagnostic result;
    result.code = code;
    result.level = level;
    result.feature = feature;
    return result;
}

catalog::Lease lease(const char* slug, const char* unit, const char* from, const char* to) {
    catalog::Lease result;
    result.slug = slug;
    result.tenant = slug;
    result.units = {unit};
    result.from = from;
    result.to = to;
    return result;
}

}  // namespace

TEST_CASE("what the reader has said already is not said again by the checks") {
    const core::Diagnostics joined =
        operations::join_findings({finding("P035", "G", "u1"), finding("P024", "G", "")},
                                  {finding("P035", "G", "u1"), finding("P035", "G", "u2"),
                                   finding("P024", "G", "level-g"), finding("P024", "1", "level-1")});
    REQUIRE(joined.size() == 4);
    CHECK(joined[2].feature == "u2");
    CHECK(joined[3].level == "1");
}

TEST_CASE("a shop without a door is told once, by its source id") {
    const operations::CheckedPlan checked = operations::check_plan(two_shops(), {}, {});
    CHECK(codes(checked.findings) == Codes{"P093"});
    CHECK(checked.findings[0].feature == "id-B");
    CHECK_FALSE(checked.plan.units[0].id.is_nil());
}

TEST_CASE("a shop whose door is too narrow to pass cannot be reached, and the door says why") {
    plan::Plan plan = two_shops();
    plan::Opening door = plan.openings[0];
    door.source_id = "narrow";
    door.geometry = {frame.to_geographic({20, 4}), frame.to_geographic({20, 4.5})};
    plan.openings.push_back(door);
    const core::Diagnostics findings = operations::check_plan(plan, {}, {}).findings;
    CHECK(codes(findings) == Codes{"P059", "P068"});
    CHECK(findings[0].feature == "narrow");
    CHECK(std::holds_alternative<core::MultiLineString>(findings[0].shape));
    CHECK(findings[1].feature == "id-B");
    CHECK(std::holds_alternative<core::MultiPolygon>(findings[1].shape));
}

TEST_CASE("a plan on which no way can be found is a finding, not a failure") {
    plan::Plan plan = two_shops();
    plan.units[2].geometry = {{{{{80, 10}, {80.001, 10}, {80.001, 10.001}, {80, 10}}}}};
    const core::Diagnostics ways = operations::check_ways(plan, {});
    CHECK(codes(ways) == Codes{"P096"});
}

TEST_CASE("leases and stores are held against the floor") {
    plan::Plan plan = operations::check_plan(two_shops(), {}, {}).plan;
    catalog::Catalog catalog;
    catalog.leases = {lease("a", "A@G", "2026-01-01", "2026-07-01"), lease("b", "A@G", "2026-06-30", ""),
                      lease("c", "A@G", "2025-01-01", "2026-01-01"), lease("d", "Z@G", "2026-01-01", "")};
    catalog::Store housed;
    housed.slug = "housed";
    housed.tenant = "a";
    catalog::Store placed;
    placed.slug = "placed";
    placed.units = {"B@G"};
    catalog::Store lost;
    lost.slug = "lost";
    catalog.stores = {housed, placed, lost};
    const core::Diagnostics findings = operations::check_catalog(catalog, plan);
    REQUIRE(codes(findings) == Codes{"P071", "P071", "P097"});
    CHECK(findings[0].message == "the lease is for unit \"Z@G\", and the plan has no such unit");
    CHECK(findings[1].message == "unit A@G is let by lease a at the same time");
    CHECK(findings[1].feature == "lease b");
    CHECK(findings[2].feature == "store lost");
}

TEST_CASE("every store is reached from every entrance, or the finding says what cuts it off") {
    const plan::Plan plan = operations::check_plan(two_shops(), {}, {}).plan;
    catalog::Catalog catalog;
    const auto add_store = [&](const char* slug, const char* unit) {
        catalog::Store store;
        store.slug = slug;
        if (unit != nullptr) store.units = {unit};
        catalog.stores.push_back(store);
    };
    add_store("open", "A@G");
    add_store("sealed", "B@G");
    add_store("lost", nullptr);
    catalog.leases = {lease("let", "A@G", "2026-01-01", "")};
    catalog.stores.back().tenant = "let";
    CHECK(operations::check_catalog(catalog, plan).empty());  // no entrance is known
    catalog::Location entrance;
    entrance.slug = "north";
    entrance.kind = "kiosk";
    entrance.level = "G";
    entrance.point = frame.to_geographic({15, 9});
    catalog.locations = {entrance};
    CHECK(operations::check_catalog(catalog, plan).empty());
    catalog.locations[0].kind = "entrance";
    const core::Diagnostics findings = operations::check_catalog(catalog, plan);
    REQUIRE(codes(findings) == Codes{"P098"});
    CHECK(findings[0].feature == "store sealed");
    CHECK(findings[0].message ==
          "store sealed cannot be reached from entrance north on foot: no opening leads into its unit");
    catalog.locations[0].level = "9";
    CHECK(operations::check_catalog(catalog, plan).empty());
}

TEST_CASE("hours, phones, websites and languages are read as people would use them") {
    plan::Plan plan = two_shops();
    const auto check = [&](const char* hours, const char* phone, const char* website, const char* tag) {
        plan::Occupant occupant;
        occupant.name = {{tag, "Bakery"}};
        occupant.hours = hours;
        occupant.phone = phone;
        occupant.website = website;
        plan.occupants = {occupant};
        return codes(operations::check_contacts(plan));
    };
    CHECK(check("", "", "", "") == Codes{});
    CHECK(check("Mo-Sa 10:00-20:00", "+49 (351) 123-4567", "https://example.com/a?b", "de-AT") == Codes{});
    CHECK(check("always", "", "", "") == Codes{"P056"});
    for (const char* phone : {"0351 1234567", "+49", "+1234567890123456", "+49 351 call"}) {
        INFO(phone);
        CHECK(check("", phone, "", "") == Codes{"P056"});
    }
    for (const char* website :
         {"example.com", "ftp://example.com", "https://", "https://a b.com", "javascript:x"}) {
        INFO(website);
        CHECK(check("", "", website, "") == Codes{"P056"});
    }
    CHECK(check("", "", "", "english!") == Codes{"P055"});
}
