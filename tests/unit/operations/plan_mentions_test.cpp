#include "operations/plan_mentions.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace mallctl;
using Texts = std::vector<std::string>;

namespace {

catalog::Row closure(const std::string& slug, const char* field, const std::string& value) {
    catalog::Row row;
    row.kind = catalog::find_kind("closure");
    row.values.resize(row.kind->fields.size());
    row.places.resize(row.kind->fields.size());
    row.values[0] = slug;
    const std::size_t index = catalog::field_index(*row.kind, field);
    row.values[index] = value;
    row.stated = 1 | std::uint64_t{1} << index;
    return row;
}

// A lift "Lift 2" and a door with the source id "2F3A".
plan::Plan lift_and_door() {
    plan::Plan plan;
    plan.connectors.resize(1);
    plan.connectors[0].id = core::uuid_v5({}, "lift");
    plan.connectors[0].name = {{"de", "Aufzug 2"}, {"en", "Lift 2"}};
    plan.openings.resize(1);
    plan.openings[0].id = core::uuid_v5({}, "door");
    plan.openings[0].source_id = "2F3A";
    return plan;
}

}  // namespace

TEST_CASE("a closure of a connector or an opening that the plan does not have is a warning") {
    const auto plan = lift_and_door();
    operations::PlanMentions mentions;
    mentions.add(closure("a", "connector", "Lift 2"));
    mentions.add(closure("b", "connector", "Aufzug 2"));
    mentions.add(closure("c", "connector", core::to_string(plan.connectors[0].id)));
    mentions.add(closure("d", "connector", "Lift 3"));
    mentions.add(closure("e", "opening", "2F3A"));
    mentions.add(closure("f", "opening", core::to_string(plan.openings[0].id)));
    mentions.add(closure("g", "opening", "2F3B"));
    mentions.add(closure("h", "unit", "G-99@G"));
    Texts told;
    for (const auto& finding : mentions.check(plan, {""})) {
        CHECK(finding.code == "M011");
        CHECK(finding.severity == core::Severity::warning);
        told.push_back(finding.feature + ": " + finding.message);
    }
    std::sort(told.begin(), told.end());
    CHECK(told == Texts{"closure d: the current plan has no connector \"Lift 3\"",
                        "closure g: the current plan has no opening \"2F3B\"",
                        "closure h: the current plan has no unit \"G-99@G\""});
}
