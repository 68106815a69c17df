#include "plan/diff.hpp"

#include <catch2/catch.hpp>

using namespace mallctl;
using plan::Change;
using plan::FieldChange;

namespace {

core::Uuid id(const char* what) {
    return core::uuid_v5(core::mall_name_space, what);
}

// About `side` metres on the equator, where a degree is the same in both directions.
core::MultiPolygon square(double x, double side) {
    constexpr double metre = 1 / 111'320.0;
    const double s = side * metre;
    x *= metre;
    return {{{{{x, 0}, {x + s, 0}, {x + s, s}, {x, s}, {x, 0}}}}};
}

// Levels G and 1, a shop of 10 m x 10 m and a walkway on G.
plan::Plan two_units() {
    plan::Plan plan;
    plan.format = "imdf";
    plan.levels.resize(2);
    plan.levels[0].id = id("G");
    plan.levels[0].short_name = "G";
    plan.levels[1].id = id("1");
    plan.levels[1].short_name = "1";
    plan.levels[1].ordinal = 1;
    plan.units.resize(2);
    plan.units[0].id = id("shop");
    plan.units[0].ref = "G-01";
    plan.units[0].name = {{"", "Bakery"}};
    plan.units[0].category = "retail";
    plan.units[0].geometry = square(0, 10);
    plan.units[1].id = id("walkway");
    plan.units[1].category = "walkway";
    plan.units[1].geometry = square(10, 5);
    return plan;
}

// The one change between the plan and what `edit` makes of it.
template <typename Edit>
plan::FeatureChange change_by(const Edit& edit) {
    plan::Plan after = two_units();
    edit(after);
    const auto changes = plan::diff(two_units(), after);
    REQUIRE(changes.size() == 1);
    return changes[0];
}

}  // namespace

TEST_CASE("a plan does not differ from itself, in whatever order its features stand") {
    CHECK(plan::diff(two_units(), two_units()).empty());
    CHECK(plan::diff({}, {}).empty());
    plan::Plan turned = two_units();
    std::swap(turned.units[0], turned.units[1]);
    CHECK(plan::diff(two_units(), turned).empty());
}

TEST_CASE("a new unit is added, and the way back removed, described where it is") {
    plan::Plan more = two_units();
    more.units.push_back(more.units[0]);
    more.units[2].id = id("new");
    more.units[2].ref = "1-07";
    more.units[2].level = 1;
    const auto added = plan::diff(two_units(), more);
    REQUIRE(added.size() == 1);
    CHECK(added[0].change == Change::added);
    CHECK(added[0].kind == "unit");
    CHECK(added[0].reference == "1-07@1");
    CHECK(added[0].level == "1");
    CHECK(added[0].category == "retail");
    CHECK(added[0].fields.empty());
    const auto removed = plan::diff(more, two_units());
    REQUIRE(removed.size() == 1);
    CHECK(removed[0].change == Change::removed);
    CHECK(removed[0].reference == "1-07@1");
}

TEST_CASE("fields of a unit are told with what they said and say") {
    const auto renamed = change_by([](plan::Plan& plan) {
        plan.units[0].name = {{"", "Crust"}, {"de", "Kruste"}};
    });
    CHECK(renamed.fields == std::vector<FieldChange>{{"name", "Bakery", "Crust"}, {"name:de", "", "Kruste"}});
    CHECK_FALSE(renamed.shape);
    CHECK(change_by([](plan::Plan& plan) { plan.units[0].name.clear(); }).fields ==
          std::vector<FieldChange>{{"name", "Bakery", ""}});
    CHECK(change_by([](plan::Plan& plan) { plan.units[0].category = "office"; }).fields ==
          std::vector<FieldChange>{{"category", "retail", "office"}});
    CHECK(change_by([](plan::Plan& plan) { plan.units[0].level = 1; }).fields ==
          std::vector<FieldChange>{{"level", "G", "1"}});
    CHECK(change_by([](plan::Plan& plan) { plan.units[0].edits.ref = ""; }).fields ==
          std::vector<FieldChange>{{"source_ref", "", ""}});
}

TEST_CASE("a unit that moved tells by how much, one that grew its areas") {
    const auto moved = change_by([](plan::Plan& plan) { plan.units[0].geometry = square(3, 10); });
    CHECK(moved.fields.empty());
    REQUIRE(moved.shape);
    CHECK(moved.shape->moved_m == Approx(3).epsilon(0.01));
    CHECK(*moved.shape->area_before_m2 == Approx(100).epsilon(0.02));
    CHECK(*moved.shape->area_after_m2 == Approx(*moved.shape->area_before_m2).epsilon(0.001));
    const auto grown = change_by([](plan::Plan& plan) { plan.units[0].geometry = square(0, 20); });
    CHECK(*grown.shape->area_after_m2 == Approx(400).epsilon(0.02));
    CHECK(grown.shape->moved_m == Approx(std::sqrt(50)).epsilon(0.02));
}

TEST_CASE("coordinate noise is no change") {
    plan::Plan after = two_units();
    after.units[0].geometry[0].rings[0][1].x += 1e-11;
    CHECK(plan::diff(two_units(), after).empty());
}

TEST_CASE("a unit without a geometry left is a change without a place") {
    const auto gone = change_by([](plan::Plan& plan) { plan.units[0].geometry.clear(); });
    REQUIRE(gone.shape);
    CHECK(*gone.shape->area_after_m2 == 0);
    plan::Plan before = two_units();
    before.units[0].geometry.clear();
    CHECK(plan::diff(before, two_units()).at(0).shape);
}

TEST_CASE("a level under another label is one change, not one of every unit on it") {
    const auto renamed = change_by([](plan::Plan& plan) { plan.levels[0].short_name = "EG"; });
    CHECK(renamed.kind == "level");
    CHECK(renamed.fields == std::vector<FieldChange>{{"short_name", "G", "EG"}});
}

TEST_CASE("the venue's name and the format are a change of the plan") {
    const auto changed = change_by([](plan::Plan& plan) { plan.format = "dxf"; });
    CHECK(changed.kind == "plan");
    CHECK(changed.fields == std::vector<FieldChange>{{"format", "imdf", "dxf"}});
}

TEST_CASE("changes come by kind, then by level and reference") {
    plan::Plan after = two_units();
    after.levels[0].outdoor = true;
    after.units[0].category = "office";
    for (const char* ref : {"G-03", "G-02"}) {
        after.units.push_back(after.units[0]);
        after.units.back().id = id(ref);
        after.units.back().ref = ref;
    }
    after.kiosks.resize(1);
    after.kiosks[0].id = id("kiosk");
    std::vector<std::string> order;
    for (const auto& change : plan::diff(two_units(), after))
        order.push_back(change.kind + " " + change.reference);
    CHECK(order ==
          std::vector<std::string>{"level G", "unit G-01@G", "unit G-02@G", "unit G-03@G", "kiosk "});
}
