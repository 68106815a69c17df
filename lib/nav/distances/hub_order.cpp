#include <algorithm>
#include <numeric>

#include "nav/distances/build.hpp"

namespace mallctl::nav {

namespace {

constexpr std::uint32_t most_samples = 64;

}  // namespace

std::vector<std::uint32_t> hub_order(const CornerGraph& graph) {
    const std::uint32_t n = graph.size();
    const std::uint32_t samples = std::min(most_samples, n);
    CornerSearch search(graph);
    std::vector<std::uint64_t> carried(n, 0);  // sizes of the corner's subtrees, over all samples
    std::vector<std::uint32_t> size(n, 0);
    std::vector<std::uint32_t> reached;
    for (std::uint32_t i = 0; i < samples; ++i) {
        // Corners are numbered along the outlines of the floor: even steps sample all of it.
        const auto root = static_cast<std::uint32_t>(std::uint64_t{n} * i / samples);
        reached.clear();
        search.run(root, [&](std::uint32_t corner, double, std::uint16_t) {
            reached.push_back(corner);
            size[corner] = 1;
            return true;
        });
        // Farthest first; the root carries its own tree by being asked, which says nothing about it.
        for (std::size_t k = reached.size() - 1; k > 0; --k) {
            carried[reached[k]] += size[reached[k]];
            size[search.parent(reached[k])] += size[reached[k]];
        }
    }
    std::vector<std::uint32_t> order(n);
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return carried[a] > carried[b]; });
    return order;
}

}  // namespace mallctl::nav
