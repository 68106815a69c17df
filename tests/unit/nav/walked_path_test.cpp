#include "nav/guidance/path.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>
#include <vector>

using namespace mallctl;

TEST_CASE("no point that is near a path is taken for one that is far, anywhere on earth") {
    std::mt19937 random(9);
    const auto between = [&](double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random);
    };
    int near = 0;
    int left_out = 0;
    for (int i = 0; i < 20'000; ++i) {
        // Also across the antimeridian.
        const core::Point origin{i % 5 == 0 ? 179.999 : between(-180, 180), between(-80, 80)};
        const core::LocalFrame frame(origin);
        std::vector<core::Point> line;
        for (int corner = 0; corner < 1 + i % 6; ++corner) {
            core::Point p = frame.to_geographic({between(-400, 400), between(-400, 400)});
            if (p.x > 180) p.x -= 360;
            line.push_back(p);
        }
        const nav::WalkedPath path(line);
        core::Point asked = frame.to_geographic({between(-500, 500), between(-500, 500)});
        if (asked.x > 180) asked.x -= 360;
        const double away = path.nearest(path.to_local(asked)).distance;
        const bool may_be = path.may_be_within(asked, 25);
        if (away <= 25) {
            ++near;
            CHECK(may_be);
        } else if (away > 60) {
            CHECK_FALSE(may_be);
        }
        left_out += !may_be;
    }
    CHECK(near > 500);
    CHECK(left_out > 10'000);
}
