#include "nav/query/closed/closed_way.hpp"

#include <algorithm>
#include <limits>

#include "nav/mesh/look.hpp"
#include "nav/query/walk_search.hpp"

namespace mallctl::nav {

namespace {

constexpr float never = std::numeric_limits<float>::infinity();

struct Scratch {
    std::vector<Seen> seen;
    std::vector<float> from_portals;
    std::vector<float> to_portals;
    std::vector<Mm> bends;
};

Scratch& scratch() {
    thread_local Scratch space;
    return space;
}

// The times in s from a point to the portals of its level.
void measure_portals(const BodyView& body, const LevelPoint& spot, Profile profile,
                     std::vector<float>& times) {
    const FloorView& floor = body.floors[spot.level];
    times.resize(floor.counts.portals);
    if (const ClosedFloor* closed = body.closed_floor(spot.level)) {
        walks_to_sites({closed->floor(), closed}, spot.point, 0, times);
    } else {
        look_around(floor, spot.point, scratch().seen);
        lengths_to_sites(floor, scratch().seen, 0, times);
    }
    const auto speed = static_cast<float>(speed_m_s(profile));
    for (float& time : times) time /= speed;
}

// No way from a point of a level to another that takes a ride is quicker, given the times from and to its
// portals. O(rides from the level x its portals).
float ride_bound(const BodyView& body, const ProfileView& profile, std::uint32_t level,
                 std::span<const float> from_portals, std::span<const float> to_portals) {
    float least = never;
    const std::uint32_t first = body.first_portal[level];
    for (const std::uint32_t i : profile.rides_from[level]) {
        const RideInfo& ride = profile.info.rides[i];
        const float start = from_portals[ride.from - first] + static_cast<float>(ride.duration_s);
        if (!(start < least)) continue;
        const float* onwards = profile.times.row(ride.to) + first;
        for (std::size_t q = 0; q < to_portals.size(); ++q)
            least = std::min(least, start + onwards[q] + to_portals[q]);
    }
    return least;
}

// Where the way that stood with connectors closed is cut by an area.
bool find_detour(const Closures::Impl& closures, Profile profile, const LevelPoint& from,
                 const LevelPoint& to, double bound_s, Path& path) {
    Scratch& space = scratch();
    Way way;
    if (from.level == to.level) {
        const WalkGraph graph = closures.walks(body_of(profile), from.level);
        const double length = shortest_walk(graph, from.point, to.point, space.bends);
        way.duration_s = static_cast<float>(length / speed_m_s(profile));
        path.clear();
        path.begin_walk(from.level, from.point);
        for (const Mm bend : space.bends) path.walk_to(bend);
        path.walk_to(to.point);
        const ClosedView& open = closures.without_connectors(profile);
        measure_portals(open.body, from, profile, space.from_portals);
        measure_portals(open.body, to, profile, space.to_portals);
        const float bound =
            ride_bound(open.body, open.profile, from.level, space.from_portals, space.to_portals);
        if (way.duration_s <= bound) {
            if (!(way.duration_s < never)) return false;
            measure_path(open.profile, path);
            return path.duration_s < bound_s;
        }
    }
    const ClosedView& view = closures.view(profile);
    measure_portals(view.body, from, profile, space.from_portals);
    measure_portals(view.body, to, profile, space.to_portals);
    improve_over_portals(view.body, view.profile.times, from, to, space.from_portals, space.to_portals, way);
    if (!(way.duration_s < never)) return false;
    if (way.kind == Way::Kind::portals) {
        trace_way(view.body, view.profile, from, to, way, path);
    } else {
        measure_path(view.profile, path);
    }
    return path.duration_s < bound_s;
}

}  // namespace

bool is_cut(const Closures::Impl& closures, Profile profile, const Path& path) {
    if (!closures.any_area) return false;
    const auto& areas = closures.areas[index_of(body_of(profile))].of_level;
    for (const PathPiece& piece : path.pieces) {
        if (piece.ride != none) {
            if (closures.closure_of(profile, closures.mall.profile(profile).info.rides[piece.ride]) != none)
                return true;
            continue;
        }
        for (std::uint32_t i = piece.first; i < piece.last; ++i) {
            if (areas[piece.level].cuts(path.points[i], path.points[i + 1])) return true;
        }
    }
    return false;
}

bool find_closed_way(const Closures::Impl& closures, Profile profile, const LevelPoint& from,
                     const LevelPoint& to, double bound_s, Path& path) {
    const Body body = body_of(profile);
    if (closures.holds(body, from) || closures.holds(body, to)) return false;
    const ClosedView& open = closures.without_connectors(profile);
    const Way way = find_way(open.body, open.profile, from, to);
    if (!(way.duration_s < never)) return false;
    trace_way(open.body, open.profile, from, to, way, path);
    if (!(path.duration_s < bound_s)) return false;
    if (!is_cut(closures, profile, path)) return true;
    return find_detour(closures, profile, from, to, bound_s, path);
}

}  // namespace mallctl::nav
