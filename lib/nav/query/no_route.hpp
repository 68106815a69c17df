// Why one does not get there, in a sentence for a person.
#pragma once

#include <string>
#include <vector>

#include "nav/graph.hpp"
#include "nav/query/search.hpp"

namespace mallctl::nav {

// A place that cannot be put into free space: `unit` indexes the image's units, or is `none` for a point.
std::string explain_no_place(const Image& image, const Network& network, std::uint32_t level,
                             std::uint32_t unit);

// Both places are free, but nothing joins them. The units are `none` for points.
std::string explain_no_way(const Image& image, const Network& network, const Search& search,
                           std::uint32_t from_unit, const Start& target, std::uint32_t to_unit);

}  // namespace mallctl::nav
