// The navigation artifact opened: floors where they lie in the file, and what refers to them.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "core/local_frame.hpp"
#include "nav/artifact/mall_info.hpp"
#include "nav/floor_arrays.hpp"

namespace mallctl::nav {

class ClosedFloor;

// A free point on a level.
struct LevelPoint {
    std::uint32_t level = 0;
    Mm point;
};

// The floors of a body, and its portals numbered through them.
struct BodyView {
    std::vector<FloorView> floors;            // by level
    std::vector<std::uint32_t> first_portal;  // by level, and the number of all at the end
    // By level, where areas are closed: what is left of the floor, otherwise null. Empty where nothing is.
    std::vector<const ClosedFloor*> closed;

    // By level: where its units are reached.
    struct UnitSite {
        std::uint32_t unit = 0;  // indexes MallInfo::units
        std::uint32_t site = 0;
    };
    std::vector<std::vector<UnitSite>> unit_sites;

    std::uint32_t portal_count() const { return first_portal.back(); }
    const ClosedFloor* closed_floor(std::uint32_t level) const {
        return closed.empty() ? nullptr : closed[level];
    }
    std::uint32_t level_of(std::uint32_t portal) const;
    // The site of its floor that a portal is.
    std::uint32_t site_of(std::uint32_t portal, std::uint32_t level) const {
        return portal - first_portal[level];
    }
};

// The times in s between all portals of a body for a profile, row by row.
struct PortalTimes {
    std::span<const float> matrix;
    std::uint32_t portals = 0;

    const float* row(std::uint32_t from) const { return matrix.data() + std::size_t{from} * portals; }
    float at(std::uint32_t from, std::uint32_t to) const { return row(from)[to]; }
};

struct ProfileView {
    Profile profile = Profile::walk;
    ProfileInfo info;
    PortalTimes times;
    // By level: may it be quicker to leave the level between two of its points than to walk all the way? What
    // is closed can only make it less so.
    std::vector<bool> has_detours;
    std::vector<std::vector<std::uint32_t>> rides_from;  // by level: indexes into info.rides
};

struct MallView {
    // Throws core::Error(rejected) for anything that write_artifact did not make. O(size).
    explicit MallView(std::span<const std::byte> bytes);

    const BodyView& body(Profile profile) const { return by_body[index_of(body_of(profile))]; }
    const ProfileView& profile(Profile profile) const { return by_profile[index_of(profile)]; }
    std::optional<std::uint32_t> find_unit(const core::Uuid& id) const;  // indexes info.units; O(log units)

    // The point of the grid; nothing for one that is no number or far from the mall.
    std::optional<Mm> grid_point(core::Point geographic) const;

    MallInfo info;
    core::LocalFrame frame;
    std::array<BodyView, bodies.size()> by_body;
    std::array<ProfileView, profiles.size()> by_profile;
};

}  // namespace mallctl::nav
