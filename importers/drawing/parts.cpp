#include "importers/drawing/parts.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "importers/drawing/planar.hpp"

namespace mallctl::importers::drawing {

namespace {

class Groups {
  public:
    explicit Groups(std::size_t count) : parent_(count) {
        std::iota(parent_.begin(), parent_.end(), std::size_t{0});
    }

    std::size_t find(std::size_t i) {
        while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
        return i;
    }
    // The smaller index leads, so that groups do not depend on the order of joining.
    void join(std::size_t a, std::size_t b) {
        const std::size_t x = find(a);
        const std::size_t y = find(b);
        parent_[std::max(x, y)] = std::min(x, y);
    }

  private:
    std::vector<std::size_t> parent_;
};

bool is_open(const Part& part) {
    return part.points.size() > 1 && part.points.front() != part.points.back();
}
bool is_open_curve(const Part& part) {
    return part.points.size() >= 4 && is_open(part);
}

void join_parts_of_inserts(const std::vector<Part>& parts, Groups& groups) {
    constexpr double drawn_together_m = 0.001;
    std::map<std::string, std::vector<std::size_t>> by_handle;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (!parts[i].handle.empty() && !parts[i].points.empty()) by_handle[parts[i].handle].push_back(i);
    }
    for (const auto& [handle, members] : by_handle) {
        std::vector<core::Box> boxes;
        for (const std::size_t i : members) boxes.push_back(box_around(parts[i].points));
        for (std::size_t a = 0; a < members.size(); ++a) {
            for (std::size_t b = a + 1; b < members.size(); ++b) {
                if (touch(boxes[a], boxes[b], drawn_together_m)) groups.join(members[a], members[b]);
            }
        }
    }
}

void join_swings_with_leaves(const std::vector<Part>& parts, Groups& groups) {
    constexpr double same_end_per_m = 1000;  // ends are the same to a millimetre
    std::map<std::pair<double, double>, std::vector<std::size_t>> by_end;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (!is_open(parts[i])) continue;
        for (const core::Point end : {parts[i].points.front(), parts[i].points.back()}) {
            by_end[{std::round(end.x * same_end_per_m), std::round(end.y * same_end_per_m)}].push_back(i);
        }
    }
    for (const auto& [end, members] : by_end) {
        const auto curve = std::find_if(members.begin(), members.end(),
                                        [&](std::size_t i) { return is_open_curve(parts[i]); });
        if (curve == members.end()) continue;
        for (const std::size_t i : members) groups.join(*curve, i);
    }
}

}  // namespace

std::vector<std::vector<std::size_t>> group_parts(const std::vector<Part>& parts, PartKind kind) {
    Groups groups(parts.size());
    join_parts_of_inserts(parts, groups);
    if (kind == PartKind::door) join_swings_with_leaves(parts, groups);
    std::map<std::size_t, std::vector<std::size_t>> by_leader;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (!parts[i].points.empty()) by_leader[groups.find(i)].push_back(i);
    }
    std::vector<std::vector<std::size_t>> result;
    for (auto& [leader, members] : by_leader) result.push_back(std::move(members));
    return result;
}

}  // namespace mallctl::importers::drawing
