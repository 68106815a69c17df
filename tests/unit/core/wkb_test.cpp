#include "core/wkb.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <random>

#include "core/error.hpp"
#include "core/hex.hpp"

using namespace mallctl::core;

namespace {

template <typename Geometry>
std::string to_ewkb(const Geometry& geometry) {
    std::string bytes;
    append_ewkb(bytes, geometry);
    return to_hex(std::as_bytes(std::span(bytes)), upper_hex_digits);
}

MultiPolygon two_polygons() {
    return {{{{{0, 0}, {4, 0}, {4, 4}, {0, 0}}, {{1, 1}, {1, 2}, {2, 2}, {1, 1}}}},
            {{{{5, 5}, {6, 5}, {6, 6}, {5, 5}}}}};
}

}  // namespace

TEST_CASE("a point is written as PostGIS writes it") {
    // select st_setsrid(st_makepoint(1, 2), 4326)
    CHECK(to_ewkb(Point{1, 2}) == "0101000020E6100000000000000000F03F0000000000000040");
}

TEST_CASE("big-endian geometries and lower-case digits are read") {
    CHECK(point_from_ewkb("00000000013ff00000000000004000000000000000") == Point{1, 2});
    CHECK(point_from_ewkb("0020000001000010e63ff00000000000004000000000000000") == Point{1, 2});
}

TEST_CASE("every kind of geometry reads back bit by bit") {
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> degrees(-180, 180);
    for (int trial = 0; trial < 200; ++trial) {
        std::vector<LineString> lines(random() % 5);
        for (auto& line : lines) {
            line.resize(random() % 7);
            for (auto& point : line) point = {degrees(random), degrees(random)};
        }
        CHECK(lines_from_ewkb(to_ewkb(lines)) == lines);
        if (!lines.empty()) CHECK(line_from_ewkb(to_ewkb(lines[0])) == lines[0]);
        const MultiPolygon polygons{{lines}, {lines}};
        CHECK(polygons_from_ewkb(to_ewkb(polygons)) == polygons);
    }
}

TEST_CASE("a geometry that is cut short anywhere, or longer than it says, is refused") {
    const std::string whole = to_ewkb(two_polygons());
    for (std::size_t length = 0; length < whole.size(); ++length) {
        CHECK_THROWS_AS(polygons_from_ewkb(std::string_view(whole).substr(0, length)), Error);
    }
    CHECK_THROWS_AS(polygons_from_ewkb(whole + "00"), Error);
}

TEST_CASE("a count that the data cannot hold is refused before anything is allocated") {
    CHECK_THROWS_AS(lines_from_ewkb("0105000020E6100000FFFFFFFF"), Error);
    CHECK_THROWS_AS(polygons_from_ewkb("0106000020E6100000FFFFFF7F"), Error);
    CHECK_THROWS_AS(line_from_ewkb("0102000020E6100000FFFFFF0F00000000"), Error);
}

TEST_CASE(
    "another type, another SRID, other dimensions, a collection in itself and non-hexadecimal text are "
    "refused") {
    CHECK_THROWS_AS(line_from_ewkb(to_ewkb(Point{1, 2})), Error);
    CHECK_THROWS_AS(point_from_ewkb("0101000020110F0000000000000000F03F0000000000000040"), Error);
    CHECK_THROWS_AS(point_from_ewkb("01010000A0E6100000000000000000F03F00000000000000400000000000000040"),
                    Error);
    CHECK_THROWS_AS(polygons_from_ewkb("0106000020E6100000010000000106000000000000000000"), Error);
    CHECK_THROWS_AS(point_from_ewkb("zz"), Error);
    CHECK_THROWS_AS(point_from_ewkb("0201000000000000000000F03F0000000000000040"), Error);
}

TEST_CASE("NaN and infinity are refused both ways") {
    CHECK_THROWS_AS(to_ewkb(Point{std::numeric_limits<double>::quiet_NaN(), 0}), Error);
    CHECK_THROWS_AS(to_ewkb(Point{0, std::numeric_limits<double>::infinity()}), Error);
    CHECK_THROWS_AS(point_from_ewkb("0101000020E6100000000000000000F87F0000000000000040"), Error);
}

TEST_CASE("no change of a single byte makes the reader do more than refuse") {
    const std::string whole = to_ewkb(two_polygons());
    for (std::size_t i = 0; i < whole.size(); ++i) {
        for (const char digit : {'0', '7', 'F'}) {
            std::string damaged = whole;
            damaged[i] = digit;
            try {
                polygons_from_ewkb(damaged);
            } catch (const Error& e) {
                CHECK(e.fault() == Fault::rejected);
            }
        }
    }
}
