// Which of many boxes meet a box.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "core/geometry.hpp"

namespace mallctl::plan {

// Boundaries count: boxes that touch meet.
inline bool meet(const core::Box& a, const core::Box& b) {
    return a.min.x <= b.max.x && b.min.x <= a.max.x && a.min.y <= b.max.y && b.min.y <= a.max.y;
}

// A static R-tree, packed by sort-tile-recursive (Leutenegger, Lopez, Edgington, "STR: A simple and efficient
// algorithm for R-tree packing", ICDE 1997). Built in O(n log n), asked in O(log n + hits) for boxes that do
// not all overlap.
class BoxTree {
  public:
    struct Item {
        core::Box box;
        std::size_t value = 0;
    };

    BoxTree() = default;
    explicit BoxTree(std::vector<Item> items);

    // Calls `use(value)` for each item whose box meets `box`, in an order that depends on the items alone,
    // until it returns false.
    template <typename Use>
    void visit(const core::Box& box, Use use) const {
        if (!nodes_.empty()) visit(nodes_.size() - 1, box, use);
    }

  private:
    static constexpr std::size_t fanout = 16;

    // The items, or the nodes, from `first` up to `last`.
    struct Node {
        core::Box box;
        std::size_t first = 0;
        std::size_t last = 0;
        bool leaf = true;
    };

    void add_node(std::size_t first, std::size_t last, bool leaf);

    template <typename Use>
    bool visit(std::size_t index, const core::Box& box, Use& use) const {
        const Node& node = nodes_[index];
        if (!meet(node.box, box)) return true;
        for (std::size_t i = node.first; i < node.last; ++i) {
            if (!node.leaf) {
                if (!visit(i, box, use)) return false;
            } else if (meet(items_[i].box, box) && !use(items_[i].value)) {
                return false;
            }
        }
        return true;
    }

    std::vector<Item> items_;
    std::vector<Node> nodes_;  // the root is the last
};

}  // namespace mallctl::plan
