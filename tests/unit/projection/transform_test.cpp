#include "projection/transform.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <thread>
#include <vector>

#include "core/error.hpp"

using mallctl::core::Error;
using mallctl::core::Fault;
using mallctl::core::Point;
using mallctl::projection::Transform;

TEST_CASE("UTM 32N gives longitude first") {
    // The central meridian of zone 32 is 9 degrees east, with a false easting of 500 km; on the equator
    // northing is 0.
    const Transform transform("EPSG:25832");
    const Point origin = transform.to_geographic({500000, 0});
    CHECK(origin.x == Approx(9).margin(1e-9));
    CHECK(origin.y == Approx(0).margin(1e-9));
    // Northing / (scale 0.9996 * length of the GRS 80 meridian to 50 degrees north, 5540847.042 m) on the
    // meridian.
    const Point north = transform.to_geographic({500000, 0.9996 * 5540847.042});
    CHECK(north.x == Approx(9).margin(1e-9));
    CHECK(north.y == Approx(50).margin(1e-6));
}

TEST_CASE("a CRS whose official axis order is northing first is read as easting first too") {
    // EPSG:31468 (Gauss-Krueger zone 4) is defined with x = northing; EPSG:4326 with latitude first.
    const Point munich = Transform("EPSG:31468").to_geographic({4468298, 5333000});
    CHECK(munich.x == Approx(11.57).margin(0.02));
    CHECK(munich.y == Approx(48.13).margin(0.02));
    const Point same = Transform("EPSG:4326").to_geographic({8.5, 49.4});
    CHECK(same.x == Approx(8.5));
    CHECK(same.y == Approx(49.4));
}

TEST_CASE("a PROJ string is a CRS too") {
    const Point p = Transform("+proj=tmerc +lat_0=49 +lon_0=8 +datum=WGS84 +type=crs").to_geographic({0, 0});
    CHECK(p.x == Approx(8).margin(1e-9));
    CHECK(p.y == Approx(49).margin(1e-9));
}

TEST_CASE("an unknown CRS is a usage error that names it") {
    for (const char* crs : {"EPSG:99999999", "banana", "", "EPSG:25832 \n x"}) {
        INFO(crs);
        try {
            Transform transform(crs);
            FAIL("accepted");
        } catch (const Error& error) {
            CHECK(error.fault() == Fault::usage);
            CHECK(std::string(error.what()).find(crs) != std::string::npos);
            CHECK_FALSE(error.advice().empty());
        }
    }
}

TEST_CASE("a point that the CRS cannot express is rejected, and the next point is not affected") {
    const Transform transform("EPSG:25832");
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinity = std::numeric_limits<double>::infinity();
    for (const Point p : {Point{nan, 0}, Point{0, infinity}, Point{1e15, 1e15}, Point{-1e300, 0}}) {
        try {
            transform.to_geographic(p);
            FAIL("accepted " << p.x << ' ' << p.y);
        } catch (const Error& error) {
            CHECK(error.fault() == Fault::rejected);
        }
        CHECK(transform.to_geographic({500000, 0}).x == Approx(9));
    }
}

TEST_CASE("transforms on several threads do not disturb each other") {
    std::vector<int> wrong(4, -1);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < wrong.size(); ++i) {
        threads.emplace_back([&wrong, i] {
            const Transform transform("EPSG:25832");
            int count = 0;
            for (int k = 0; k < 500; ++k) {
                const Point p = transform.to_geographic({500000.0 + k, 5000000});
                if (!(p.x >= 9 && p.x < 9.01 && p.y > 45 && p.y < 45.2)) ++count;
            }
            wrong[i] = count;
        });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(wrong == std::vector<int>(4, 0));
}

TEST_CASE("the unit of a CRS is told in metres, and degrees count as one") {
    CHECK(Transform("EPSG:25832").metres_per_unit() == 1);
    CHECK(Transform("EPSG:2263").metres_per_unit() == Approx(1200.0 / 3937));  // US survey feet
    CHECK(Transform("EPSG:4326").metres_per_unit() == 1);
}
