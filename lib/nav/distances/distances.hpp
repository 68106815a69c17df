// Shortest paths between the nodes of one level: computed once when building, looked up by queries.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "nav/floor_arrays.hpp"
#include "nav/mesh/seen.hpp"

namespace mallctl::nav {

// Floors of up to this many corners get the table of all pairs, others hub labels.
inline constexpr std::uint32_t most_tabled_corners = 1000;

// Fills the table or the labels, corner_to_site and portal_to_site from the nodes and `sights`. Hub labels:
// pruned landmark labelling (Akiba, Iwata, Yoshida 2013), hubs in the order of how many sampled shortest-path
// trees they carry; label_hubs holds their ranks in that order. Deterministic. Throws core::Error(rejected)
// where a node sees more than 65,534 others. O(corners x (sights + corners log corners)) for the table.
void add_distances(FloorData& floor);

// The queries below are safe and come to an end on all arrays whose sizes and `_begins` fit together, whose
// nodes are nodes of the floor and whose hubs are below its number of corners; lengths and positions among
// sights may be anything.

inline constexpr float unreachable = std::numeric_limits<float>::infinity();

// The best way over corners from one point to another: infinite where there is none.
struct Via {
    float length_m = unreachable;
    std::uint32_t first = none;  // the first and the last corner, which may be the same
    std::uint32_t last = none;
};

// The least of from[i].length_m + (way from corner to corner) + to[j].length_m below `bound_m`; sites among
// the seen are passed over. Straight lines between the two points' surroundings give lower bounds. Uses
// scratch space of the thread. Of equal ways always the same.
Via best_via(const FloorView& floor, std::span<const Seen> from, std::span<const Seen> to, Mm from_point,
             Mm to_point, float bound_m);

// The length of the shortest path between two corners, in m.
float corner_to_corner(const FloorView& floor, std::uint32_t a, std::uint32_t b);

// Appends the corners of the shortest path from corner `a` to corner `b`, both included. False, and `path` as
// it was, where there is none.
bool append_corners(const FloorView& floor, std::uint32_t a, std::uint32_t b,
                    std::vector<std::uint32_t>& path);

// Appends the corners of the shortest path from corner `a` to a site (an index into floor.sites), `a`
// included and the site not. False, and `path` as it was, where there is none. O(steps x sights).
bool append_corners_to_site(const FloorView& floor, std::uint32_t a, std::uint32_t site,
                            std::vector<std::uint32_t>& path);

// The lengths from a free point, given what it sees, to all sites of its floor from `first` on: out[k] is
// that to site first + k. SIMD-friendly min-plus over the rows of corner_to_site.
void lengths_to_sites(const FloorView& floor, std::span<const Seen> seen, std::uint32_t first,
                      std::span<float> out);

// An exact lower-bound oracle for searches towards one point: after construction, length_from(corner) is the
// length of the unhindered shortest path from the corner to that point, in O(label).
class TowardsPoint {
  public:
    TowardsPoint(const FloorView& floor, std::span<const Seen> seen_from_target);
    float length_from(std::uint32_t corner) const;

  private:
    const FloorView* floor_;
    std::vector<float> by_hub_;  // hub labels: the best length from each hub to the point
    std::vector<Seen> corners_;  // table: what the point sees
};

}  // namespace mallctl::nav
