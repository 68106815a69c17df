#include "nav/query/closed/closed_floor.hpp"

#include <algorithm>

#include "nav/mesh/look.hpp"

namespace mallctl::nav {

ClosedFloor::ClosedFloor(const FloorView& floor, const ClosedArea& area) : floor_(&floor), area_(&area) {
    for (const ClosedArea::Vertex& vertex : area.vertices()) {
        if (vertex.is_convex() && is_free(floor, vertex.at)) bends_.push_back(vertex);
    }
    cut_sights();
    const std::vector<Pair> sights = sights_of_bends();
    begins_.assign(floor.node_count() + bends_.size() + 1, 0);
    for (const auto& [from, to] : sights) {
        ++begins_[from + 1];
        more_.push_back(to);
    }
    for (std::size_t i = 1; i < begins_.size(); ++i) begins_[i] += begins_[i - 1];
}

void ClosedFloor::cut_sights() {
    cut_.assign(floor_->sights.size(), false);
    for (std::uint32_t node = 0; node < floor_->node_count(); ++node) {
        const Mm here = floor_->node(node).mm();
        for (std::uint32_t i = floor_->sight_begins[node]; i < floor_->sight_begins[node + 1]; ++i) {
            cut_[i] = area_->cuts(here, floor_->node(floor_->sights[i]).mm());
        }
    }
}

std::vector<ClosedFloor::Pair> ClosedFloor::sights_of_bends() const {
    std::vector<Pair> sights;
    std::vector<Seen> seen;
    for (std::uint32_t i = 0; i < bends_.size(); ++i) {
        const ClosedArea::Vertex& bend = bends_[i];
        const std::uint32_t node = floor_->node_count() + i;
        nav::look_around(*floor_, bend.at, seen);
        for (const Seen& one : seen) {
            const Mm other = floor_->node(one.node).mm();
            if (!bend.is_grazed_from(other) || area_->cuts(bend.at, other)) continue;
            sights.emplace_back(node, one.node);
            sights.emplace_back(one.node, node);
        }
        for (std::uint32_t k = 0; k < i; ++k) {
            const ClosedArea::Vertex& other = bends_[k];
            if (!bend.is_grazed_from(other.at) || !other.is_grazed_from(bend.at)) continue;
            if (!sees(bend.at, other.at)) continue;
            sights.emplace_back(node, floor_->node_count() + k);
            sights.emplace_back(floor_->node_count() + k, node);
        }
    }
    std::sort(sights.begin(), sights.end());
    sights.erase(std::unique(sights.begin(), sights.end()), sights.end());
    return sights;
}

void ClosedFloor::look_around(Mm point, std::vector<Seen>& seen) const {
    nav::look_around(*floor_, point, seen);
    std::erase_if(seen, [&](const Seen& one) { return area_->cuts(point, floor_->node(one.node).mm()); });
    for (std::uint32_t i = 0; i < bends_.size(); ++i) {
        const Mm at = bends_[i].at;
        if (!bends_[i].is_grazed_from(point) || !sees(point, at)) continue;
        seen.push_back({floor_->node_count() + i, static_cast<float>(length_m(point, at))});
    }
}

bool ClosedFloor::sees(Mm a, Mm b) const {
    return !area_->cuts(a, b) && nav::sees(*floor_, a, b);
}

void WalkGraph::look_around(Mm point, std::vector<Seen>& seen) const {
    if (closed_ != nullptr) {
        closed_->look_around(point, seen);
    } else {
        nav::look_around(*floor_, point, seen);
    }
}

bool WalkGraph::sees(Mm a, Mm b) const {
    return closed_ != nullptr ? closed_->sees(a, b) : nav::sees(*floor_, a, b);
}

}  // namespace mallctl::nav
