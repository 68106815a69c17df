// The corners of a floor and what they see of each other: what shortest paths are made of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "nav/floor_arrays.hpp"

namespace mallctl::nav {

// No position among the sights of a node.
inline constexpr std::uint16_t no_sight = 0xFFFF;

// A line of sight from one corner to another.
struct CornerEdge {
    double length_m = 0;
    std::uint32_t to = 0;
    std::uint16_t back = no_sight;  // where this corner stands among the sights of `to`
};

class CornerGraph {
  public:
    // Throws core::Error(rejected) where a node sees more than 65,534 others, (failed) where sights are not
    // symmetrical.
    explicit CornerGraph(const FloorData& floor);

    std::uint32_t size() const { return static_cast<std::uint32_t>(begins_.size() - 1); }
    std::span<const CornerEdge> edges(std::uint32_t corner) const {
        return std::span(edges_).subspan(begins_[corner], begins_[corner + 1] - begins_[corner]);
    }

  private:
    std::vector<std::size_t> begins_;
    std::vector<CornerEdge> edges_;
};

// Dijkstra's algorithm (1959) from one corner after the other, in scratch space that is used again.
class CornerSearch {
  public:
    explicit CornerSearch(const CornerGraph& graph);

    // Calls keep(corner, length_m, next) for the corners that can be reached from `root`, nearest first,
    // equals by number; `next` is where the way to the root goes on, as a position among the corner's sights
    // (no_sight at the root). Does not go on from a corner for which keep() is false.
    template <typename Keep>
    void run(std::uint32_t root, Keep&& keep);

    // The corner before `corner` on the way from the root of the last run, itself for the root.
    std::uint32_t parent(std::uint32_t corner) const { return nodes_[corner].parent; }

  private:
    struct Node {
        double length_m = std::numeric_limits<double>::infinity();
        std::uint32_t parent = none;
        std::uint32_t place = none;  // in the heap
        std::uint16_t next = no_sight;
    };
    struct Entry {
        double length_m;
        std::uint32_t corner;
        bool operator<(const Entry& other) const {
            return length_m < other.length_m || (length_m == other.length_m && corner < other.corner);
        }
    };

    void rise(std::size_t place, Entry entry);
    Entry take_least();

    const CornerGraph* graph_;
    std::vector<Node> nodes_;
    std::vector<Entry> heap_;  // four children each; every corner at most once
    std::vector<std::uint32_t> touched_;
};

template <typename Keep>
void CornerSearch::run(std::uint32_t root, Keep&& keep) {
    for (const std::uint32_t corner : touched_) nodes_[corner] = {};
    heap_.clear();
    touched_.assign(1, root);
    nodes_[root].length_m = 0;
    nodes_[root].parent = root;
    heap_.push_back({0, root});
    rise(0, heap_[0]);

    while (!heap_.empty()) {
        const Entry here = take_least();
        if (!keep(here.corner, here.length_m, nodes_[here.corner].next)) continue;
        for (const CornerEdge& edge : graph_->edges(here.corner)) {
            const double length_m = here.length_m + edge.length_m;
            Node& node = nodes_[edge.to];
            if (!(length_m < node.length_m)) continue;
            if (node.parent == none) {
                touched_.push_back(edge.to);
                node.place = static_cast<std::uint32_t>(heap_.size());
                heap_.push_back({});
            }
            node.length_m = length_m;
            node.parent = here.corner;
            node.next = edge.back;
            rise(node.place, {length_m, edge.to});
        }
    }
}

}  // namespace mallctl::nav
