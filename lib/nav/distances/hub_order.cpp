#include <algorithm>
#include <queue>
#include <utility>

#include "nav/distances/build.hpp"

namespace mallctl::nav {

namespace {

constexpr std::uint32_t most_samples = 64;

// Shortest-path trees from corners spread evenly over the numbers, which follow the outlines of the floor.
// What a corner carries is the size of its subtrees; once it is a hub, its subtrees are covered and go
// (after Delling, Goldberg, Pajor, Werneck 2014, "Robust distance queries on massive networks").
class Sample {
  public:
    explicit Sample(const CornerGraph& graph) : carried_(graph.size(), 0) {
        const std::uint32_t n = graph.size();
        const std::uint32_t samples = std::min(most_samples, n);
        CornerSearch search(graph);
        trees_.reserve(samples);
        for (std::uint32_t i = 0; i < samples; ++i) {
            const auto root = static_cast<std::uint32_t>(std::uint64_t{n} * i / samples);
            std::vector<std::uint32_t> order;
            search.run(root, [&](std::uint32_t corner, double, std::uint16_t) {
                order.push_back(corner);
                return true;
            });
            trees_.emplace_back(n, order, search);
            for (const std::uint32_t corner : order) carried_[corner] += trees_.back().nodes[corner].size;
        }
    }

    std::uint32_t carried(std::uint32_t corner) const { return carried_[corner]; }

    void cover(std::uint32_t corner) {
        for (Tree& tree : trees_) {
            const std::uint32_t size = tree.nodes[corner].size;
            if (size == 0) continue;
            for (std::uint32_t i = corner; tree.nodes[i].parent != i;) {
                i = tree.nodes[i].parent;
                tree.nodes[i].size -= size;
                carried_[i] -= size;
            }
            cover_subtree(tree, corner);
        }
    }

  private:
    struct Node {
        std::uint32_t parent = none;
        std::uint32_t size = 0;  // of its subtree; 0 when it is not in the tree, or covered
        std::uint32_t first_child = none;
        std::uint32_t sibling = none;
    };
    struct Tree {
        Tree(std::uint32_t n, const std::vector<std::uint32_t>& order, const CornerSearch& search)
            : nodes(n) {
            for (auto i = order.rbegin(); i != order.rend(); ++i) {
                Node& node = nodes[*i];
                node.parent = search.parent(*i);
                ++node.size;
                if (node.parent == *i) continue;
                Node& above = nodes[node.parent];
                above.size += node.size;
                node.sibling = std::exchange(above.first_child, *i);
            }
        }
        std::vector<Node> nodes;
    };

    void cover_subtree(Tree& tree, std::uint32_t top) {
        stack_.assign(1, top);
        while (!stack_.empty()) {
            const std::uint32_t corner = stack_.back();
            stack_.pop_back();
            Node& node = tree.nodes[corner];
            carried_[corner] -= std::exchange(node.size, 0);
            for (std::uint32_t child = node.first_child; child != none; child = tree.nodes[child].sibling) {
                if (tree.nodes[child].size > 0) stack_.push_back(child);
            }
        }
    }

    std::vector<Tree> trees_;
    std::vector<std::uint32_t> carried_;  // by corner, over all trees
    std::vector<std::uint32_t> stack_;
};

}  // namespace

std::vector<std::uint32_t> hub_order(const CornerGraph& graph) {
    Sample sample(graph);
    // What corners carry only shrinks: an outdated entry goes back with what it carries now.
    struct Entry {
        std::uint32_t carried;
        std::uint32_t corner;
        bool operator<(const Entry& other) const {
            return carried < other.carried || (carried == other.carried && corner > other.corner);
        }
    };
    std::priority_queue<Entry> queue;
    for (std::uint32_t i = 0; i < graph.size(); ++i) queue.push({sample.carried(i), i});

    std::vector<std::uint32_t> order;
    order.reserve(graph.size());
    while (!queue.empty()) {
        const Entry top = queue.top();
        queue.pop();
        if (const std::uint32_t now = sample.carried(top.corner); now != top.carried) {
            queue.push({now, top.corner});
            continue;
        }
        order.push_back(top.corner);
        sample.cover(top.corner);
    }
    return order;
}

}  // namespace mallctl::nav
