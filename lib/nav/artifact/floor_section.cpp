#include "nav/artifact/floor_section.hpp"

#include <algorithm>

#include "nav/artifact/bytes.hpp"

namespace mallctl::nav {

namespace {

constexpr std::size_t array_alignment = 16;
constexpr std::uint16_t no_next = 0xFFFF;

void require(bool holds, const char* otherwise) {
    if (!holds) reject_artifact(otherwise);
}

// One offset an owner and one more, from 0 to the number of items.
void check_begins(std::span<const std::uint32_t> begins, std::size_t owners, std::size_t items) {
    require(begins.size() == owners + 1 && begins.front() == 0 && begins.back() == items &&
                std::is_sorted(begins.begin(), begins.end()),
            "a list of offsets is out of order");
}

void check_below(std::span<const std::uint32_t> indexes, std::size_t limit) {
    // One pass without branches: these are most of the file.
    std::uint32_t largest = 0;
    for (const std::uint32_t index : indexes) largest = std::max(largest, index);
    require(indexes.empty() || largest < limit, "a reference is out of range");
}

void check_positions(std::span<const Position> positions) {
    for (const Position p : positions) require(in_range(p.mm()), "a coordinate is out of range");
}

void check_mesh(const FloorView& floor) {
    check_positions(floor.vertices);
    check_positions(floor.sites);
    require(floor.counts.corners <= floor.vertices.size() && floor.counts.portals <= floor.sites.size(),
            "a count is out of range");
    require(floor.node_count() <= Cone::most_indexes && floor.vertices.size() <= Cone::most_indexes,
            "a floor has too many corners");
    for (const Triangle& triangle : floor.triangles) {
        for (std::size_t i = 0; i < 3; ++i) {
            require(triangle.vertex.at(i) < floor.vertices.size() &&
                        (triangle.across.at(i) == none || triangle.across.at(i) < floor.triangles.size()),
                    "a reference is out of range");
        }
    }
    const FloorCounts& counts = floor.counts;
    require(counts.cell_mm > 0 && counts.columns < Cone::most_indexes && counts.rows < Cone::most_indexes &&
                in_range(counts.grid_min.mm()),
            "a count is out of range");
    check_begins(floor.cell_begins, std::size_t{counts.columns} * counts.rows, floor.cell_triangles.size());
    check_below(floor.cell_triangles, floor.triangles.size());
}

void check_sights(const FloorView& floor) {
    check_begins(floor.cone_begins, floor.triangles.size(), floor.cones.size());
    const std::uint32_t nodes = floor.node_count();
    for (const Cone cone : floor.cones) {
        require(cone.node() < nodes && cone.right() < floor.vertices.size() &&
                    cone.left() < floor.vertices.size(),
                "a reference is out of range");
    }
    check_begins(floor.sight_begins, nodes, floor.sights.size());
    check_below(floor.sights, nodes);
}

void check_next(const FloorView& floor, std::uint32_t corner, std::uint16_t next) {
    const std::uint32_t degree = floor.sight_begins[corner + 1] - floor.sight_begins[corner];
    if (next == no_next) return;
    require(next < degree && floor.sights[floor.sight_begins[corner] + next] < floor.counts.corners,
            "a reference is out of range");
}

void check_distances(const FloorView& floor) {
    const std::size_t corners = floor.counts.corners;
    if (!floor.table.empty()) {
        require(floor.table.size() == corners * corners && floor.table_next.size() == floor.table.size() &&
                    floor.label_begins.empty(),
                "a table has the wrong size");
        for (std::uint32_t row = 0; row < corners; ++row) {
            for (std::size_t i = 0; i < corners; ++i)
                check_next(floor, row, floor.table_next[row * corners + i]);
        }
    } else if (corners > 0) {
        check_begins(floor.label_begins, corners, floor.label_hubs.size());
        check_below(floor.label_hubs, corners);
        for (std::uint32_t row = 0; row < corners; ++row) {
            for (std::uint32_t i = floor.label_begins[row]; i < floor.label_begins[row + 1]; ++i) {
                check_next(floor, row, floor.label_next[i]);
            }
        }
    }
    require(floor.label_lengths.size() == floor.label_hubs.size() &&
                floor.label_next.size() == floor.label_hubs.size(),
            "a table has the wrong size");
    require(floor.corner_to_site.size() == corners * floor.sites.size() &&
                floor.portal_to_site.size() == std::size_t{floor.counts.portals} * floor.sites.size(),
            "a table has the wrong size");
}

}  // namespace

std::vector<std::byte> write_floor(const FloorData& floor) {
    ByteWriter out;
    const FloorCounts& counts = floor.counts;
    for (const std::uint32_t value :
         {counts.corners, counts.portals, counts.cell_mm, counts.columns, counts.rows}) {
        out.u32(value);
    }
    out.i32(counts.grid_min.x);
    out.i32(counts.grid_min.y);
    FloorData::for_each_array(floor, [&](const auto& array) { out.u64(array.size()); });
    FloorData::for_each_array(floor, [&](const auto& array) {
        out.pad(array_alignment);
        out.raw(std::as_bytes(std::span(array)));
    });
    return out.take();
}

FloorView read_floor(std::span<const std::byte> bytes) {
    ByteReader in(bytes);
    FloorView floor;
    FloorCounts& counts = floor.counts;
    for (std::uint32_t* value :
         {&counts.corners, &counts.portals, &counts.cell_mm, &counts.columns, &counts.rows}) {
        *value = in.u32();
    }
    counts.grid_min.x = in.i32();
    counts.grid_min.y = in.i32();
    std::vector<std::uint64_t> sizes;
    FloorView::for_each_array(floor, [&](const auto&) { sizes.push_back(in.u64()); });
    std::size_t next = 0;
    FloorView::for_each_array(floor, [&]<typename T>(std::span<const T>& array) {
        array = in.array<T>(sizes[next++], array_alignment);
    });
    in.finish();
    check_mesh(floor);
    check_sights(floor);
    check_distances(floor);
    return floor;
}

}  // namespace mallctl::nav
