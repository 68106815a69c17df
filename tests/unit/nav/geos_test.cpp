#include "nav/space/geos.hpp"

#include <catch2/catch.hpp>
#include <random>

using namespace mallctl::nav;

namespace {

bool cross_properly(Mm a, Mm b, Mm c, Mm d) {
    const auto sign = [](std::int64_t value) { return (value > 0) - (value < 0); };
    return sign(side(a, b, c)) * sign(side(a, b, d)) < 0 && sign(side(c, d, a)) * sign(side(c, d, b)) < 0;
}

}  // namespace

TEST_CASE("rings lie on the grid and do not cross, however slanted the shapes were") {
    const Geos geos;
    for (unsigned seed = 1; seed <= 20; ++seed) {
        INFO(seed);
        std::mt19937 random(seed);
        const auto point = [&] {
            return Mm{static_cast<std::int64_t>(random() % 300), static_cast<std::int64_t>(random() % 300)};
        };
        std::vector<Shape> shapes;
        for (int i = 0; i < 12; ++i) shapes.push_back(geos.polygon({{point(), point(), point()}}));
        std::vector<std::pair<Mm, Mm>> edges;
        for (const MmRing& ring : geos.rings(geos.widen_all(shapes, 7))) {
            for (std::size_t i = 0; i < ring.size(); ++i) {
                CHECK(ring[i] != ring[(i + 1) % ring.size()]);
                edges.emplace_back(ring[i], ring[(i + 1) % ring.size()]);
            }
        }
        CHECK_FALSE(edges.empty());
        for (const auto& [a, b] : edges) {
            for (const auto& [c, d] : edges) CHECK_FALSE(cross_properly(a, b, c, d));
        }
    }
}

TEST_CASE("a ring that crosses itself is repaired, and one of no area is nothing") {
    const Geos geos;
    const Shape bow = geos.polygon({{{0, 0}, {100, 100}, {100, 0}, {0, 100}}});
    CHECK(geos.rings(bow).size() == 2);
    CHECK(geos.polygon({{{0, 0}, {100, 100}}}).is_empty());
    CHECK(geos.rings(Shape()).empty());
}
