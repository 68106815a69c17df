#include "nav/checks/reachability.hpp"

#include <catch2/catch.hpp>

#include "tests/support/plan_maker.hpp"

using namespace mallctl;
using test::PlanMaker;
using test::Rectangle;

namespace {

// A corridor on each of two floors with a shop north of it, joined by a lift; an entrance below.
struct TwoFloors {
    PlanMaker maker;
    plan::UnitIndex lower = 0;
    plan::UnitIndex upper = 0;

    TwoFloors() {
        maker.level(0, "G");
        maker.level(1, "1");
        for (const plan::LevelIndex level : {0, 1}) {
            maker.unit(level, "walkway", Rectangle{0, 0, 20, 6});
            (level == 0 ? lower : upper) = maker.unit(level, "retail", Rectangle{0, 6, 10, 12});
            maker.opening(level, {4, 6}, {6, 6});
        }
        maker.connector("elevator", {{0, {15, 3}}, {1, {15, 3}}});
    }

    core::Diagnostics proof(core::Point entrance = {1, 3}) const {
        return nav::prove_reachability(maker.plan, {{"north", 0, maker.at(entrance.x, entrance.y)}},
                                       {{"low", {lower}}, {"high", {upper}}, {"nowhere", {}}});
    }

    std::vector<std::string> messages() const {
        std::vector<std::string> result;
        for (const core::Diagnostic& finding : proof()) {
            CHECK(finding.code == "P098");
            result.push_back(finding.message);
        }
        return result;
    }
};

using Messages = std::vector<std::string>;

}  // namespace

TEST_CASE("where every store is reached from every entrance nothing is said") {
    CHECK(TwoFloors().proof().empty());
    CHECK(nav::prove_reachability(TwoFloors().maker.plan, {}, {{"low", {1}}}).empty());
}

TEST_CASE("a lift that is not accessible cuts wheelchairs off, and prams not") {
    TwoFloors floors;
    floors.maker.plan.connectors[0].accessible = false;
    const core::Diagnostics findings = floors.proof();
    REQUIRE(findings.size() == 1);
    CHECK(
        findings[0].message ==
        "store high cannot be reached from entrance north with a wheelchair: the elevator on level G is not "
        "accessible");
    CHECK(findings[0].feature == "store high");
    CHECK(findings[0].level == "1");
    REQUIRE(findings[0].at);
}

TEST_CASE("all that stands between is named, in the order of the way") {
    TwoFloors floors;
    floors.maker.plan.connectors[0].accessible = false;
    floors.maker.plan.openings[1].width_m = 0.7;
    CHECK(
        floors.messages() ==
        Messages{"store high cannot be reached from entrance north with a wheelchair: the elevator on level "
                 "G is not accessible, the opening of U3@1 is too narrow"});
    floors.maker.plan.openings[1].width_m = 0.5;
    CHECK(floors.messages() ==
          Messages{"store high cannot be reached from entrance north on foot: the opening of U3@1 is too "
                   "narrow"});
}

TEST_CASE("stairs keep out wheelchairs and prams, each told once") {
    TwoFloors floors;
    floors.maker.plan.connectors[0].category = "stairs";
    CHECK(
        floors.messages() ==
        Messages{"store high cannot be reached from entrance north with a wheelchair: the stairs on level G "
                 "is not accessible"});
}

TEST_CASE("a store with no way back is told so") {
    TwoFloors floors;
    floors.maker.plan.connectors[0].direction = plan::Direction::up;
    CHECK(floors.messages() ==
          Messages{"store high is reached, but there is no way back to entrance north on foot: the elevator "
                   "on level 1 leads the other way only"});
}

TEST_CASE("a store behind a room for staff is for staff") {
    TwoFloors floors;
    plan::Plan& plan = floors.maker.plan;
    plan.units[floors.lower].restriction = "employeesonly";
    CHECK(
        floors.messages() ==
        Messages{"store low cannot be reached from entrance north on foot: the opening of U1@G is for staff "
                 "only"});
}

TEST_CASE("a sealed store and one that nothing leads to say why") {
    TwoFloors floors;
    plan::Plan& plan = floors.maker.plan;
    plan.openings.erase(plan.openings.begin());
    CHECK(floors.messages() == Messages{"store low cannot be reached from entrance north on foot: no opening "
                                        "leads into its unit"});
    plan.connectors.clear();
    CHECK(floors.messages().at(1) ==
          "store high cannot be reached from entrance north on foot: no opening or "
          "connector joins this part of the plan to the rest");
}

TEST_CASE("an entrance outside all free space is a finding") {
    const core::Diagnostics findings = TwoFloors().proof({-10, 3});
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].message == "entrance north is more than 2 m from any space to move in on foot");
}
