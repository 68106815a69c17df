#include "plan/lookup.hpp"

#include <catch2/catch.hpp>

using namespace mallctl;
using namespace mallctl::plan;

TEST_CASE("the lookup answers what find_units answers, for every way to write a unit") {
    Plan plan;
    plan.levels.resize(3);
    const char* names[] = {"G", "1", "g"};
    for (int i = 0; i < 3; ++i) {
        plan.levels[i].short_name = names[i];
        plan.levels[i].ordinal = i;
    }
    const auto add = [&](LevelIndex level, const std::string& ref, const std::string& source_id) {
        Unit& unit = plan.units.emplace_back();
        unit.id = core::uuid_v5(core::mall_name_space, std::to_string(plan.units.size()));
        unit.level = level;
        unit.ref = ref;
        unit.source_id = source_id;
    };
    const std::string foreign = "11111111-1111-5111-8111-111111111111";
    add(0, "01", "a");
    add(1, "01", foreign);
    add(1, "02", "");
    add(2, "02", "");
    add(0, "", "");
    add(0, "A@B", "");
    const UnitLookup lookup(plan);
    for (const std::string text :
         {"01", "01@G", "01@1", "02@g", "02@2", "02", "@G", "", "A@B", "A@B@G", "03@G", "01@X", "a",
          foreign.c_str(), "22222222-2222-5222-8222-222222222222"}) {
        INFO(text);
        CHECK(lookup.find(text) == find_units(plan, text));
    }
    for (UnitIndex i = 0; i < plan.units.size(); ++i) {
        CHECK(lookup.find(core::to_string(plan.units[i].id)) == std::vector{i});
        CHECK(lookup.find(unit_reference(plan, i)) == find_units(plan, unit_reference(plan, i)));
    }
}
