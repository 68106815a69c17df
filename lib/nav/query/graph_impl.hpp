// What a Graph is made of.
#pragma once

#include "nav/graph.hpp"
#include "nav/query/mall_view.hpp"

namespace mallctl::nav {

struct Graph::Impl {
    explicit Impl(std::span<const std::byte> bytes) : mall(bytes) {}

    MallView mall;
};

}  // namespace mallctl::nav
