#include "nav/distances/corner_graph.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.hpp"

namespace mallctl::nav {

namespace {

constexpr std::size_t children = 4;

std::span<const std::uint32_t> sights_of(const FloorData& floor, std::uint32_t node) {
    const std::uint32_t begin = floor.sight_begins[node];
    return std::span(floor.sights).subspan(begin, floor.sight_begins[node + 1] - begin);
}

void check_sights(const FloorData& floor, std::uint32_t node) {
    const std::size_t seen = sights_of(floor, node).size();
    if (seen < no_sight) return;
    const Position at = floor.node(node);
    throw core::Error(core::Fault::rejected,
                      fmt::format("the free space is too intricate: the point at ({:.3f}, {:.3f}) m of the "
                                  "local frame sees {} corners and sites, more than {}",
                                  at.x / 1000.0, at.y / 1000.0, seen, no_sight - 1),
                      "simplify the outlines of the fixtures and walls around it");
}

// Where `node` stands among the sights of `other`.
std::uint16_t position_among(const FloorData& floor, std::uint32_t node, std::uint32_t other) {
    const std::span<const std::uint32_t> sights = sights_of(floor, other);
    const auto found = std::lower_bound(sights.begin(), sights.end(), node);
    if (found == sights.end() || *found != node) {
        throw core::Error(
            core::Fault::failed,
            fmt::format("node {} of the floor sees node {}, but not the other way round", node, other),
            "this is a defect of mallctl: please report it with the plan");
    }
    return static_cast<std::uint16_t>(found - sights.begin());
}

}  // namespace

CornerGraph::CornerGraph(const FloorData& floor) {
    for (std::uint32_t i = 0; i < floor.node_count(); ++i) check_sights(floor, i);
    begins_.reserve(floor.counts.corners + 1);
    begins_.push_back(0);
    for (std::uint32_t i = 0; i < floor.counts.corners; ++i) {
        for (const std::uint32_t other : sights_of(floor, i)) {
            if (other >= floor.counts.corners) break;
            edges_.push_back({length_m(floor.vertices[i].mm(), floor.vertices[other].mm()), other,
                              position_among(floor, i, other)});
        }
        begins_.push_back(edges_.size());
    }
}

CornerSearch::CornerSearch(const CornerGraph& graph) : graph_(&graph), nodes_(graph.size()) {}

void CornerSearch::rise(std::size_t place, Entry entry) {
    while (place > 0) {
        const std::size_t above = (place - 1) / children;
        if (!(entry < heap_[above])) break;
        heap_[place] = heap_[above];
        nodes_[heap_[place].corner].place = static_cast<std::uint32_t>(place);
        place = above;
    }
    heap_[place] = entry;
    nodes_[entry.corner].place = static_cast<std::uint32_t>(place);
}

CornerSearch::Entry CornerSearch::take_least() {
    const Entry least = heap_.front();
    const Entry moved = heap_.back();
    heap_.pop_back();
    if (heap_.empty()) return least;

    std::size_t place = 0;
    for (;;) {
        const std::size_t first = place * children + 1;
        if (first >= heap_.size()) break;
        const std::size_t end = std::min(first + children, heap_.size());
        std::size_t best = first;
        for (std::size_t child = first + 1; child < end; ++child) {
            if (heap_[child] < heap_[best]) best = child;
        }
        if (!(heap_[best] < moved)) break;
        heap_[place] = heap_[best];
        nodes_[heap_[place].corner].place = static_cast<std::uint32_t>(place);
        place = best;
    }
    heap_[place] = moved;
    nodes_[moved.corner].place = static_cast<std::uint32_t>(place);
    return least;
}

}  // namespace mallctl::nav
