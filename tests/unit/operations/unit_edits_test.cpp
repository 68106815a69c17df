#include "operations/unit_edits.hpp"

#include <catch2/catch.hpp>
#include <sstream>

#include "catalog/assigned_rows.hpp"

using namespace mallctl;
using operations::edit_units;
using Strings = std::vector<std::string>;

namespace {

core::Uuid id(const std::string& what) {
    return core::uuid_v5(core::mall_name_space, what);
}

void add(plan::Plan& plan, const char* ref, plan::LevelIndex level, const char* name) {
    plan::Unit unit;
    unit.ref = ref;
    unit.level = level;
    unit.id = id(std::string(ref) + name);
    unit.source_id = std::string("source ") + name;
    unit.category = "retail";
    unit.name = {{"en", name}};
    plan.units.push_back(unit);
}

// Levels G and 1; 01 is a shop on both, 02 one on G, and there is a unit without a number.
plan::Plan two_levels() {
    plan::Plan plan;
    plan.levels.resize(2);
    plan.levels[0].short_name = "G";
    plan.levels[1].short_name = "1";
    plan.levels[1].ordinal = 1;
    add(plan, "01", 0, "Bakery");
    add(plan, "01", 1, "Shoes");
    add(plan, "02", 0, "Books");
    add(plan, "", 0, "Hall");
    return plan;
}

Strings codes(const core::Diagnostics& findings) {
    Strings codes;
    for (const auto& finding : findings) codes.push_back(finding.code);
    return codes;
}

operations::UnitEditing set(plan::Plan& plan, const Strings& units, const Strings& assignments) {
    catalog::Findings findings;
    const auto rows = catalog::read_assigned_rows("unit", units, assignments, {}, findings);
    REQUIRE(findings.take().empty());
    return edit_units(plan, rows, {});
}

operations::UnitEditing apply(plan::Plan& plan, const std::string& csv) {
    std::istringstream in(csv);
    catalog::ManifestOptions options;
    options.kind = "unit";
    catalog::ManifestReader reader({"-"}, in, options);
    std::vector<catalog::Row> rows;
    catalog::Row row;
    while (reader.next(row)) rows.push_back(row);
    REQUIRE(reader.take_findings().empty());
    return edit_units(plan, rows, reader.files());
}

}  // namespace

TEST_CASE("a unit is edited that is named by number and level, a unique number, UUID or source id") {
    for (const auto& name : {std::string("02@G"), std::string("02"), core::to_string(id("02Books"))}) {
        INFO(name);
        plan::Plan plan = two_levels();
        const auto editing = set(plan, {name}, {"name=Papers", "category=office"});
        CHECK(editing.findings.empty());
        CHECK(editing.counts == core::ChangeCounts{0, 1, 0, 0});
        CHECK(plan.units[2].name == core::Names{{"", "Papers"}});
        CHECK(plan.units[2].edits.name == core::Names{{"en", "Books"}});
        CHECK(plan.units[2].edits.category == "retail");
        CHECK_FALSE(plan.units[0].edits.any());
    }
}

TEST_CASE("one language is edited without the others, and the field given back") {
    plan::Plan plan = two_levels();
    set(plan, {"02"}, {"name:de=Papier"});
    CHECK(plan.units[2].name == core::Names{{"de", "Papier"}, {"en", "Books"}});
    CHECK(set(plan, {"02"}, {"name-"}).counts.updated == 1);
    CHECK(plan.units[2].name == core::Names{{"en", "Books"}});
    CHECK_FALSE(plan.units[2].edits.any());
    CHECK(set(plan, {"02"}, {"name-"}).counts.unchanged == 1);
}

TEST_CASE("the same edit again changes nothing, also one of a number, by the name that the file has") {
    plan::Plan plan = two_levels();
    const std::string file = "unit,ref,name:en\n02@G,03,Papers\n";
    CHECK(apply(plan, file).counts.updated == 1);
    CHECK(plan.units[2].ref == "03");
    const auto again = apply(plan, file);
    CHECK(again.findings.empty());
    CHECK(again.counts == core::ChangeCounts{0, 0, 0, 1});
}

TEST_CASE("a unit that is not there, or more than once, or named by two rows, is an error") {
    plan::Plan plan = two_levels();
    CHECK(codes(set(plan, {"09"}, {"name=x"}).findings) == Strings{"M014"});
    CHECK(codes(set(plan, {"01"}, {"name=x"}).findings) == Strings{"M014"});
    CHECK(codes(set(plan, {"02@7"}, {"name=x"}).findings) == Strings{"M014"});
    CHECK(codes(set(plan, {core::to_string(id("nobody"))}, {"name=x"}).findings) == Strings{"M014"});
    const auto twice = apply(plan, "unit,name\n02@G,a\n02,b\n");
    CHECK(codes(twice.findings) == Strings{"M014"});
    CHECK(twice.findings[0].where.line == 3);
}

TEST_CASE(
    "a number is refused that another unit of the level has afterwards, and may be swapped in one file") {
    plan::Plan plan = two_levels();
    const auto taken = set(plan, {"02"}, {"ref=01"});
    CHECK(codes(taken.findings) == Strings{"M015"});
    CHECK(core::has_errors(taken.findings));
    plan::Plan other_level = two_levels();
    CHECK(set(other_level, {"01@1"}, {"ref=02"}).findings.empty());
    plan::Plan swapped = two_levels();
    CHECK(apply(swapped, "unit,ref\n01@G,02\n02@G,01\n").findings.empty());
    CHECK(swapped.units[0].ref == "02");
    CHECK(swapped.units[2].ref == "01");
    plan::Plan cleared = two_levels();
    CHECK(set(cleared, {"02"}, {"ref="}).findings.empty());
    CHECK(cleared.units[2].ref.empty());
    plan::Plan both = two_levels();
    CHECK(codes(set(both, {"01@G", "02@G"}, {"ref=77"}).findings) == Strings{"M015", "M015"});
}

TEST_CASE("a category that is none of IMDF's is kept with a warning and a guess") {
    plan::Plan plan = two_levels();
    const auto editing = set(plan, {"02"}, {"category=ofice"});
    REQUIRE(codes(editing.findings) == Strings{"P074"});
    CHECK_FALSE(core::has_errors(editing.findings));
    CHECK_THAT(editing.findings[0].advice, Catch::Contains("office"));
    CHECK(plan.units[2].category == "ofice");
    CHECK(set(plan, {"02"}, {"category=restroom.female"}).findings.empty());
    CHECK(set(plan, {"02"}, {"category="}).findings.empty());
    CHECK(plan.units[2].category == "unspecified");
    CHECK(set(plan, {"02"}, {"category-"}).findings.empty());
    CHECK(plan.units[2].category == "retail");
}
