#include "plan/ids.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace mallctl;
using namespace mallctl::plan;

namespace {

const Uuid mall = core::uuid_v5(core::mall_name_space, "riverside");

MultiPolygon square(double x, double y, double side = 1e-4) {
    return {{{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}}}};
}

Plan two_units() {
    Plan plan;
    plan.format = "geojson";
    plan.levels.emplace_back();
    plan.units.resize(2);
    plan.units[0].geometry = square(8.5, 49.4);
    plan.units[1].geometry = square(8.6, 49.4);
    return plan;
}

}  // namespace

TEST_CASE("the same plan of the same mall gets the same ids, another mall gets others") {
    core::Diagnostics findings;
    Plan first = two_units();
    Plan second = two_units();
    Plan elsewhere = two_units();
    assign_ids(first, mall, findings);
    assign_ids(second, mall, findings);
    assign_ids(elsewhere, core::uuid_v5(core::mall_name_space, "other"), findings);
    CHECK(findings.empty());
    for (std::size_t i = 0; i < 2; ++i) {
        CHECK_FALSE(first.units[i].id.is_nil());
        CHECK(first.units[i].id == second.units[i].id);
        CHECK(first.units[i].id != elsewhere.units[i].id);
    }
    CHECK(first.units[0].id != first.units[1].id);
}

TEST_CASE("a feature with a source id keeps its id when it moves") {
    core::Diagnostics findings;
    Plan before = two_units();
    before.units[0].source_id = "A-12";
    Plan after = before;
    after.units[0].geometry = square(8.7, 49.5);
    assign_ids(before, mall, findings);
    assign_ids(after, mall, findings);
    CHECK(before.units[0].id == after.units[0].id);
}

TEST_CASE("an id does not depend on the order of features") {
    core::Diagnostics findings;
    Plan plan = two_units();
    Plan reversed = two_units();
    std::swap(reversed.units[0], reversed.units[1]);
    assign_ids(plan, mall, findings);
    assign_ids(reversed, mall, findings);
    CHECK(plan.units[0].id == reversed.units[1].id);
    CHECK(plan.units[1].id == reversed.units[0].id);
}

TEST_CASE("a source id used twice is a finding and two ids") {
    core::Diagnostics findings;
    Plan plan = two_units();
    plan.units[0].source_id = plan.units[1].source_id = "A-12";
    assign_ids(plan, mall, findings);
    CHECK(plan.units[0].id != plan.units[1].id);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].code == "P005");
    CHECK(findings[0].feature == "A-12");
}

TEST_CASE("copies without a source id are a finding and get ids of their own") {
    core::Diagnostics findings;
    Plan plan = two_units();
    plan.units[1] = plan.units[0];
    plan.units.push_back(plan.units[0]);
    assign_ids(plan, mall, findings);
    const std::set<Uuid> distinct{plan.units[0].id, plan.units[1].id, plan.units[2].id};
    CHECK(distinct.size() == 3);
    REQUIRE(findings.size() == 2);
    CHECK(findings[0].code == "P032");
}

TEST_CASE("one source id in two classes is no collision") {
    core::Diagnostics findings;
    Plan plan = two_units();
    plan.units[0].source_id = plan.levels[0].source_id = "1";
    assign_ids(plan, mall, findings);
    CHECK(findings.empty());
    CHECK(plan.units[0].id != plan.levels[0].id);
}

TEST_CASE("ids that are there already stay, and a second run changes nothing") {
    core::Diagnostics findings;
    Plan plan = two_units();
    plan.units[1].id = core::uuid_v5(mall, "given");
    assign_ids(plan, mall, findings);
    CHECK(plan.units[1].id == core::uuid_v5(mall, "given"));
    const Uuid first = plan.units[0].id;
    assign_ids(plan, mall, findings);
    CHECK(plan.units[0].id == first);
    CHECK(findings.empty());
}

TEST_CASE("a unit without a source id keeps its id by its number when its name and shape change") {
    core::Diagnostics findings;
    Plan before = two_units();
    before.units[0].ref = "G-01";
    before.units[0].name = {{"", "Shop"}};
    Plan after = before;
    after.units[0].name = {{"", "Nail studio"}};
    after.units[0].geometry = square(8.5, 49.4, 2e-4);
    assign_ids(before, mall, findings);
    assign_ids(after, mall, findings);
    CHECK(before.units[0].id == after.units[0].id);
    CHECK(findings.empty());
}

TEST_CASE("a unit without a number keeps its id when its name changes") {
    core::Diagnostics findings;
    Plan before = two_units();
    Plan after = before;
    after.units[0].name = {{"", "Nail studio"}};
    assign_ids(before, mall, findings);
    assign_ids(after, mall, findings);
    CHECK(before.units[0].id == after.units[0].id);
    CHECK(findings.empty());
}

TEST_CASE("units that share a number are told apart by their shapes, in any order") {
    core::Diagnostics findings;
    Plan plan = two_units();
    plan.units[0].ref = plan.units[1].ref = "G-01";
    Plan reversed = plan;
    std::swap(reversed.units[0], reversed.units[1]);
    assign_ids(plan, mall, findings);
    assign_ids(reversed, mall, findings);
    CHECK(findings.empty());
    CHECK(plan.units[0].id != plan.units[1].id);
    CHECK(plan.units[0].id == reversed.units[1].id);
}

TEST_CASE("the same number on two levels is two units") {
    core::Diagnostics findings;
    Plan plan = two_units();
    plan.levels.emplace_back();
    plan.levels[1].ordinal = 1;
    plan.units[0].ref = plan.units[1].ref = "01";
    plan.units[1].level = 1;
    assign_ids(plan, mall, findings);
    CHECK(plan.units[0].id != plan.units[1].id);
    CHECK(findings.empty());
}
