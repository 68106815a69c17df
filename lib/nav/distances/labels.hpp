// The labels of one corner where they lie.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "nav/floor_arrays.hpp"

namespace mallctl::nav {

struct CornerLabels {
    std::span<const std::uint32_t> hubs;  // ascending
    std::span<const float> lengths;
    std::span<const std::uint16_t> next;

    std::size_t size() const { return hubs.size(); }
};

inline bool has_table(const FloorView& floor) {
    return !floor.table.empty();
}

inline CornerLabels labels_of(const FloorView& floor, std::uint32_t corner) {
    const std::size_t begin = floor.label_begins[corner];
    const std::size_t count = floor.label_begins[corner + 1] - begin;
    return {floor.label_hubs.subspan(begin, count), floor.label_lengths.subspan(begin, count),
            floor.label_next.subspan(begin, count)};
}

// The length of the row's corner to the others.
inline std::span<const float> table_row(const FloorView& floor, std::uint32_t corner) {
    return floor.table.subspan(std::size_t{corner} * floor.counts.corners, floor.counts.corners);
}

}  // namespace mallctl::nav
