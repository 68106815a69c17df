#include <catch2/catch.hpp>
#include <random>

#include "core/error.hpp"
#include "nav/artifact/image.hpp"
#include "tests/support/plan_maker.hpp"

using namespace mallctl;
using test::PlanMaker;

namespace {

std::vector<std::byte> small_artifact() {
    PlanMaker maker;
    maker.level(0, "G");
    maker.level(1, "1");
    for (const plan::LevelIndex level : {0, 1}) {
        maker.unit(level, "walkway", test::Rectangle{0, 0, 10, 4});
        maker.unit(level, "retail", test::Rectangle{0, 4, 10, 8});
        maker.opening(level, {4, 4}, {6, 4});
    }
    maker.connector("elevator", {{0, {8, 2}}, {1, {8, 2}}});
    core::Diagnostics findings;
    return nav::build(maker.plan, findings);
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

TEST_CASE("an artifact reads back as it was written") {
    const std::vector<std::byte> bytes = small_artifact();
    CHECK(bytes.size() % 64 == 0);
    CHECK(nav::write_image(nav::read_image(bytes)) == bytes);
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

TEST_CASE("an artifact with sound checksums and senseless content is rejected") {
    const nav::Image good = nav::read_image(small_artifact());
    const auto rejects = [&](const std::function<void(nav::Image&)>& spoil) {
        nav::Image image = good;
        spoil(image);
        return is_rejected(nav::write_image(image));
    };
    CHECK_FALSE(rejects([](nav::Image&) {}));
    CHECK(rejects([](nav::Image& image) { image.origin.y = std::nan(""); }));
    CHECK(rejects([](nav::Image& image) { image.units[0].level = 2; }));
    CHECK(rejects([](nav::Image& image) { image.by_profile[0].sightlines.push_back({0, 99999}); }));
    CHECK(rejects([](nav::Image& image) { image.by_profile[0].rides[0].to = 7; }));
    CHECK(rejects([](nav::Image& image) { image.by_profile[0].rides[0].connector = 1; }));
    CHECK(rejects([](nav::Image& image) { image.by_profile[0].rides[0].duration_s = -1; }));
    CHECK(rejects([](nav::Image& image) { image.by_profile[0].rides[0].distance_m = std::nan(""); }));
    CHECK(rejects([](nav::Image& image) { image.by_profile[0].sites[0].level = 9; }));
    CHECK(rejects([](nav::Image& image) { image.by_profile[0].floors[0][0].resize(2); }));
    CHECK(rejects([](nav::Image& image) { image.by_profile[0].floors[0][0][0].x = nav::farthest_mm; }));
    CHECK(rejects([](nav::Image& image) { image.by_profile[1].unit_spots[0].state = nav::UnitState{9}; }));
    CHECK(rejects([](nav::Image& image) { image.by_profile[0].unit_spots[0].has_point = false; }));
}

TEST_CASE("random content with sound checksums never crashes a query") {
    const nav::Image good = nav::read_image(small_artifact());
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        nav::Image image = good;
        for (nav::ProfileImage& part : image.by_profile) {
            for (auto& floor : part.floors) {
                for (nav::MmRing& ring : floor) {
                    for (nav::Mm& p : ring)
                        p = {static_cast<std::int64_t>(random() % 20000) - 10000,
                             static_cast<std::int64_t>(random() % 20000) - 10000};
                }
            }
            part.sightlines.clear();
        }
        const std::vector<std::byte> bytes = nav::write_image(image);
        const nav::Graph graph(bytes);
        const core::Point centre{10.0001, 0};
        CHECK_NOTHROW(graph.route({0, centre, {}}, {1, centre, {}}, nav::Profile::walk));
    }
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
