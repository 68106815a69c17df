#include "nav/query/walk_search.hpp"

#include <algorithm>
#include <limits>

#include "nav/distances/distances.hpp"
#include "nav/mesh/look.hpp"

namespace mallctl::nav {

namespace {

constexpr double endless = std::numeric_limits<double>::infinity();

// Looked-up lengths are sums of rounded floats: this keeps them below the lengths that they bound.
constexpr double cautious = 1 - 2e-6;

struct Entry {
    double bound_m = 0;  // of a whole walk over the node
    std::uint32_t node = 0;
    double length_m = 0;  // to the node, when it was put here

    // For a heap with the least on top; equals by number.
    bool operator<(const Entry& other) const {
        return bound_m != other.bound_m ? bound_m > other.bound_m : node > other.node;
    }
};

// Nodes that were reached so far, in space that is used again: a node is of this search where its stamp is.
class Reached {
  public:
    struct Node {
        double length_m = endless;
        double rest_m = -1;  // at least so far from here to the target; negative: not known yet
        std::uint32_t parent = none;
        std::uint32_t stamp = 0;
    };

    void start(std::size_t nodes) {
        heap.clear();
        if (nodes_.size() < nodes) nodes_.resize(nodes);
        if (++stamp_ != 0) return;
        for (Node& node : nodes_) node.stamp = 0;
        stamp_ = 1;
    }
    Node& operator[](std::uint32_t i) {
        Node& node = nodes_[i];
        if (node.stamp != stamp_) node = {endless, -1, none, stamp_};
        return node;
    }
    void push(Entry entry) {
        heap.push_back(entry);
        std::push_heap(heap.begin(), heap.end());
    }
    Entry pop() {
        std::pop_heap(heap.begin(), heap.end());
        const Entry least = heap.back();
        heap.pop_back();
        return least;
    }

    std::vector<Entry> heap;

  private:
    std::vector<Node> nodes_;
    std::uint32_t stamp_ = 0;
};

struct Scratch {
    Reached reached;
    std::vector<Seen> from_seen;
    std::vector<Seen> to_seen;
    std::vector<Seen> last;  // nodes from which the target is seen, by number
    std::vector<double> bend_rests_m;
};

Scratch& scratch() {
    thread_local Scratch space;
    return space;
}

class Search {
  public:
    Search(const WalkGraph& graph, Mm to, Scratch& space)
        : graph_(graph),
          to_(to),
          space_(space),
          towards_(graph.floor(), (nav::look_around(graph.floor(), to, space.to_seen), space.to_seen)) {
        space.reached.start(graph.node_count());
        graph.look_around(to, space.last);
        std::sort(space.last.begin(), space.last.end(),
                  [](const Seen& a, const Seen& b) { return a.node < b.node; });
        bound_bends();
    }

    // From a point that does not see the target.
    void run(Mm from) {
        graph_.look_around(from, space_.from_seen);
        for (const Seen& seen : space_.from_seen) reach(none, seen.node, 0, from);
        Reached& reached = space_.reached;
        while (!reached.heap.empty()) {
            const Entry here = reached.pop();
            if (here.bound_m >= length_m_) break;
            if (here.length_m > reached[here.node].length_m) continue;  // reached on a shorter way since
            const Mm at = graph_.position(here.node);
            finish(here.node, here.length_m, at);
            graph_.for_each_sight(here.node,
                                  [&](std::uint32_t other) { reach(here.node, other, here.length_m, at); });
        }
    }

    double length() const { return length_m_; }

    void trace(std::vector<Mm>& path) {
        for (std::uint32_t node = last_; node != none; node = space_.reached[node].parent) {
            path.push_back(graph_.position(node));
        }
        std::reverse(path.begin(), path.end());
    }

  private:
    void reach(std::uint32_t parent, std::uint32_t node, double so_far_m, Mm at) {
        if (graph_.is_site(node)) return;
        const double length = so_far_m + length_m(at, graph_.position(node));
        Reached::Node& known = space_.reached[node];
        if (!(length < known.length_m)) return;
        if (known.rest_m < 0) known.rest_m = rest_of(node);
        const double bound = length + known.rest_m;
        if (!(bound < length_m_)) return;
        known.length_m = length;
        known.parent = parent;
        space_.reached.push({bound, node, length});
    }

    // What lengths towards the target say of a corner is the shortest walk that bends around it: a walk to a
    // bend may leave the corner where no walk over corners alone would, and be shorter. So the walk over the
    // bends is a bound of its own.
    double rest_of(std::uint32_t node) const {
        if (!graph_.is_corner(node)) return space_.bend_rests_m[node - graph_.floor().node_count()];
        double rest = double{towards_.length_from(node)} * cautious;
        const Mm at = graph_.position(node);
        for (std::uint32_t i = 0; i < space_.bend_rests_m.size(); ++i) {
            rest = std::min(rest, length_m(at, bend(i)) + space_.bend_rests_m[i]);
        }
        return rest;
    }

    // From each bend at least the unhindered walk, or straight to the bend that is the last and on from
    // there.
    void bound_bends() {
        const FloorView& floor = graph_.floor();
        std::vector<double>& rests = space_.bend_rests_m;
        rests.assign(graph_.node_count() - floor.node_count(), endless);
        for (std::uint32_t i = 0; i < rests.size(); ++i) {
            if (nav::sees(floor, bend(i), to_)) rests[i] = length_m(bend(i), to_);
            nav::look_around(floor, bend(i), space_.from_seen);
            for (const Seen& seen : space_.from_seen) {
                if (!graph_.is_corner(seen.node)) continue;
                const double on = double{towards_.length_from(seen.node)} * cautious;
                rests[i] = std::min(rests[i], length_m(bend(i), graph_.position(seen.node)) + on);
            }
        }
        // In place: a rest shortened already is itself straight lines between bends, never too long.
        for (std::uint32_t i = 0; i < rests.size(); ++i) {
            for (std::uint32_t k = 0; k < rests.size(); ++k) {
                rests[i] = std::min(rests[i], length_m(bend(i), bend(k)) + rests[k]);
            }
        }
    }

    Mm bend(std::uint32_t i) const { return graph_.position(graph_.floor().node_count() + i); }

    void finish(std::uint32_t node, double so_far_m, Mm at) {
        const auto found =
            std::lower_bound(space_.last.begin(), space_.last.end(), node,
                             [](const Seen& seen, std::uint32_t key) { return seen.node < key; });
        if (found == space_.last.end() || found->node != node) return;
        const double length = so_far_m + length_m(at, to_);
        if (!(length < length_m_)) return;
        length_m_ = length;
        last_ = node;
    }

    const WalkGraph& graph_;
    Mm to_;
    Scratch& space_;
    TowardsPoint towards_;
    double length_m_ = endless;
    std::uint32_t last_ = none;
};

}  // namespace

double shortest_walk(const WalkGraph& graph, Mm from, Mm to, std::vector<Mm>& path) {
    path.clear();
    if (graph.sees(from, to)) return length_m(from, to);
    Search search(graph, to, scratch());
    search.run(from);
    search.trace(path);
    return search.length();
}

void walks_to_sites(const WalkGraph& graph, Mm from, std::uint32_t first, std::span<float> out) {
    Scratch& space = scratch();
    Reached& reached = space.reached;
    reached.start(graph.node_count());
    std::fill(out.begin(), out.end(), unreachable);
    std::size_t missing = out.size();
    const auto reach = [&](std::uint32_t node, double length) {
        Reached::Node& known = reached[node];
        if (!(length < known.length_m)) return;
        known.length_m = length;
        reached.push({length, node, length});
    };
    graph.look_around(from, space.from_seen);
    for (const Seen& seen : space.from_seen) reach(seen.node, length_m(from, graph.position(seen.node)));
    while (!reached.heap.empty() && missing > 0) {
        const Entry here = reached.pop();
        if (here.length_m > reached[here.node].length_m) continue;
        if (graph.is_site(here.node)) {
            const std::size_t k = std::size_t{here.node} - graph.floor().counts.corners - first;
            if (k < out.size()) {  // wraps below first
                out[k] = static_cast<float>(here.length_m);
                --missing;
            }
            continue;
        }
        const Mm at = graph.position(here.node);
        graph.for_each_sight(here.node, [&](std::uint32_t other) {
            reach(other, here.length_m + length_m(at, graph.position(other)));
        });
    }
}

}  // namespace mallctl::nav
