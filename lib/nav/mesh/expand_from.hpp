// The template declared in look.hpp.
#pragma once

#include "nav/mesh/expansion.hpp"
#include "nav/mesh/look.hpp"

namespace mallctl::nav {

template <typename Visit>
void expand_from(const FloorView& floor, Mm point, Visit&& visit) {
    std::vector<Window> windows;
    for_each_triangle_at(floor, point, [&](std::uint32_t index, const Triangle&) {
        visit(index, Mm{}, Mm{});
        look_out(floor, point, index, windows);
        return true;
    });
    expand(
        floor, point, windows,
        [&](const Window& window) { visit(window.triangle, window.right.direction, window.left.direction); },
        [](std::uint32_t) {});
}

}  // namespace mallctl::nav
