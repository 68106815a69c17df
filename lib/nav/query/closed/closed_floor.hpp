// A floor of which parts are closed: which of its sights are cut, and the corners that the closed parts add.
#pragma once

#include <span>
#include <vector>

#include "nav/floor_arrays.hpp"
#include "nav/mesh/seen.hpp"
#include "nav/query/closed/closed_area.hpp"

namespace mallctl::nav {

// The nodes of a closed floor are those of its floor, then the convex vertices of the closed area that lie in
// free space: its *bends*. A shortest path bends at corners and bends only.
class ClosedFloor {
  public:
    // `floor` and `area` must outlive it. O(sights + bends x cones of a triangle).
    ClosedFloor(const FloorView& floor, const ClosedArea& area);

    const FloorView& floor() const { return *floor_; }
    const ClosedArea& area() const { return *area_; }
    std::uint32_t node_count() const { return static_cast<std::uint32_t>(begins_.size() - 1); }
    Mm position(std::uint32_t node) const {
        return node < floor_->node_count() ? floor_->node(node).mm() : bends_[node - floor_->node_count()].at;
    }

    // Whether the sight at a position in floor().sights is cut.
    bool is_cut(std::uint32_t sight) const { return cut_[sight]; }
    // What a node sees beside its sights: bends, and of a bend all it sees.
    std::span<const std::uint32_t> more_sights(std::uint32_t node) const {
        return std::span(more_).subspan(begins_[node], begins_[node + 1] - begins_[node]);
    }

    // The nodes that a shortest path from a free point that is not closed can go to first, and all sites in
    // sight. `seen` is overwritten.
    void look_around(Mm point, std::vector<Seen>& seen) const;
    // Whether the straight line between two free points stays in free space and clear of what is closed.
    bool sees(Mm a, Mm b) const;

  private:
    using Pair = std::pair<std::uint32_t, std::uint32_t>;
    void cut_sights();
    std::vector<Pair> sights_of_bends() const;  // both ways, sorted

    const FloorView* floor_;
    const ClosedArea* area_;
    std::vector<ClosedArea::Vertex> bends_;
    std::vector<bool> cut_;              // parallel to floor_->sights
    std::vector<std::uint32_t> begins_;  // by node
    std::vector<std::uint32_t> more_;
};

// What can be walked of a level: all of its floor, or what is not closed of it.
class WalkGraph {
  public:
    WalkGraph(const FloorView& floor, const ClosedFloor* closed) : floor_(&floor), closed_(closed) {}

    const FloorView& floor() const { return *floor_; }
    std::uint32_t node_count() const {
        return closed_ != nullptr ? closed_->node_count() : floor_->node_count();
    }
    Mm position(std::uint32_t node) const {
        return closed_ != nullptr ? closed_->position(node) : floor_->node(node).mm();
    }
    bool is_corner(std::uint32_t node) const { return node < floor_->counts.corners; }
    bool is_site(std::uint32_t node) const { return !is_corner(node) && node < floor_->node_count(); }

    // Calls visit(other) for each node in sight of a node.
    template <typename Visit>
    void for_each_sight(std::uint32_t node, Visit&& visit) const {
        if (node < floor_->node_count()) {
            for (std::uint32_t i = floor_->sight_begins[node]; i < floor_->sight_begins[node + 1]; ++i) {
                if (closed_ == nullptr || !closed_->is_cut(i)) visit(floor_->sights[i]);
            }
        }
        if (closed_ == nullptr) return;
        for (const std::uint32_t other : closed_->more_sights(node)) visit(other);
    }

    void look_around(Mm point, std::vector<Seen>& seen) const;
    bool sees(Mm a, Mm b) const;

  private:
    const FloorView* floor_;
    const ClosedFloor* closed_;
};

}  // namespace mallctl::nav
