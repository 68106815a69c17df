#include <catch2/catch.hpp>
#include <cstring>
#include <random>

#include "core/error.hpp"
#include "nav/build.hpp"
#include "nav/graph.hpp"
#include "tests/support/artifact_seal.hpp"
#include "tests/support/plan_maker.hpp"

using namespace mallctl;
using test::PlanMaker;

namespace {

PlanMaker two_levels() {
    PlanMaker maker;
    maker.level(0, "G");
    maker.level(1, "1");
    for (const plan::LevelIndex level : {0, 1}) {
        maker.unit(level, "walkway", test::Rectangle{0, 0, 10, 4});
        maker.unit(level, "retail", test::Rectangle{0, 4, 10, 8});
        maker.opening(level, {4, 4}, {6, 4});
    }
    maker.connector("elevator", {{0, {8, 2}}, {1, {8, 2}}});
    return maker;
}

std::vector<std::byte> small_artifact() {
    core::Diagnostics findings;
    return nav::build(two_levels().plan, findings);
}

// Damaged bytes are refused as such; anything else that is thrown, or a crash, fails the test.
bool is_rejected(std::span<const std::byte> bytes) {
    try {
        const nav::Graph graph(bytes);
        return false;
    } catch (const core::Error& error) {
        return error.fault() == core::Fault::rejected && !error.advice().empty();
    }
}

}  // namespace

TEST_CASE("an artifact opens and knows its levels") {
    const std::vector<std::byte> bytes = small_artifact();
    CHECK(bytes.size() % 64 == 0);
    CHECK_FALSE(is_rejected(bytes));
    const nav::Graph graph(bytes);
    REQUIRE(graph.levels().size() == 2);
    CHECK(graph.levels()[1].short_name == "1");
    CHECK(graph.level_of(graph.levels()[1].id) == 1U);
    CHECK_FALSE(graph.level_of(core::Uuid{}).has_value());
    CHECK_FALSE(graph.unit_place(core::Uuid{}).has_value());
}

TEST_CASE("an artifact cut short anywhere is rejected") {
    const std::vector<std::byte> bytes = small_artifact();
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        if (!is_rejected(std::span(bytes).first(size)))
            FAIL("accepted " << size << " of " << bytes.size() << " bytes");
    }
    std::vector<std::byte> longer = bytes;
    longer.resize(bytes.size() + 64);
    CHECK(is_rejected(longer));
}

TEST_CASE("an artifact with any bit turned is rejected") {
    std::vector<std::byte> bytes = small_artifact();
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const std::byte bit{static_cast<unsigned char>(1U << (i % 8))};
        bytes[i] ^= bit;
        if (!is_rejected(bytes)) FAIL("accepted a turned bit in byte " << i);
        bytes[i] ^= bit;
    }
}

TEST_CASE("an artifact with sound checksums and any other content is rejected or answers safely") {
    const std::vector<std::byte> good = small_artifact();
    std::mt19937 random(7);
    int accepted = 0;
    for (int round = 0; round < 3000; ++round) {
        std::vector<std::byte> bytes = good;
        const int changes = 1 + static_cast<int>(random() % 4);
        for (int i = 0; i < changes; ++i) {
            const std::size_t at = random() % (bytes.size() / 4) * 4;
            const std::uint32_t value =
                random() % 3 == 0 ? static_cast<std::uint32_t>(random()) : random() % 64;
            std::memcpy(bytes.data() + at, &value, sizeof value);
        }
        test::seal_artifact(bytes);
        try {
            const nav::Graph graph(bytes);
            ++accepted;
            for (const nav::Profile profile : nav::profiles) {
                const nav::Place here{0, {10.00002, 0.00001}, {}};
                const nav::Place there{1, {10.00008, 0.00005}, {}};
                nav::NoRoute why;
                (void)graph.route(here, there, profile, &why);
                (void)graph.reach(here, std::vector{there}, profile);
            }
            (void)graph.in_sight({0, {10.00002, 0.00001}, {}}, {0, {10.00003, 0.00001}, {}});
        } catch (const core::Error& error) {
            CHECK(error.fault() == core::Fault::rejected);
        }
    }
    CHECK(accepted > 0);
}

TEST_CASE("a rebuild takes unchanged levels over and gives the same bytes, however many jobs") {
    PlanMaker maker = two_levels();
    core::Diagnostics findings;
    const nav::Build first = nav::build(maker.plan, nav::BuildOptions{}, findings);
    CHECK(first.levels_built == 2);
    nav::BuildOptions again;
    again.previous = first.bytes;
    again.jobs = 4;
    const nav::Build second = nav::build(maker.plan, again, findings);
    CHECK(second.levels_reused == 2);
    CHECK(second.bytes == first.bytes);

    maker.fixture(1, {2, 1, 3, 2});
    const nav::Build changed = nav::build(maker.plan, again, findings);
    CHECK(changed.levels_built == 1);
    CHECK(changed.levels_reused == 1);
    CHECK(changed.bytes == nav::build(maker.plan, findings));

    std::vector<std::byte> damaged = first.bytes;
    damaged[damaged.size() / 2] ^= std::byte{1};
    again.previous = damaged;
    CHECK(nav::build(maker.plan, again, findings).levels_built == 2);
}

TEST_CASE("places that are nowhere give no route, not a crash") {
    const std::vector<std::byte> bytes = small_artifact();
    const nav::Graph graph(bytes);
    nav::NoRoute why;
    const nav::Place here{0, {10.00002, 0.00001}, {}};
    CHECK_FALSE(graph.route(here, {7, here.point, {}}, nav::Profile::walk, &why).has_value());
    CHECK(why.reason == "there is no such level in this navigation graph");
    for (const core::Point p :
         {core::Point{190, 0}, {0, 90}, {std::nan(""), 0}, {10, std::nan("")}, {-170, 0}}) {
        CHECK_FALSE(graph.route(here, {0, p, {}}, nav::Profile::walk).has_value());
    }
}

TEST_CASE("a plan whose coordinates lie far apart or nowhere is rejected, an empty one is not") {
    core::Diagnostics findings;
    CHECK_FALSE(is_rejected(nav::build({}, findings)));
    PlanMaker maker;
    maker.level(0, "G");
    maker.unit(0, "walkway", test::Rectangle{0, 0, 10, 4});
    maker.plan.units[0].geometry[0].rings[0][1].x = 50;
    CHECK_THROWS_AS(nav::build(maker.plan, findings), core::Error);
    maker.plan.units[0].geometry[0].rings[0][1].x = std::nan("");
    CHECK_THROWS_AS(nav::build(maker.plan, findings), core::Error);
}
