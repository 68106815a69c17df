// What the navigation artifact says of a mall beside its floors: names, and where units, connectors and doors
// join the floors. Read into memory when the artifact is opened: some 100 bytes a unit.
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "core/geometry.hpp"
#include "core/uuid.hpp"
#include "nav/floor_arrays.hpp"
#include "nav/graph.hpp"
#include "nav/millimetres.hpp"
#include "nav/profile.hpp"
#include "nav/space/unit_state.hpp"

namespace mallctl::nav {

struct UnitInfo {
    core::Uuid id;
    std::uint32_t level = 0;
    std::string label;  // for messages: ref, name or id
};

struct ConnectorInfo {
    core::Uuid id;
    std::string category;
    std::string name;
};

struct DoorInfo {
    std::uint32_t level = 0;
    std::uint32_t unit = 0;  // indexes MallInfo::units
    Mm middle;
};

// An opening that a body does not pass, or not in this direction.
struct BarrierInfo {
    std::uint32_t level = 0;
    core::Uuid opening;
    std::string cause;  // as Blocking::cause
    std::string label;  // of a unit that it opens; empty where none is known
    Mm left;            // free points on its two sides
    Mm right;
};

struct UnitSpots {
    UnitState state = UnitState::solid;
    std::uint32_t first = 0;  // indexes the sites of the unit's level
    std::uint32_t count = 0;
};

struct BodyInfo {
    std::vector<UnitSpots> units;       // parallel to MallInfo::units
    std::vector<BarrierInfo> barriers;  // by level
};

struct MallInfo {
    core::Point origin;  // of the local frame, geographic
    std::vector<LevelInfo> levels;
    std::vector<UnitInfo> units;  // by id
    std::vector<ConnectorInfo> connectors;
    std::vector<DoorInfo> doors;  // by level
    std::array<BodyInfo, bodies.size()> by_body;
};

// From one portal to another by a connector, or through a one-way opening where `connector` is `none`.
// Portals are numbered through the levels of the profile's body.
struct RideInfo {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::uint32_t connector = none;  // indexes MallInfo::connectors
    core::Uuid opening;              // where there is no connector
    double duration_s = 0;
    double wait_s = 0;      // of it
    double distance_m = 0;  // 0 for a connector
};

struct BarredRideInfo {
    RideInfo ride;
    std::string cause;  // as Blocking::cause
};

struct ProfileInfo {
    std::vector<RideInfo> rides;
    std::vector<BarredRideInfo> barred;
};

std::vector<std::byte> write_mall(const MallInfo& info);
MallInfo read_mall(std::span<const std::byte> bytes);

// The section of a profile: its rides and the matrix of quickest times in s between all portals of its body,
// row by row, infinite where there is no way.
std::vector<std::byte> write_profile(const ProfileInfo& info, std::span<const float> matrix);

struct ProfileSection {
    ProfileInfo info;
    std::span<const float> matrix;  // in the bytes
};
// `portals` is the number of portals of its body. Both readers throw core::Error(rejected).
ProfileSection read_profile(std::span<const std::byte> bytes, std::size_t portals, std::size_t connectors);

}  // namespace mallctl::nav
