// Which drawn pieces are one thing: the parts of a block, the leaf of a door and its swing.
#pragma once

#include <string>
#include <vector>

#include "core/geometry.hpp"

namespace mallctl::importers::drawing {

struct Part {
    std::string handle;               // the same for all parts of one insert; empty: a part of nothing
    std::vector<core::Point> points;  // metres
};

enum class PartKind { door, body };

// Parts that belong together, as lists of indexes, each ascending, ordered by their first. Parts belong
// together when they come from one insert and their boxes touch (a block may hold a whole floor of doors);
// for doors also when an open curve (four points or more) ends exactly where another open part ends, as a
// swing does at the tip of its leaf. Parts without points are left out. O(n log n), but O(n^2) for parts of
// one insert.
std::vector<std::vector<std::size_t>> group_parts(const std::vector<Part>& parts, PartKind kind);

}  // namespace mallctl::importers::drawing
