#include "operations/landmarks.hpp"

#include <catch2/catch.hpp>

#include "core/error.hpp"
#include "operations/guide.hpp"
#include "tests/support/plan_maker.hpp"

using namespace mallctl;

namespace {

// A corridor that turns left, with a large shop to the left behind the turn (leased by the bakery until July,
// then by nobody) and a small one opposite.
std::shared_ptr<const operations::Snapshot> corner_mall() {
    test::PlanMaker maker;
    const auto level = maker.level(0, "G");
    maker.unit(level, "walkway",
               std::vector<core::Point>{{0, 0}, {40, 0}, {40, 60}, {34, 60}, {34, 6}, {0, 6}});
    const auto large = maker.unit(level, "retail", test::Rectangle{10, 6, 34, 30});
    maker.unit(level, "retail", test::Rectangle{40, 0, 48, 8});
    maker.opening(level, {34, 10}, {34, 13});
    maker.opening(level, {40, 2}, {40, 4});
    catalog::Mall mall;
    mall.slug = "corner";
    mall.time_zone = "UTC";
    mall.currency = "EUR";
    mall.locales = {"it", "en"};
    catalog::Catalog rows;
    catalog::Store bakery;
    bakery.slug = "bakery";
    bakery.name = {{"en", "Bakery"}, {"de", "Bäckerei"}};
    rows.stores = {bakery};
    rows.leases.push_back({{},
                           "lease",
                           "",
                           "bakery",
                           {core::to_string(maker.plan.units[large].id)},
                           "2026-01-01",
                           "2026-07-01",
                           "",
                           std::nullopt,
                           {}});
    rows.locations.push_back({{}, "door", {{"en", "Door"}}, "qr", "G", maker.at(2, 3), 0.0});
    test::Built built(maker.plan);
    return operations::make_snapshot(mall, rows, maker.plan, built.bytes, false);
}

const core::Instant spring = core::parse_instant("2026-03-01T12:00:00Z");
const core::Instant autumn = core::parse_instant("2026-10-01T12:00:00Z");

std::vector<nav::Instruction> told(const operations::Snapshot& snapshot, const std::string& tag,
                                   core::Instant at) {
    const auto from = operations::resolve_place(snapshot, "door", at);
    const test::PlanMaker frame;
    operations::ResolvedPlace to{"geo", "point", "geo", {{0, frame.at(37, 58), std::nullopt}}};
    const auto way = snapshot.nav->route(nav_places(snapshot, from.points)[0],
                                         nav_places(snapshot, to.points)[0], nav::Profile::walk);
    REQUIRE(way);
    return operations::guide(snapshot, std::vector{*way}, std::vector{from, to},
                             operations::guide_language(snapshot, tag), at);
}

}  // namespace

TEST_CASE("a turn names the store that is on its side at the time, in the language of the words") {
    const auto mall = corner_mall();
    const auto english = told(*mall, "", spring);
    REQUIRE(english.size() == 3);
    REQUIRE(english[1].landmark);
    CHECK(english[1].landmark->name == "Bakery");
    CHECK(english[1].landmark->id == mall->plan.units[1].id);
    CHECK(english[1].landmark->side == nav::Side::left);
    CHECK(english[1].text.find("Bakery") != std::string::npos);
    CHECK(told(*mall, "de", spring)[1].text.find("Bäckerei") != std::string::npos);
    // Without a tenant it is known by its number only.
    CHECK(told(*mall, "en", autumn)[1].landmark->name == "U1");
}

TEST_CASE("the first step is told from the heading of the location") {
    const auto steps = told(*corner_mall(), "en", spring);
    CHECK(steps[0].side == nav::Side::right);
    CHECK(steps[0].text.find("to your right") != std::string::npos);
    CHECK(steps[2].text == "You have arrived");
}

TEST_CASE("a store is reached at its door, by name and side") {
    const auto mall = corner_mall();
    const auto from = operations::resolve_place(*mall, "door", spring);
    const auto to = operations::resolve_place(*mall, "bakery", spring);
    const auto way = mall->nav->route(nav_places(*mall, from.points)[0], nav_places(*mall, to.points)[0],
                                      nav::Profile::walk);
    REQUIRE(way);
    const auto steps = operations::guide(*mall, std::vector{*way}, std::vector{from, to},
                                         operations::guide_language(*mall, "en"), spring);
    CHECK(steps.back().place == "Bakery");
    CHECK(steps.back().side == nav::Side::left);
    CHECK(steps.back().text == "You have arrived: Bakery is on your left");
}

TEST_CASE("fronts are the edges with the door, and large units are anchors") {
    const auto mall = corner_mall();
    const auto around = operations::surroundings_of(*mall, {"en"}, spring);
    const auto fronts = around.storefronts(0);
    REQUIRE(fronts.size() == 2);
    const auto& bakery = fronts[0].name == "Bakery" ? fronts[0] : fronts[1];
    const auto& other = &bakery == &fronts[0] ? fronts[1] : fronts[0];
    CHECK(bakery.anchor);
    CHECK_FALSE(other.anchor);
    CHECK(bakery.weight > other.weight);
    const test::PlanMaker frame;
    CHECK(frame.frame.to_local(bakery.left).x == Approx(34).margin(0.01));
    CHECK(frame.frame.to_local(bakery.right).x == Approx(34).margin(0.01));
    CHECK(frame.frame.to_local(bakery.door).x == Approx(34.5).margin(0.02));
    CHECK(around.in_sight(0, frame.at(34.5, 5.5), bakery.door));
    CHECK_FALSE(around.in_sight(0, frame.at(5, 3), bakery.door));
}

TEST_CASE("the language is the mall's first that there are words in, and one without words is refused") {
    const auto mall = corner_mall();
    CHECK(nav::tag_of(operations::guide_language(*mall, "")) == "en");
    CHECK(nav::tag_of(operations::guide_language(*mall, "ar")) == "ar");
    CHECK_THROWS_AS(operations::guide_language(*mall, "it"), core::Error);
}
