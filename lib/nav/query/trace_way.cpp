#include <algorithm>
#include <cmath>

#include "nav/mesh/look.hpp"
#include "nav/query/walk_search.hpp"
#include "nav/query/way.hpp"

namespace mallctl::nav {

void Path::clear() {
    points.clear();
    pieces.clear();
    distance_m = 0;
    duration_s = 0;
}

void Path::begin_walk(std::uint32_t level, Mm at) {
    const auto first = static_cast<std::uint32_t>(points.size());
    points.push_back(at);
    pieces.push_back({none, level, first, first});
}

void Path::walk_to(Mm point) {
    if (point == points.back()) return;
    points.push_back(point);
    pieces.back().last = static_cast<std::uint32_t>(points.size() - 1);
}

void Path::ride(std::uint32_t index, std::uint32_t level) {
    pieces.push_back({index, level, 0, 0});
}

namespace {

struct Scratch {
    std::vector<Seen> seen;
    std::vector<std::uint32_t> corners;
    std::vector<Mm> bends;
};

Scratch& scratch() {
    thread_local Scratch space;
    return space;
}

// The corners of the shortest path to a site of the floor from where nodes are `seen`, in order; none where
// it is in sight or cannot be reached.
void corners_to_site(const FloorView& floor, std::span<const Seen> from, std::uint32_t site,
                     std::vector<std::uint32_t>& corners) {
    corners.clear();
    const std::size_t sites = floor.sites.size();
    float least = unreachable;
    std::uint32_t first = none;
    for (const Seen& seen : from) {
        const bool corner = seen.node < floor.counts.corners;
        if (!corner && seen.node - floor.counts.corners != site) continue;
        const float length =
            corner ? seen.length_m + floor.corner_to_site[seen.node * sites + site] : seen.length_m;
        if (!(length < least)) continue;
        least = length;
        first = corner ? seen.node : none;
    }
    if (first != none) append_corners_to_site(floor, first, site, corners);
}

// What a portal sees: that was found out when building.
std::span<const Seen> sights_of(const FloorView& floor, std::uint32_t site) {
    std::vector<Seen>& seen = scratch().seen;
    seen.clear();
    const std::uint32_t node = floor.counts.corners + site;
    const Mm here = floor.node(node).mm();
    for (std::uint32_t i = floor.sight_begins[node]; i < floor.sight_begins[node + 1]; ++i) {
        const std::uint32_t other = floor.sights[i];
        seen.push_back({other, static_cast<float>(length_m(here, floor.node(other).mm()))});
    }
    return seen;
}

std::span<const Seen> seen_from(const FloorView& floor, Mm point) {
    std::vector<Seen>& seen = scratch().seen;
    look_around(floor, point, seen, floor.counts.corners + floor.counts.portals);
    return seen;
}

class Tracer {
  public:
    Tracer(const BodyView& body, const ProfileView& profile, Path& path)
        : body_(body), profile_(profile), path_(path) {}

    void around(const LevelPoint& from, const LevelPoint& to, const Way& way) {
        std::vector<std::uint32_t>& corners = scratch().corners;
        corners.clear();
        const FloorView& floor = body_.floors[from.level];
        append_corners(floor, way.via.first, way.via.last, corners);
        for (const std::uint32_t corner : corners) path_.walk_to(floor.vertices[corner].mm());
        path_.walk_to(to.point);
    }

    void over_portals(const LevelPoint& from, const LevelPoint& to, const Way& way) {
        walk_to_portal(from, way.out);
        std::uint32_t at = way.out;
        // A way takes each ride at most once; damaged matrices may say otherwise.
        for (std::size_t taken = 0; taken <= profile_.info.rides.size(); ++taken) {
            const std::uint32_t next = next_ride(at, way.in);
            if (next == none) break;
            const RideInfo& ride = profile_.info.rides[next];
            walk_between(at, ride.from);
            const std::uint32_t level = body_.level_of(ride.to);
            path_.ride(next, body_.level_of(ride.from));
            path_.begin_walk(level, position(ride.to, level));
            at = ride.to;
        }
        walk_between(at, way.in);
        walk_from_portal(way.in, to);
    }

  private:
    Mm position(std::uint32_t portal, std::uint32_t level) const {
        return body_.floors[level].sites[body_.site_of(portal, level)].mm();
    }

    float walk_s(std::uint32_t level, std::uint32_t a, std::uint32_t b) const {
        const FloorView& floor = body_.floors[level];
        const float length =
            floor.portal_to_site[body_.site_of(a, level) * floor.sites.size() + body_.site_of(b, level)];
        return length / static_cast<float>(speed_m_s(profile_.profile));
    }

    // The ride that the quickest way from a portal to another takes first; `none` where it walks all the way.
    std::uint32_t next_ride(std::uint32_t at, std::uint32_t target) const {
        const std::uint32_t level = body_.level_of(at);
        float least = unreachable;
        if (body_.level_of(target) == level) least = walk_s(level, at, target);
        std::uint32_t next = none;
        for (const std::uint32_t i : profile_.rides_from[level]) {
            const RideInfo& ride = profile_.info.rides[i];
            const float total = walk_s(level, at, ride.from) + static_cast<float>(ride.duration_s) +
                                profile_.times.at(ride.to, target);
            if (total < least) {
                least = total;
                next = i;
            }
        }
        return next;
    }

    void walk_between(std::uint32_t a, std::uint32_t b) {
        const std::uint32_t level = body_.level_of(a);
        if (a == b || body_.level_of(b) != level) return;
        if (const ClosedFloor* closed = body_.closed_floor(level))
            return walk_around(*closed, position(a, level), position(b, level));
        const FloorView& floor = body_.floors[level];
        walk_corners(level, sights_of(floor, body_.site_of(a, level)), b);
        path_.walk_to(position(b, level));
    }

    // Along the corners of the shortest path to a portal, less its ends.
    void walk_corners(std::uint32_t level, std::span<const Seen> seen, std::uint32_t portal) {
        const FloorView& floor = body_.floors[level];
        std::vector<std::uint32_t>& corners = scratch().corners;
        corners_to_site(floor, seen, body_.site_of(portal, level), corners);
        for (const std::uint32_t corner : corners) path_.walk_to(floor.vertices[corner].mm());
    }

    // Around what is closed of a level.
    void walk_around(const ClosedFloor& closed, Mm from, Mm to) {
        std::vector<Mm>& bends = scratch().bends;
        shortest_walk({closed.floor(), &closed}, from, to, bends);
        for (const Mm bend : bends) path_.walk_to(bend);
        path_.walk_to(to);
    }

    void walk_to_portal(const LevelPoint& from, std::uint32_t portal) {
        if (const ClosedFloor* closed = body_.closed_floor(from.level))
            return walk_around(*closed, from.point, position(portal, from.level));
        walk_corners(from.level, seen_from(body_.floors[from.level], from.point), portal);
        path_.walk_to(position(portal, from.level));
    }

    void walk_from_portal(std::uint32_t portal, const LevelPoint& to) {
        if (const ClosedFloor* closed = body_.closed_floor(to.level))
            return walk_around(*closed, position(portal, to.level), to.point);
        const FloorView& floor = body_.floors[to.level];
        std::vector<std::uint32_t>& corners = scratch().corners;
        corners_to_site(floor, seen_from(floor, to.point), body_.site_of(portal, to.level), corners);
        for (auto corner = corners.rbegin(); corner != corners.rend(); ++corner) {
            path_.walk_to(floor.vertices[*corner].mm());
        }
        path_.walk_to(to.point);
    }

    const BodyView& body_;
    const ProfileView& profile_;
    Path& path_;
};

}  // namespace

void measure_path(const ProfileView& profile, Path& path) {
    path.distance_m = 0;
    path.duration_s = 0;
    for (const PathPiece& piece : path.pieces) {
        if (piece.ride != none) {
            path.distance_m += profile.info.rides[piece.ride].distance_m;
            path.duration_s += profile.info.rides[piece.ride].duration_s;
            continue;
        }
        double walked = 0;
        for (std::uint32_t i = piece.first; i < piece.last; ++i) {
            walked += length_m(path.points[i], path.points[i + 1]);
        }
        path.distance_m += walked;
        path.duration_s += walked / speed_m_s(profile.profile);
    }
}

void trace_way(const BodyView& body, const ProfileView& profile, const LevelPoint& from, const LevelPoint& to,
               const Way& way, Path& path) {
    path.clear();
    path.begin_walk(from.level, from.point);
    Tracer tracer(body, profile, path);
    switch (way.kind) {
        case Way::Kind::nowhere:
            path.clear();
            return;
        case Way::Kind::straight:
            path.walk_to(to.point);
            break;
        case Way::Kind::around:
            tracer.around(from, to, way);
            break;
        case Way::Kind::portals:
            tracer.over_portals(from, to, way);
            break;
    }
    measure_path(profile, path);
}

}  // namespace mallctl::nav
