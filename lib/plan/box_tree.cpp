#include "plan/box_tree.hpp"

#include <cmath>
#include <utility>

namespace mallctl::plan {

namespace {

using core::Box;

void grow(Box& box, const Box& other) {
    box.min = {std::min(box.min.x, other.min.x), std::min(box.min.y, other.min.y)};
    box.max = {std::max(box.max.x, other.max.x), std::max(box.max.y, other.max.y)};
}

}  // namespace

BoxTree::BoxTree(std::vector<Item> items) : items_(std::move(items)) {
    if (items_.empty()) return;
    // Vertical slices of as many items as there are slices times the fanout, each sorted from below.
    const auto by_x = [](const Item& a, const Item& b) {
        return a.box.min.x + a.box.max.x < b.box.min.x + b.box.max.x;
    };
    const auto by_y = [](const Item& a, const Item& b) {
        return a.box.min.y + a.box.max.y < b.box.min.y + b.box.max.y;
    };
    std::stable_sort(items_.begin(), items_.end(), by_x);
    const double leaves = std::ceil(static_cast<double>(items_.size()) / fanout);
    const std::size_t slice = static_cast<std::size_t>(std::ceil(std::sqrt(leaves))) * fanout;
    for (std::size_t first = 0; first < items_.size(); first += slice) {
        const std::size_t last = std::min(first + slice, items_.size());
        std::stable_sort(items_.begin() + static_cast<std::ptrdiff_t>(first),
                         items_.begin() + static_cast<std::ptrdiff_t>(last), by_y);
    }
    for (std::size_t first = 0; first < items_.size(); first += fanout) {
        add_node(first, std::min(first + fanout, items_.size()), true);
    }
    for (std::size_t begin = 0, end = nodes_.size(); end - begin > 1; begin = end, end = nodes_.size()) {
        for (std::size_t first = begin; first < end; first += fanout) {
            add_node(first, std::min(first + fanout, end), false);
        }
    }
}

void BoxTree::add_node(std::size_t first, std::size_t last, bool leaf) {
    Node node;
    node.box = leaf ? items_[first].box : nodes_[first].box;
    node.first = first;
    node.last = last;
    node.leaf = leaf;
    for (std::size_t i = first + 1; i < last; ++i) grow(node.box, leaf ? items_[i].box : nodes_[i].box);
    nodes_.push_back(node);
}

}  // namespace mallctl::plan
