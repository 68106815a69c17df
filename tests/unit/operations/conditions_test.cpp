#include "operations/conditions.hpp"

#include <catch2/catch.hpp>

#include "core/error.hpp"

using namespace mallctl;
using catalog::FieldType;
using catalog::FieldValue;
using db::Comparison;
using operations::holds;
using operations::make_condition;
using operations::split_condition;

namespace {

const catalog::ValueStyle style{"EUR", "Europe/Berlin"};

db::Condition condition(FieldType type, const std::string& text) {
    catalog::Field field;
    field.name = "f";
    field.type = type;
    return make_condition(field, split_condition(text), style);
}

}  // namespace

TEST_CASE("a condition splits at its first operator") {
    const auto most = split_condition("cap<=10");
    CHECK(most.field == "cap");
    CHECK(most.comparison == Comparison::at_most);
    CHECK(most.value == "10");
    CHECK(split_condition("name=a<b").value == "a<b");
    CHECK(split_condition("name!=x").comparison == Comparison::not_equal);
    CHECK(split_condition("website=").value.empty());
    for (const char* bad : {"", "name", "=x", "name!x"}) {
        INFO(bad);
        CHECK_THROWS_AS(split_condition(bad), core::Error);
    }
}

TEST_CASE("values of conditions are of the field's type") {
    CHECK(condition(FieldType::money, "f>12.5").value == FieldValue(std::int64_t{1250}));
    CHECK(condition(FieldType::time, "f<2026-03-01").value ==
          FieldValue(core::parse_instant("2026-02-28T23:00:00Z")));
    CHECK(condition(FieldType::time, "f<2026-03-01 06:30").value ==
          FieldValue(core::parse_instant("2026-03-01T05:30:00Z")));
    CHECK(condition(FieldType::time, "f<2026-03-01T06:30:00Z").value ==
          FieldValue(core::parse_instant("2026-03-01T06:30:00Z")));
    CHECK(condition(FieldType::flag, "f=yes").value == FieldValue(true));
    CHECK(condition(FieldType::integer, "f=").value == FieldValue());
    for (const char* bad : {"f=x", "f=1.5", "f>"})
        CHECK_THROWS_AS(condition(FieldType::integer, bad), core::Error);
    for (const char* bad : {"f=2026-02-30", "f=26-01-01", "f=soon"}) {
        CHECK_THROWS_AS(condition(FieldType::date, bad), core::Error);
        CHECK_THROWS_AS(condition(FieldType::time, bad), core::Error);
    }
    CHECK_THROWS_AS(condition(FieldType::text, "f<x"), core::Error);
    CHECK_THROWS_AS(condition(FieldType::money, "f=1.234"), core::Error);
    CHECK_THROWS_AS(condition(FieldType::area, "f=POINT(1 1)"), core::Error);
    CHECK_THROWS_AS(condition(FieldType::number, "f=nan"), core::Error);
}

TEST_CASE("values in memory meet conditions as stored ones do") {
    CHECK(holds(condition(FieldType::number, "f>=2"), std::int64_t{2}));
    CHECK_FALSE(holds(condition(FieldType::number, "f<2"), 2.0));
    CHECK_FALSE(holds(condition(FieldType::number, "f<2"), {}));
    CHECK(holds(condition(FieldType::number, "f!=2"), {}));
    CHECK(holds(condition(FieldType::text, "f="), {}));
    CHECK(holds(condition(FieldType::text, "f!="), std::string("x")));
    CHECK(holds(condition(FieldType::list, "f=b"), std::vector<std::string>{"a", "b"}));
    CHECK_FALSE(holds(condition(FieldType::list, "f!=b"), std::vector<std::string>{"a", "b"}));
    CHECK(holds(condition(FieldType::names, "f=Halle"), core::Names{{"de", "Halle"}, {"en", "Hall"}}));
}
