// The parts of add_distances().
#pragma once

#include <cstdint>
#include <vector>

#include "nav/distances/corner_graph.hpp"

namespace mallctl::nav {

// Fills table and table_next: a search from each corner. The table is symmetrical to the bit.
void add_table(FloorData& floor, const CornerGraph& graph);

// The corners in the order in which they become hubs: those that carry the most of a sample of shortest paths
// come first. O(sample x corners log corners).
std::vector<std::uint32_t> hub_order(const CornerGraph& graph);

// Fills the label arrays. A hub is named by its rank in hub_order(), so that the hubs that labels share lie
// close together.
void add_labels(FloorData& floor, const CornerGraph& graph);

// Fills corner_to_site and portal_to_site; needs the table or the labels.
void add_site_lengths(FloorData& floor);

}  // namespace mallctl::nav
