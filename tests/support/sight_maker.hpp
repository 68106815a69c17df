// Floors of nothing but corners, sites and what sees what, for tests of distances; and the lengths of their
// shortest paths the slow way (Floyd 1962, in doubles), sharing no code with lib/nav/distances.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <set>
#include <utility>
#include <vector>

#include "nav/floor_arrays.hpp"
#include "nav/mesh/seen.hpp"

namespace mallctl::test {

struct Sights {
    std::uint32_t corners = 60;
    std::uint32_t sites = 12;
    std::uint32_t portals = 4;
    std::int32_t side_mm = 100'000;
    double reach_mm = 25'000;  // nodes nearer than that see each other
    std::int32_t step_mm = 1;  // positions are multiples of it: large steps make many equally long ways
};

inline double metres_between(const nav::FloorData& floor, std::uint32_t a, std::uint32_t b) {
    const nav::Position p = floor.node(a);
    const nav::Position q = floor.node(b);
    return std::hypot(double{1} * p.x - q.x, double{1} * p.y - q.y) / 1000;
}

// Everyone sees whom they are near: a random geometric graph. No two nodes are in the same place, so that
// there have to be more places than nodes.
inline nav::FloorData make_sights(std::uint32_t seed, const Sights& wanted = {}) {
    std::mt19937 random(seed);
    const auto coordinate = [&] {
        const auto steps = static_cast<std::uint32_t>(wanted.side_mm / wanted.step_mm);
        return static_cast<std::int32_t>(random() % steps) * wanted.step_mm;
    };
    nav::FloorData floor;
    floor.counts.corners = wanted.corners;
    floor.counts.portals = wanted.portals;
    std::set<std::pair<std::int32_t, std::int32_t>> taken;
    while (floor.node_count() < wanted.corners + wanted.sites) {
        const nav::Position at{coordinate(), coordinate()};
        if (!taken.emplace(at.x, at.y).second) continue;
        (floor.vertices.size() < wanted.corners ? floor.vertices : floor.sites).push_back(at);
    }
    floor.sight_begins.push_back(0);
    for (std::uint32_t i = 0; i < wanted.corners + wanted.sites; ++i) {
        for (std::uint32_t j = 0; j < wanted.corners + wanted.sites; ++j) {
            if (i != j && metres_between(floor, i, j) * 1000 < wanted.reach_mm) floor.sights.push_back(j);
        }
        floor.sight_begins.push_back(static_cast<std::uint32_t>(floor.sights.size()));
    }
    return floor;
}

inline bool sees(const nav::FloorData& floor, std::uint32_t a, std::uint32_t b) {
    const auto begin = floor.sights.begin() + floor.sight_begins[a];
    return std::binary_search(begin, floor.sights.begin() + floor.sight_begins[a + 1], b);
}

// What a node sees, as a look around from where it is would tell.
inline std::vector<nav::Seen> seen_from(const nav::FloorData& floor, std::uint32_t node) {
    std::vector<nav::Seen> seen;
    for (std::uint32_t i = floor.sight_begins[node]; i < floor.sight_begins[node + 1]; ++i) {
        const std::uint32_t other = floor.sights[i];
        seen.push_back({other, static_cast<float>(metres_between(floor, node, other))});
    }
    return seen;
}

// The length of the shortest path over corners between any two nodes, in m.
class AllPairs {
  public:
    explicit AllPairs(const nav::FloorData& floor)
        : n_(floor.node_count()), length_m_(n_ * n_, std::numeric_limits<double>::infinity()) {
        for (std::uint32_t i = 0; i < n_; ++i) {
            at(i, i) = 0;
            for (std::uint32_t j = 0; j < n_; ++j) {
                if (test::sees(floor, i, j)) at(i, j) = metres_between(floor, i, j);
            }
        }
        for (std::uint32_t k = 0; k < floor.counts.corners; ++k) {
            for (std::uint32_t i = 0; i < n_; ++i) {
                const double there = at(i, k);
                for (std::uint32_t j = 0; j < n_; ++j) at(i, j) = std::min(at(i, j), there + at(k, j));
            }
        }
    }

    double operator()(std::uint32_t a, std::uint32_t b) const { return length_m_[a * n_ + b]; }

  private:
    double& at(std::uint32_t a, std::uint32_t b) { return length_m_[a * n_ + b]; }

    std::size_t n_;
    std::vector<double> length_m_;
};

// Equal within what floats tell apart; both infinite is equal too.
inline bool same_length(double a, double b) {
    return a == b || std::abs(a - b) <= 1.5e-7 * std::max(std::abs(a), std::abs(b));
}

}  // namespace mallctl::test
