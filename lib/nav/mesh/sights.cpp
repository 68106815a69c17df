#include <algorithm>
#include <string>
#include <utility>

#include "core/error.hpp"
#include "nav/mesh/expansion.hpp"
#include "nav/mesh/fans.hpp"
#include "nav/mesh/look.hpp"
#include "nav/mesh/mesh.hpp"

namespace mallctl::nav {

namespace {

// Values by owner, as begins and items: each owner's in the order they were added in.
template <typename T>
class Lists {
  public:
    void add(std::uint32_t owner, const T& item) {
        owners_.push_back(owner);
        items_.push_back(item);
    }

    void store(std::size_t owners, std::vector<std::uint32_t>& begins, std::vector<T>& items) const {
        begins.assign(owners + 1, 0);
        for (const std::uint32_t owner : owners_) ++begins[owner + 1];
        for (std::size_t i = 1; i <= owners; ++i) begins[i] += begins[i - 1];
        items.resize(items_.size());
        std::vector<std::uint32_t> ends(begins.begin(), begins.end() - 1);
        for (std::size_t i = 0; i < items_.size(); ++i) items[ends[owners_[i]]++] = items_[i];
    }

  private:
    std::vector<std::uint32_t> owners_;
    std::vector<T> items_;
};

// A corner's free angle, over 180 degrees: counter-clockwise from the edge to vertex `first`.
struct FreeAngle {
    FanStep begin;
    Bound first;
    Bound last;

    // As Corner::grazes: the line neither comes out of the solid angle nor runs into it.
    bool grazes(Mm direction) const {
        const std::int64_t a = cross(last.direction, direction);
        const std::int64_t b = cross(direction, first.direction);
        return !(a > 0 && b > 0) && !(a < 0 && b < 0);
    }
};

Bound turned(const Bound& bound) {
    return {-bound.direction, bound.vertex, !bound.turned};
}

// Is the direction within the closed angle of less than 180 degrees?
bool within(Mm direction, const Bound& right, const Bound& left) {
    return cross(right.direction, direction) >= 0 && cross(direction, left.direction) >= 0;
}

class SightFinder {
  public:
    explicit SightFinder(FloorData& floor)
        : floor_(floor), view_(floor.view()), angles_(floor.counts.corners) {
        for_each_fan(floor.triangles, [&](const Fan& fan) {
            if (fan.vertex >= angles_.size()) return;
            const Mm centre = position(fan.vertex);
            const Bound first{position(fan.first) - centre, fan.first, false};
            const Bound last{position(fan.last) - centre, fan.last, false};
            if (cross(first.direction, last.direction) < 0) angles_[fan.vertex] = {fan.begin, first, last};
        });
    }

    void find() {
        for (std::uint32_t corner = 0; corner < angles_.size(); ++corner) look_from_corner(corner);
        const auto sites = static_cast<std::uint32_t>(floor_.sites.size());
        for (std::uint32_t site = 0; site < sites; ++site) look_from_site(site);
        cones_.store(floor_.triangles.size(), floor_.cone_begins, floor_.cones);
        join_sites();
        store_sights();
    }

  private:
    Mm position(std::uint32_t vertex) const { return floor_.vertices[vertex].mm(); }

    void add_cone(std::uint32_t triangle, std::uint32_t node, const Bound& right, const Bound& left) {
        cones_.add(triangle, {node, right.vertex, right.turned, left.vertex, left.turned});
    }

    void join(std::uint32_t node, std::uint32_t other) {
        sights_.add(node, other);
        sights_.add(other, node);
    }

    // A path bends around the corner only from one of the two angles between a wall and the other wall's
    // prolongation into the other one.
    void look_from_corner(std::uint32_t corner) {
        const FreeAngle& angle = angles_[corner];
        const Mm centre = position(corner);
        const auto see = [&](std::uint32_t vertex) {
            if (vertex >= angles_.size() || vertex == corner) return;
            const Mm direction = position(vertex) - centre;
            if (angle.grazes(direction) && angles_[vertex].grazes(direction)) join(corner, vertex);
        };
        for (FanStep step = angle.begin; step.triangle != none; step = next_in_fan(floor_.triangles, step)) {
            look_between(corner, step, angle.first, turned(angle.last), see);
            look_between(corner, step, turned(angle.first), angle.last, see);
        }
        expand(
            view_, centre, windows_, [&](const Window& w) { add_cone(w.triangle, corner, w.right, w.left); },
            see);
    }

    // Begins with the part of a triangle at the corner that lies in the angle.
    template <typename See>
    void look_between(std::uint32_t corner, FanStep step, const Bound& right, const Bound& left, See&& see) {
        const Triangle& triangle = floor_.triangles[step.triangle];
        const Mm centre = position(corner);
        const std::uint32_t r = triangle.vertex[next_index(step.index)];
        const std::uint32_t l = triangle.vertex[previous_index(step.index)];
        const Bound right_edge{position(r) - centre, r, false};
        const Bound left_edge{position(l) - centre, l, false};
        const bool right_in = within(right_edge.direction, right, left);
        const bool left_in = within(left_edge.direction, right, left);
        if (!right_in && !within(right.direction, right_edge, left_edge)) return;
        const Bound& from = right_in ? right_edge : right;
        const Bound& to = left_in ? left_edge : left;
        if (cross(from.direction, to.direction) > 0) add_cone(step.triangle, corner, from, to);
        if (right_in) see(r);
        if (left_in) see(l);
        look_through(view_, step.triangle, step.index, from, to, windows_);
    }

    void look_from_site(std::uint32_t site) {
        const std::uint32_t node = floor_.counts.corners + site;
        const Mm point = floor_.sites[site].mm();
        for_each_triangle_at(view_, point, [&](std::uint32_t index, const Triangle&) {
            cones_.add(index, Cone::whole(node));
            look_out(view_, point, index, windows_);
            return true;
        });
        expand(
            view_, point, windows_, [&](const Window& w) { add_cone(w.triangle, node, w.right, w.left); },
            [](std::uint32_t) {});
    }

    void join_sites() {
        view_ = floor_.view();
        std::vector<Seen> seen;
        for (std::uint32_t site = 0; site < floor_.sites.size(); ++site) {
            const std::uint32_t node = floor_.counts.corners + site;
            look_around(view_, floor_.sites[site].mm(), seen);
            for (const Seen& other : seen) {
                if (other.node != node) join(node, other.node);
            }
        }
    }

    // Each row ascending, each node once.
    void store_sights() {
        std::vector<std::uint32_t>& begins = floor_.sight_begins;
        std::vector<std::uint32_t>& sights = floor_.sights;
        sights_.store(floor_.node_count(), begins, sights);
        std::size_t kept = 0;
        for (std::size_t node = 0; node + 1 < begins.size(); ++node) {
            const auto begin = sights.begin() + begins[node];
            const auto end = sights.begin() + begins[node + 1];
            std::sort(begin, end);
            const auto last = std::unique(begin, end);
            begins[node] = static_cast<std::uint32_t>(kept);
            kept = static_cast<std::size_t>(
                std::copy(begin, last, sights.begin() + static_cast<std::ptrdiff_t>(kept)) - sights.begin());
        }
        begins.back() = static_cast<std::uint32_t>(kept);
        sights.resize(kept);
    }

    FloorData& floor_;
    FloorView view_;
    std::vector<FreeAngle> angles_;  // by corner
    std::vector<Window> windows_;
    Lists<Cone> cones_;
    Lists<std::uint32_t> sights_;
};

}  // namespace

void add_sights(FloorData& floor) {
    const std::size_t nodes = std::size_t{floor.counts.corners} + floor.sites.size();
    if (nodes > Cone::most_indexes) {
        throw core::Error(core::Fault::rejected,
                          "the level has " + std::to_string(nodes) + " corners, stops and shops, more than " +
                              std::to_string(Cone::most_indexes),
                          "simplify the outlines of the level, or divide it into several");
    }
    SightFinder(floor).find();
}

}  // namespace mallctl::nav
