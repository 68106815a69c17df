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

class Closures;

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

// What is least: time, or, along sights between corners, time and 6 s (8 m on foot) for each quarter turn.
enum class Preference { quickest, fewest_turns };
inline constexpr double quarter_turn_s = 6;

struct RouteOptions {
    // A profile alone says the usual: the quickest way, and nothing is closed.
    RouteOptions(Profile who = Profile::walk, Preference what = Preference::quickest,
                 const Closures* closed = nullptr)
        : profile(who), preference(what), closures(closed) {}

    Profile profile;
    Preference preference;
    const Closures* closures;  // in force, made for the same Graph; nullptr: nothing is closed
};

enum class LegKind { walk, connector };

// A walk on one level, or a ride or climb between two.
struct Leg {
    LegKind kind = LegKind::walk;
    std::uint32_t level = 0;     // where it starts
    std::uint32_t to_level = 0;  // where it ends; equal for a walk
    double distance_m = 0;       // along the floor; 0 for a connector
    double duration_s = 0;
    double wait_s = 0;               // of the duration, for a lift to come
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

// One thing that keeps a profile from getting on, on the way that would be quickest without it.
struct Blocking {
    std::string kind;  // "connector", "opening", "unit", "area"
    std::string
        cause;  // "closed", "not_accessible", "too_narrow", "too_steep", "one_way", "staff_only", "blocked"
    std::string
        label;  // what it is called: a lift's name, a unit's number; the closure's label where `closed`
    std::optional<Uuid> id;   // of the plan's feature; nothing for an area
    std::uint32_t level = 0;  // where one stands before it
    Point at;                 // geographic
};

// Why there is no route, for a person: which side is cut off and how far the other side reaches.
struct NoRoute {
    std::string reason;
    std::vector<Blocking>
        blocking;  // in the order of the way; empty where nothing that is known would join the two
};

// A door of a unit, seen from outside: what instructions name as a landmark.
struct Frontage {
    Uuid unit;
    std::uint32_t level = 0;
    Point point;  // geographic: the middle of the opening
};

class Graph {
  public:
    // Checks magic, layout version, section table and checksums, and that every index is within its bounds;
    // throws core::Error(rejected) for damaged bytes. O(size), without copying. `bytes` must outlive the
    // Graph and begin at a multiple of 8.
    explicit Graph(std::span<const std::byte> bytes);
    ~Graph();
    Graph(Graph&&) noexcept;
    Graph& operator=(Graph&&) noexcept;

    const std::vector<LevelInfo>& levels() const;
    std::optional<std::uint32_t> level_of(const Uuid& level_id) const;

    // Where a unit is reached: its representative point moved into free space; nothing for an unknown unit.
    std::optional<Place> unit_place(const Uuid& unit_id) const;

    // Every unit of the graph has a number below unit_count(); nothing for an unknown one. O(log units).
    std::size_t unit_count() const;
    std::optional<std::uint32_t> unit_number(const Uuid& unit_id) const;

    // The doors of units on a level, in the order of the plan's openings.
    std::vector<Frontage> frontages(std::uint32_t level) const;

    // Whether a walker sees the one place from the other in a straight line on the same level; a place
    // outside free space is moved as for a route, but at most 1 m.
    bool in_sight(const Place& a, const Place& b) const;

    // The best way, exact among all paths that keep the profile's clearance, ties broken the same way every
    // time. A place outside free space is moved to its nearest point of it, at most 2 m; beyond that there is
    // no route. A unit is reached at the best of its points. Microseconds; see tests/bench.
    std::optional<Route> route(const Place& from, const Place& to, const RouteOptions& options,
                               NoRoute* why = nullptr) const;

    struct Reach {
        double distance_m = 0;
        double duration_s = 0;
    };
    // For each target the distance and duration of the quickest route(from, target), nothing where there is
    // none; turns are not counted. A query a target: `unit_times` is quicker for many.
    std::vector<std::optional<Reach>> reach(const Place& from, std::span<const Place> targets,
                                            const RouteOptions& options) const;

    // The quickest times in s from a place to all units, by their numbers, infinite where there is no way:
    // `seconds` is overwritten. Right to 1e-6 of them. O(portals x units): nanoseconds a unit.
    void unit_times(const Place& from, const RouteOptions& options, std::vector<float>& seconds) const;

    // What one level offers within a walking time.
    struct Area {
        std::uint32_t level = 0;
        core::MultiPolygon
            shape;  // geographic, valid (OGC simple features); the body's middle may be anywhere in it
    };
    // The isochrone: all that is reached within `seconds`, by level; exact but for arcs, drawn as chords 1 cm
    // off at most. Nothing where the place is not in free space; under closures what is reached around them.
    std::vector<Area> reached_area(const Place& from, double seconds, const RouteOptions& options) const;

    struct Impl;
    const Impl& impl() const { return *impl_; }  // for lib/nav alone

  private:
    std::unique_ptr<const Impl> impl_;
};

}  // namespace mallctl::nav
