#include "plan/edit.hpp"

#include <catch2/catch.hpp>

using namespace mallctl;

namespace {

plan::Unit bakery() {
    plan::Unit unit;
    unit.name = {{"", "Bakery"}};
    unit.category = "retail";
    unit.ref = "G-01";
    return unit;
}

}  // namespace

TEST_CASE("an edit keeps what the source says, also when it is edited again") {
    plan::Unit unit = bakery();
    plan::edit_name(unit, {{"", "Crust"}});
    plan::edit_name(unit, {{"", "Crumb"}});
    CHECK(unit.name == core::Names{{"", "Crumb"}});
    CHECK(unit.edits.name == core::Names{{"", "Bakery"}});
    CHECK_FALSE(unit.edits.category);
    plan::edit_category(unit, "office");
    CHECK(unit.edits.category == "retail");
    plan::edit_ref(unit, "");
    CHECK(unit.ref.empty());
    CHECK(unit.edits.ref == "G-01");
}

TEST_CASE("an edit to what the source says is none") {
    plan::Unit unit = bakery();
    plan::edit_ref(unit, "G-01");
    CHECK_FALSE(unit.edits.any());
    plan::edit_ref(unit, "G-02");
    plan::edit_ref(unit, "G-01");
    CHECK_FALSE(unit.edits.any());
    CHECK(unit.ref == "G-01");
}

TEST_CASE("a field that is given back says what the source says") {
    plan::Unit unit = bakery();
    plan::edit_name(unit, {});
    plan::edit_category(unit, "office");
    plan::edit_ref(unit, "G-02");
    plan::revert_name(unit);
    plan::revert_category(unit);
    plan::revert_ref(unit);
    CHECK_FALSE(unit.edits.any());
    CHECK(unit.name == bakery().name);
    CHECK(unit.category == "retail");
    CHECK(unit.ref == "G-01");
    plan::revert_ref(unit);
    CHECK(unit.ref == "G-01");
}
