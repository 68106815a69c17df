// The navigation artifact's content as values: what `build` computes, the file keeps and queries start from.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/geometry.hpp"
#include "core/uuid.hpp"
#include "nav/graph.hpp"
#include "nav/millimetres.hpp"
#include "nav/profile.hpp"
#include "nav/space/level_shape.hpp"

namespace mallctl::nav {

struct UnitImage {
    core::Uuid id;
    std::uint32_t level = 0;
    std::string label;  // for messages: ref, name or id
};

struct ConnectorImage {
    core::Uuid id;
    std::string category;
    std::string name;
};

// Where a connector or a one-way opening joins free space.
struct Site {
    std::uint32_t level = 0;
    Mm point;
};

// Two nodes that see each other in a straight line, lower number first.
struct Sightline {
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    auto operator<=>(const Sightline&) const = default;
};

// From one site to another by a connector, or through a one-way opening where `connector` is `none`.
struct ImageRide {
    std::uint32_t from = 0;  // indexes the sites
    std::uint32_t to = 0;
    std::uint32_t connector = none;
    double duration_s = 0;
    double distance_m = 0;  // 0 for a connector
};

// A unit's place. With a state other than `reachable` it may still have one, in a piece of free space of its
// own.
struct UnitSpot {
    UnitState state = UnitState::solid;
    bool has_point = false;
    Mm point;
};

// All that depends on who walks. Nodes are numbered: the corners of the levels' floors in order, then the
// sites.
struct ProfileImage {
    std::vector<std::vector<MmRing>> floors;  // by level
    std::vector<Site> sites;
    std::vector<Sightline> sightlines;  // sorted
    std::vector<ImageRide> rides;       // in order of connectors
    std::vector<UnitSpot> unit_spots;   // parallel to Image::units
};

struct Image {
    core::Point origin;  // of the local frame, geographic
    std::vector<LevelInfo> levels;
    std::vector<UnitImage> units;  // by id
    std::vector<ConnectorImage> connectors;
    std::array<ProfileImage, profiles.size()> by_profile;
};

// The artifact file, layout version 1, little-endian: a header {magic "MALLNAV\n", u32 version, u32 number of
// sections, u64 file size, u32 CRC-32 of header and table with this field 0, u32 0}, a table of {u32 kind,
// u32 CRC-32, u64 offset, u64 size}, and the sections, each beginning at a multiple of 64 and zero-padded to
// the next; the CRC covers the padding. Equal images give equal bytes.
std::vector<std::byte> write_image(const Image& image);

// The inverse. Throws core::Error(rejected) for bytes that write_image did not make: damaged, truncated, of
// another version, or with an index or coordinate out of range. Allocates no more than a small multiple of
// the bytes' size.
Image read_image(std::span<const std::byte> bytes);

}  // namespace mallctl::nav
