#include "nav/mesh/look.hpp"

#include <algorithm>
#include <cmath>

#include "nav/mesh/buckets.hpp"
#include "nav/mesh/cones.hpp"
#include "nav/mesh/expansion.hpp"

namespace mallctl::nav {

namespace {

float length_of(Mm difference) {
    return static_cast<float>(std::sqrt(static_cast<double>(dot(difference, difference))) * 1e-3);
}

// A straight line through triangles, from one that holds its start.
class Walk {
  public:
    Walk(const FloorView& floor, Mm from, Mm to)
        : floor_(floor), from_(from), to_(to), direction_(to - from) {}

    bool arrives() {
        for_each_triangle_at(floor_, from_, [&](std::uint32_t index, const Triangle& triangle) {
            if (holds(floor_, triangle, to_)) {
                arrived_ = true;
            } else {
                leave(index);
            }
            return !arrived_;
        });
        // Around each vertex on the line it may turn to both sides.
        for (std::size_t left = 4 * floor_.triangles.size() + 16; !arrived_ && !steps_.empty() && left > 0;
             --left) {
            const Step step = steps_.back();
            steps_.pop_back();
            pass(step);
        }
        return arrived_;
    }

  private:
    struct Step {
        std::uint32_t triangle;
        std::uint32_t entry;  // the edge it comes through
    };

    Mm at(std::uint32_t vertex) const { return floor_.vertices[vertex].mm(); }

    void go(std::uint32_t triangle, std::uint32_t exit) {
        const std::uint32_t other = floor_.triangles[triangle].across[exit];
        if (other == none) return;
        for (std::uint32_t entry = 0; entry < 3; ++entry) {
            if (floor_.triangles[other].across[entry] != triangle) continue;
            steps_.push_back({other, entry});
            return;
        }
    }

    // Out of the triangle that holds the start and not the end.
    void leave(std::uint32_t index) {
        const Triangle& triangle = floor_.triangles[index];
        for (std::uint32_t i = 0; i < 3; ++i) {
            const Mm right = at(triangle.vertex[after(i)]) - from_;
            const Mm left = at(triangle.vertex[after(after(i))]) - from_;
            if (cross(right, left) > 0 && cross(right, direction_) >= 0 && cross(direction_, left) >= 0) {
                go(index, i);
            }
        }
    }

    void pass(Step step) {
        const Triangle& triangle = floor_.triangles[step.triangle];
        const Mm apex = at(triangle.vertex[step.entry]);
        const std::uint32_t left_index = after(step.entry);
        const std::uint32_t right_index = after(left_index);
        const std::int64_t turn = cross(direction_, apex - from_);
        if (turn > 0) {
            arrived_ = side(at(triangle.vertex[right_index]), apex, to_) >= 0;
            go(step.triangle, left_index);
        } else if (turn < 0) {
            arrived_ = side(apex, at(triangle.vertex[left_index]), to_) >= 0;
            go(step.triangle, right_index);
        } else {
            arrived_ = dot(direction_, to_ - apex) <= 0;
            go(step.triangle, left_index);
            go(step.triangle, right_index);
        }
    }

    const FloorView& floor_;
    Mm from_;
    Mm to_;
    Mm direction_;
    std::vector<Step> steps_;
    bool arrived_ = false;
};

}  // namespace

bool is_free(const FloorView& floor, Mm point) {
    bool found = false;
    for_each_triangle_at(floor, point, [&](std::uint32_t, const Triangle&) {
        found = true;
        return false;
    });
    return found;
}

void look_around(const FloorView& floor, Mm point, std::vector<Seen>& seen, std::uint32_t limit) {
    static thread_local std::vector<std::uint32_t> nodes;
    seen.clear();
    for_each_triangle_at(floor, point, [&](std::uint32_t index, const Triangle&) {
        const std::uint32_t begin = floor.cone_begins[index];
        std::uint32_t end = floor.cone_begins[index + 1];
        if (begin < end && limit != none) {
            // A triangle's cones ascend by node.
            const auto cones = floor.cones.subspan(begin, end - begin);
            const auto last = std::partition_point(cones.begin(), cones.end(),
                                                   [limit](Cone cone) { return cone.node() < limit; });
            end = begin + static_cast<std::uint32_t>(last - cones.begin());
        }
        if (begin >= end) return true;
        if (nodes.size() < end - begin) nodes.resize(end - begin);
        const std::uint32_t* const last =
            nodes_of(floor, floor.cones.subspan(begin, end - begin), point, nodes.data());
        const std::size_t before = seen.size();
        seen.resize(before + static_cast<std::size_t>(last - nodes.data()));
        for (std::size_t i = before; i < seen.size(); ++i) {
            const std::uint32_t node = nodes[i - before];
            seen[i] = {node, length_of(point - floor.node(node).mm())};
        }
        return true;
    });
}

bool sees(const FloorView& floor, Mm a, Mm b) {
    return Walk(floor, a, b).arrives();
}

}  // namespace mallctl::nav
