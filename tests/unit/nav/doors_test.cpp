#include <catch2/catch.hpp>

#include "tests/support/plan_maker.hpp"

using namespace mallctl;
using test::Built;
using test::PlanMaker;

namespace {

constexpr auto walk = nav::Profile::walk;
constexpr auto wheelchair = nav::Profile::wheelchair;

// A shop north of a corridor, joined by a door of a width.
struct Shop {
    PlanMaker maker;
    plan::UnitIndex corridor = 0;
    plan::UnitIndex shop = 0;

    explicit Shop(double width) {
        maker.level(0, "G");
        corridor = maker.unit(0, "walkway", test::Rectangle{0, 0, 10, 4});
        shop = maker.unit(0, "retail", test::Rectangle{0, 4, 10, 8});
        if (width > 0) maker.opening(0, {5 - width / 2, 4}, {5 + width / 2, 4});
    }

    bool enters(const Built& built, nav::Profile profile, nav::NoRoute* why = nullptr) const {
        const bool there =
            built.graph.route(maker.place(corridor), maker.place(shop), profile, why).has_value();
        CHECK(there == built.graph.route(maker.place(shop), maker.place(corridor), profile).has_value());
        return there;
    }
};

}  // namespace

TEST_CASE("doors are passed down to the width that a profile needs") {
    for (const double width : {0.6, 0.65, 0.7, 0.8, 0.85, 0.9, 0.92, 1.0, 2.5}) {
        INFO(width);
        const Shop shop(width);
        const Built built(shop.maker.plan);
        CHECK(shop.enters(built, walk));
        CHECK(shop.enters(built, wheelchair) == (width >= 0.8));
        CHECK(built.reports("P059", "a wheelchair needs 0.80 m") == (width < 0.8));
    }
    const Shop crack(0.55);
    const Built built(crack.maker.plan);
    CHECK_FALSE(crack.enters(built, walk));
    CHECK(built.reports("P059", "the opening is 0.55 m wide; a walker needs 0.60 m"));
    CHECK(built.reports("P068", "none of its openings is wide enough"));
}

TEST_CASE("a stated width counts where it is less than the drawn line") {
    Shop shop(2);
    shop.maker.plan.openings[0].width_m = 0.7;
    const Built built(shop.maker.plan);
    CHECK(shop.enters(built, walk));
    nav::NoRoute why;
    CHECK_FALSE(shop.enters(built, wheelchair, &why));
    CHECK(why.reason == "unit U1 on level G has no opening wide enough for a wheelchair and accessible");
}

TEST_CASE("an opening that is not accessible is closed to wheelchairs only") {
    Shop shop(2);
    shop.maker.plan.openings[0].accessible = false;
    const Built built(shop.maker.plan);
    CHECK(shop.enters(built, walk));
    CHECK_FALSE(shop.enters(built, wheelchair));
}

TEST_CASE("a sealed unit is reported and named as the reason") {
    const Shop shop(0);
    const Built built(shop.maker.plan);
    nav::NoRoute why;
    CHECK_FALSE(shop.enters(built, walk, &why));
    CHECK(why.reason == "unit U1 on level G has no opening");
    REQUIRE(built.findings.size() == 1);  // once, not for each profile
    CHECK(built.findings[0].code == "P068");
    CHECK(built.findings[0].message == "the retail unit cannot be reached on foot: no opening leads into it");
}

TEST_CASE("an emergency exit is no door") {
    Shop shop(1);
    shop.maker.plan.openings[0].category = "emergencyexit";
    const Built built(shop.maker.plan);
    CHECK_FALSE(shop.enters(built, walk));
}

TEST_CASE("an opening drawn some centimetres off the edge still opens it") {
    Shop shop(0);
    shop.maker.opening(0, {4.5, 4.06}, {5.5, 4.05});
    const Built built(shop.maker.plan);
    CHECK(shop.enters(built, walk));
    CHECK(shop.enters(built, wheelchair));
}

TEST_CASE("an opening in the open and one blocked by a fixture are reported") {
    Shop shop(1);
    shop.maker.opening(0, {30, 30}, {31, 30});
    shop.maker.fixture(0, {4, 3.9, 6, 4.1});
    const Built built(shop.maker.plan);
    CHECK(built.reports("P059", "lies on no unit's edge"));
    CHECK(built.reports("P059", "nobody can pass the opening"));
    CHECK_FALSE(shop.enters(built, walk));
}

TEST_CASE("a unit that is drawn across itself is repaired, not fatal") {
    PlanMaker maker;
    maker.level(0, "G");
    maker.unit(0, "walkway", std::vector<core::Point>{{0, 0}, {10, 10}, {10, 0}, {0, 10}});
    const Built built(maker.plan);
    CHECK(built.graph.route(maker.place(0, 1, 3), maker.place(0, 1, 7), walk).has_value());
}

TEST_CASE("a unit too small for the body is reached in its opening") {
    PlanMaker maker;
    maker.level(0, "G");
    const auto corridor = maker.unit(0, "walkway", test::Rectangle{0, 0, 10, 4});
    const auto booth = maker.unit(0, "retail", test::Rectangle{4.7, 4, 5.3, 4.5});
    maker.opening(0, {4.7, 4}, {5.3, 4});
    const Built built(maker.plan);
    const auto route = built.graph.route(maker.place(corridor), maker.place(booth), walk);
    REQUIRE(route.has_value());
    CHECK(route->distance_m == Approx(2).margin(0.4));
}
