#include "tests/bench/nav/closing.hpp"

#include <cmath>
#include <random>

namespace mallctl::bench {

nav::Closures close_connector(const Workload& workload, std::uint32_t connector) {
    nav::Closure closure;
    closure.label = "closed";
    closure.connector = workload.plan.connectors.at(connector).id;
    return {workload.graph, {closure}};
}

nav::Closures close_area(const Workload& workload, std::uint32_t level, const core::MultiPolygon& area) {
    nav::Closure closure;
    closure.label = "closed";
    closure.level = level;
    closure.area = area;
    return {workload.graph, {closure}};
}

core::MultiPolygon area_on(const Workload& workload, const nav::Route& route, unsigned seed) {
    std::mt19937 random(seed);
    const std::vector<core::Point>& line = route.legs.front().coordinates;
    const std::size_t segment = random() % (line.size() - 1);
    const test::Mm a = workload.space.millimetres(line[segment]);
    const test::Mm b = workload.space.millimetres(line[segment + 1]);
    const auto part = static_cast<std::int64_t>(random() % 1000);
    const test::Mm middle{a.x + (b.x - a.x) * part / 1000, a.y + (b.y - a.y) * part / 1000};
    const auto half = [&] { return 500 + static_cast<std::int64_t>(random() % 1500); };
    const std::int64_t x = half();
    const std::int64_t y = half();
    core::Ring ring;
    for (const test::Mm corner :
         {test::Mm{-x, -y}, test::Mm{x, -y}, test::Mm{x, y}, test::Mm{-x, y}, test::Mm{-x, -y}}) {
        ring.push_back(workload.space.geographic({middle.x + corner.x, middle.y + corner.y}));
    }
    return {{{ring}}};
}

}  // namespace mallctl::bench
