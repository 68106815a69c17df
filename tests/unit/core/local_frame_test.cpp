#include "core/local_frame.hpp"

#include <proj.h>

#include <catch2/catch.hpp>
#include <random>
#include <string>

using namespace mallctl::core;

TEST_CASE("the local frame agrees with PROJ's transverse Mercator to a micrometre") {
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> longitude(-179, 179);
    std::uniform_real_distribution<double> latitude(-80, 80);
    std::uniform_real_distribution<double> offset(-0.2, 0.2);
    for (int trial = 0; trial < 50; ++trial) {
        const Point origin{longitude(random), latitude(random)};
        const LocalFrame frame(origin);
        const std::string definition = "+proj=tmerc +ellps=WGS84 +k=1 +lon_0=" + std::to_string(origin.x) +
                                       " +lat_0=" + std::to_string(origin.y);
        const LocalFrame same({std::stod(std::to_string(origin.x)), std::stod(std::to_string(origin.y))});
        PJ* projection = proj_create(PJ_DEFAULT_CTX, definition.c_str());
        REQUIRE(projection != nullptr);
        for (int i = 0; i < 20; ++i) {
            const Point p{origin.x + offset(random), origin.y + offset(random)};
            const PJ_COORD expected =
                proj_trans(projection, PJ_FWD, proj_coord(proj_torad(p.x), proj_torad(p.y), 0, 0));
            const Point local = same.to_local(p);
            CHECK(local.x == Approx(expected.xy.x).margin(1e-6));
            CHECK(local.y == Approx(expected.xy.y).margin(1e-6));
            const Point back = same.to_geographic(local);
            CHECK(back.x == Approx(p.x).margin(1e-10));
            CHECK(back.y == Approx(p.y).margin(1e-10));
        }
        proj_destroy(projection);
    }
}
