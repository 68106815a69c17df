// Triangles around a vertex: for building only, on meshes that are known to be sound.
#pragma once

#include <cstdint>
#include <vector>

#include "nav/floor_arrays.hpp"

namespace mallctl::nav {

// The indexes in a triangle after and before i, counter-clockwise.
constexpr std::uint32_t next_index(std::uint32_t i) {
    return i == 2 ? 0 : i + 1;
}
constexpr std::uint32_t previous_index(std::uint32_t i) {
    return i == 0 ? 2 : i - 1;
}

// A triangle and the index in it of the vertex that the fan turns around.
struct FanStep {
    std::uint32_t triangle = none;
    std::uint32_t index = 0;
};

// The next triangle counter-clockwise around the same vertex, `none` beyond the boundary.
inline FanStep next_in_fan(const std::vector<Triangle>& triangles, FanStep step) {
    const Triangle& here = triangles[step.triangle];
    const std::uint32_t vertex = here.vertex[step.index];
    const std::uint32_t other = here.across[next_index(step.index)];
    if (other == none) return {};
    const Triangle& there = triangles[other];
    return {other, there.vertex[0] == vertex ? 0U : there.vertex[1] == vertex ? 1U : 2U};
}

// The triangles around one vertex between two edges of the boundary.
struct Fan {
    std::uint32_t vertex = 0;
    FanStep begin;
    std::uint32_t first = 0;  // the vertices that the two edges lead to, counter-clockwise
    std::uint32_t last = 0;
};

// Every vertex has one fan for each piece of free space that meets there.
template <typename Visit>
void for_each_fan(const std::vector<Triangle>& triangles, Visit&& visit) {
    for (std::uint32_t t = 0; t < triangles.size(); ++t) {
        for (std::uint32_t i = 0; i < 3; ++i) {
            if (triangles[t].across[previous_index(i)] != none) continue;
            Fan fan{triangles[t].vertex[i], {t, i}, triangles[t].vertex[next_index(i)], 0};
            for (FanStep step = fan.begin; step.triangle != none; step = next_in_fan(triangles, step)) {
                fan.last = triangles[step.triangle].vertex[previous_index(step.index)];
            }
            visit(fan);
        }
    }
}

}  // namespace mallctl::nav
