// The generated mall and its oracle: what benchmarks rest on.
#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "tests/support/generated_mall.hpp"
#include "tests/support/path_oracle.hpp"
#include "tests/support/plan_space.hpp"
#include "tests/support/visibility_oracle.hpp"

using namespace mallctl;
using nav::Mm;

namespace {

// Rectangles on a floor of 20 x 20 m, some of them touching each other or the wall.
std::vector<nav::MmRing> floor_with_holes(unsigned seed) {
    std::mt19937 random(seed);
    std::vector<nav::MmRing> rings{{{0, 0}, {20000, 0}, {20000, 20000}, {0, 20000}}};
    for (std::int64_t column = 0; column < 3; ++column) {
        for (std::int64_t row = 0; row < 3; ++row) {
            const std::int64_t left = 1000 + column * 6500 + static_cast<std::int64_t>(random() % 1500);
            const std::int64_t bottom = 1000 + row * 6500 + static_cast<std::int64_t>(random() % 1500);
            const std::int64_t right = left + 500 + static_cast<std::int64_t>(random() % 3500);
            const std::int64_t top = bottom + 500 + static_cast<std::int64_t>(random() % 3500);
            rings.push_back({{left, bottom}, {left, top}, {right, top}, {right, bottom}});
        }
    }
    return rings;
}

core::Point metres(Mm p) {
    return {static_cast<double>(p.x) / 1000, static_cast<double>(p.y) / 1000};
}

}  // namespace

TEST_CASE("the oracle for large floors agrees with the plain one on small ones") {
    int compared = 0;
    for (unsigned seed = 1; seed <= 6; ++seed) {
        const auto rings = floor_with_holes(seed);
        test::Oracle plain(rings);
        const test::FloorOracle oracle(rings);
        CHECK(oracle.corners().size() == 36);
        std::mt19937 random(seed);
        for (int pair = 0; pair < 40; ++pair) {
            const auto draw = [&] {
                return Mm{static_cast<std::int64_t>(random() % 20001),
                          static_cast<std::int64_t>(random() % 20001)};
            };
            const Mm a = draw();
            const Mm b = draw();
            CHECK(oracle.locate(a).free == plain.is_free(metres(a)));
            if (!oracle.locate(a).free || !oracle.locate(b).free) continue;
            CHECK(oracle.sees(oracle.locate(a), oracle.locate(b)) == plain.sees(metres(a), metres(b)));
            ++compared;
        }
    }
    CHECK(compared > 100);
}

TEST_CASE("a generated mall has the units asked for, and is the same every time") {
    for (const int units : {20, 60, 150}) {
        const test::PlanMaker maker = test::generate_mall({7, 2, units});
        INFO(units << " units a level");
        CHECK(maker.plan.units.size() == 2 * static_cast<std::size_t>(units));
        CHECK_FALSE(maker.plan.connectors.empty());
        const test::PlanMaker again = test::generate_mall({7, 2, units});
        REQUIRE(again.plan.fixtures.size() == maker.plan.fixtures.size());
        CHECK(again.plan.fixtures.back().geometry == maker.plan.fixtures.back().geometry);
        const test::PlanMaker other = test::generate_mall({8, 2, units});
        CHECK(other.plan.units.back().geometry != maker.plan.units.back().geometry);
    }
}

TEST_CASE("routes through a generated mall are as quick as the oracle's") {
    for (const nav::StoreEnd end : {nav::StoreEnd::inside, nav::StoreEnd::door}) {
        const test::PlanMaker maker = test::generate_mall({11, 3, 24});
        core::Diagnostics findings;
        const std::vector<std::byte> bytes = nav::build(maker.plan, {{end}, {}, 1}, findings).bytes;
        const nav::Graph graph(bytes);
        const test::PlanSpace space(maker.plan, {end});
        for (const auto profile : {nav::Profile::walk, nav::Profile::wheelchair}) {
            INFO("shops end " << static_cast<int>(end) << ", " << nav::to_string(profile));
            const test::MallOracle oracle = test::oracle_of(maker.plan, space, profile);
            std::mt19937 random(5);
            int compared = 0;
            for (int pair = 0; pair < 100; ++pair) {
                const auto draw = [&] {
                    const auto level = static_cast<std::uint32_t>(random() % 3);
                    const test::FloorOracle& floor = oracle.floor(level);
                    const auto within = [&](std::int64_t low, std::int64_t high) {
                        return low +
                               static_cast<std::int64_t>(random() % static_cast<std::uint32_t>(high - low));
                    };
                    return test::OraclePlace{level, Mm{within(floor.low().x, floor.high().x),
                                                       within(floor.low().y, floor.high().y)}};
                };
                const test::OraclePlace a = draw();
                const test::OraclePlace b = draw();
                if (!oracle.floor(a.level).locate(a.point).free) continue;
                if (!oracle.floor(b.level).locate(b.point).free) continue;
                const auto place = [&](const test::OraclePlace& at) {
                    return nav::Place{at.level, space.geographic(at.point), std::nullopt};
                };
                const auto route = graph.route(place(a), place(b), profile);
                const double exact = test::MallOracle::From(oracle, a).to(b);
                REQUIRE(route.has_value() == std::isfinite(exact));
                if (!route) continue;
                CHECK(route->duration_s == Approx(exact).epsilon(1e-6));
                ++compared;
            }
            CHECK(compared > 20);
        }
    }
}
