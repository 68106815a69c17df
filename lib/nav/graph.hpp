// The navigation artifact opened for queries: exact shortest walking paths over all levels.
//
// A Graph is a view of bytes that somebody else owns and keeps alive; it starts no thread, opens no file and
// prints nothing. All its methods are const and safe to call from many threads at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/geometry.hpp"
#include "core/uuid.hpp"
#include "nav/profile.hpp"

namespace mallctl::nav {

using core::Point;
using core::Uuid;

// A point on a level, geographic. `level` indexes Graph::levels().
struct Place {
    std::uint32_t level = 0;
    Point point;
    std::optional<Uuid> unit;  // set when the place stands for a unit: the nearest of its free space is meant
};

struct LevelInfo {
    Uuid id;
    int ordinal = 0;
    std::string short_name;
    std::string label;  // unique within the mall: plan::level_label
};

enum class LegKind { walk, connector };

// A walk on one level, or a ride or climb between two.
struct Leg {
    LegKind kind = LegKind::walk;
    std::uint32_t level = 0;     // where it starts
    std::uint32_t to_level = 0;  // where it ends; equal for a walk
    double distance_m = 0;       // along the floor; 0 for a connector
    double duration_s = 0;
    std::vector<Point> coordinates;  // geographic; at least two points
    std::optional<Uuid> connector;
    std::string connector_category;
    std::string connector_name;
};

struct Route {
    double distance_m = 0;
    double duration_s = 0;
    std::vector<Leg> legs;
};

// Why there is no route, for a person: which side is cut off and how far the other side reaches.
struct NoRoute {
    std::string reason;
};

class Graph {
  public:
    // Checks magic, layout version, section table and checksums; throws core::Error(rejected) for damaged
    // bytes. O(size). `bytes` must outlive the Graph.
    explicit Graph(std::span<const std::byte> bytes);
    ~Graph();
    Graph(Graph&&) noexcept;
    Graph& operator=(Graph&&) noexcept;

    const std::vector<LevelInfo>& levels() const;
    std::optional<std::uint32_t> level_of(const Uuid& level_id) const;

    // Where a unit is reached: its representative point moved into free space; nothing for an unknown unit.
    std::optional<Place> unit_place(const Uuid& unit_id) const;

    // The quickest way, exact among all paths that keep the profile's clearance, ties broken the same way
    // every time. A place outside free space is moved to its nearest point of it, at most 2 m; beyond that
    // there is no route. O(V log V + E) over the visibility graph.
    std::optional<Route> route(const Place& from, const Place& to, Profile profile,
                               NoRoute* why = nullptr) const;

    struct Reach {
        double distance_m = 0;
        double duration_s = 0;
    };
    // One Dijkstra run: for each target the distance and duration of route(from, target), nothing where there
    // is none.
    std::vector<std::optional<Reach>> reach(const Place& from, std::span<const Place> targets,
                                            Profile profile) const;

  private:
    struct Impl;
    std::unique_ptr<const Impl> impl_;
};

}  // namespace mallctl::nav
