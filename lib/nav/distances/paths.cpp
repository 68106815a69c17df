// Shortest paths corner by corner. The arrays may come from a damaged file: whatever they say, a path has at
// most as many steps as the floor has corners, each along a sight.
#include <algorithm>
#include <optional>

#include "nav/distances/distances.hpp"
#include "nav/distances/labels.hpp"

namespace mallctl::nav {

namespace {

std::span<const std::uint32_t> sights_of(const FloorView& floor, std::uint32_t node) {
    const std::size_t begin = floor.sight_begins[node];
    return floor.sights.subspan(begin, floor.sight_begins[node + 1] - begin);
}

// The corner at a position among the sights of `corner`, `none` where there is no such corner.
std::uint32_t sight_at(const FloorView& floor, std::uint32_t corner, std::uint16_t position) {
    const std::span<const std::uint32_t> sights = sights_of(floor, corner);
    if (position >= sights.size() || sights[position] >= floor.counts.corners) return none;
    return sights[position];
}

struct Meeting {
    float length_m = unreachable;
    std::uint32_t hub = none;
};

// The hub over which two corners are nearest to each other.
Meeting meet(const CornerLabels& a, const CornerLabels& b) {
    Meeting best;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        if (a.hubs[i] == b.hubs[j]) {
            const float length_m = a.lengths[i] + b.lengths[j];
            if (length_m < best.length_m) best = {length_m, a.hubs[i]};
            ++i;
            ++j;
        } else if (a.hubs[i] < b.hubs[j]) {
            ++i;
        } else {
            ++j;
        }
    }
    return best;
}

// Where the way from `corner` to a hub goes on: no position at the hub itself, nothing where the corner has
// no such label.
std::optional<std::uint16_t> next_to_hub(const FloorView& floor, std::uint32_t corner, std::uint32_t hub) {
    const CornerLabels labels = labels_of(floor, corner);
    const auto found = std::lower_bound(labels.hubs.begin(), labels.hubs.end(), hub);
    if (found == labels.hubs.end() || *found != hub) return std::nullopt;
    return labels.next[static_cast<std::size_t>(found - labels.hubs.begin())];
}

// Appends the corners from `corner` to a hub, both included.
bool append_to_hub(const FloorView& floor, std::uint32_t corner, std::uint32_t hub,
                   std::vector<std::uint32_t>& path) {
    for (std::uint32_t steps = 0; steps < floor.counts.corners; ++steps) {
        path.push_back(corner);
        const std::optional<std::uint16_t> next = next_to_hub(floor, corner, hub);
        if (!next) return false;
        if (*next == 0xFFFF) return true;
        corner = sight_at(floor, corner, *next);
        if (corner == none) return false;
    }
    return false;
}

bool append_by_labels(const FloorView& floor, std::uint32_t a, std::uint32_t b,
                      std::vector<std::uint32_t>& path) {
    const Meeting meeting = meet(labels_of(floor, a), labels_of(floor, b));
    if (meeting.hub == none || !append_to_hub(floor, a, meeting.hub, path)) return false;
    const std::uint32_t hub = path.back();
    const std::size_t middle = path.size();
    if (!append_to_hub(floor, b, meeting.hub, path) || path.back() != hub) return false;
    path.pop_back();
    std::reverse(path.begin() + static_cast<std::ptrdiff_t>(middle), path.end());
    return true;
}

bool append_by_table(const FloorView& floor, std::uint32_t a, std::uint32_t b,
                     std::vector<std::uint32_t>& path) {
    for (std::uint32_t steps = 0; steps < floor.counts.corners; ++steps) {
        path.push_back(a);
        if (a == b) return true;
        a = sight_at(floor, a, floor.table_next[std::size_t{a} * floor.counts.corners + b]);
        if (a == none) return false;
    }
    return false;
}

// The corner seen from `corner` over which `site` is nearest. It has to be nearer to the site than `corner`
// itself: that way no path goes in circles.
std::uint32_t next_to_site(const FloorView& floor, std::uint32_t corner, std::uint32_t site) {
    const std::size_t sites = floor.sites.size();
    const float here = floor.corner_to_site[corner * sites + site];
    double best = unreachable;
    std::uint32_t next = none;
    for (const std::uint32_t other : sights_of(floor, corner)) {
        if (other >= floor.counts.corners) break;
        const float onwards = floor.corner_to_site[other * sites + site];
        if (!(onwards < here)) continue;
        const double sum = length_m(floor.node(corner).mm(), floor.node(other).mm()) + onwards;
        if (sum < best) {
            best = sum;
            next = other;
        }
    }
    return next;
}

}  // namespace

float corner_to_corner(const FloorView& floor, std::uint32_t a, std::uint32_t b) {
    if (has_table(floor)) return table_row(floor, a)[b];
    return meet(labels_of(floor, a), labels_of(floor, b)).length_m;
}

bool append_corners(const FloorView& floor, std::uint32_t a, std::uint32_t b,
                    std::vector<std::uint32_t>& path) {
    const std::size_t before = path.size();
    const bool found =
        has_table(floor) ? append_by_table(floor, a, b, path) : append_by_labels(floor, a, b, path);
    if (!found) path.resize(before);
    return found;
}

bool append_corners_to_site(const FloorView& floor, std::uint32_t a, std::uint32_t site,
                            std::vector<std::uint32_t>& path) {
    const std::size_t before = path.size();
    for (std::uint32_t corner = a; corner != none; corner = next_to_site(floor, corner, site)) {
        path.push_back(corner);
        // Nothing is shorter than the straight line.
        const std::span<const std::uint32_t> sights = sights_of(floor, corner);
        if (std::binary_search(sights.begin(), sights.end(), floor.counts.corners + site)) return true;
    }
    path.resize(before);
    return false;
}

}  // namespace mallctl::nav
