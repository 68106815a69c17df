#include <limits>

#include "nav/distances/build.hpp"
#include "nav/distances/distances.hpp"

namespace mallctl::nav {

namespace {

// Two sums along equally long ways differ by rounding alone: without this much room, hubs would be kept that
// add nothing. Far below what a float tells apart.
constexpr double rounding = 1e-11;

struct Label {
    double length_m = 0;
    std::uint32_t hub = 0;
    std::uint16_t next = no_sight;
};

using Labels = std::vector<std::vector<Label>>;

// A search from each hub in turn, which stops where earlier hubs already tell the length.
Labels make_labels(const CornerGraph& graph) {
    Labels labels(graph.size());
    std::vector<double> from_root(graph.size(), std::numeric_limits<double>::infinity());
    CornerSearch search(graph);
    std::uint32_t hub = 0;
    for (const std::uint32_t root : hub_order(graph)) {
        for (const Label& label : labels[root]) from_root[label.hub] = label.length_m;
        search.run(root, [&](std::uint32_t corner, double length_m, std::uint16_t next) {
            const double enough = length_m * (1 + rounding);
            for (const Label& label : labels[corner]) {
                if (from_root[label.hub] + label.length_m <= enough) return false;
            }
            labels[corner].push_back({length_m, hub, next});
            return true;
        });
        for (const Label& label : labels[root]) {
            from_root[label.hub] = std::numeric_limits<double>::infinity();
        }
        ++hub;
    }
    return labels;
}

}  // namespace

void add_labels(FloorData& floor, const CornerGraph& graph) {
    const Labels labels = make_labels(graph);
    std::size_t count = 0;
    for (const std::vector<Label>& of_corner : labels) count += of_corner.size();
    floor.label_begins.reserve(labels.size() + 1);
    floor.label_hubs.reserve(count);
    floor.label_lengths.reserve(count);
    floor.label_next.reserve(count);

    floor.label_begins.push_back(0);
    for (const std::vector<Label>& of_corner : labels) {
        for (const Label& label : of_corner) {
            floor.label_hubs.push_back(label.hub);
            floor.label_lengths.push_back(static_cast<float>(label.length_m));
            floor.label_next.push_back(label.next);
        }
        floor.label_begins.push_back(static_cast<std::uint32_t>(floor.label_hubs.size()));
    }
}

}  // namespace mallctl::nav
