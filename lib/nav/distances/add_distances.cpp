#include <algorithm>

#include "nav/distances/build.hpp"
#include "nav/distances/distances.hpp"

namespace mallctl::nav {

void add_table(FloorData& floor, const CornerGraph& graph) {
    const std::size_t n = graph.size();
    floor.table.assign(n * n, unreachable);
    floor.table_next.assign(n * n, no_sight);
    CornerSearch search(graph);
    for (std::uint32_t target = 0; target < n; ++target) {
        search.run(target, [&](std::uint32_t corner, double length_m, std::uint16_t next) {
            // From the two searches of a pair come lengths that may differ in the last bit: take the first.
            if (corner >= target) {
                floor.table[target * n + corner] = static_cast<float>(length_m);
                floor.table[corner * n + target] = static_cast<float>(length_m);
            }
            floor.table_next[corner * n + target] = next;
            return true;
        });
    }
}

void add_distances(FloorData& floor) {
    const CornerGraph graph(floor);
    floor.table.clear();
    floor.table_next.clear();
    floor.label_begins.clear();
    floor.label_hubs.clear();
    floor.label_lengths.clear();
    floor.label_next.clear();
    if (floor.counts.corners <= most_tabled_corners) {
        add_table(floor, graph);
    } else {
        add_labels(floor, graph);
    }
    add_site_lengths(floor);
}

}  // namespace mallctl::nav
