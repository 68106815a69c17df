#include "nav/query/way.hpp"

#include <algorithm>

#include "nav/mesh/look.hpp"

namespace mallctl::nav {

namespace {

// What the two ends of a query see, and how far they are from the portals of their levels.
struct Scratch {
    std::vector<Seen> from_seen;
    std::vector<Seen> to_seen;
    std::vector<float> from_portals;
    std::vector<float> to_portals;
};

Scratch& scratch() {
    thread_local Scratch space;
    return space;
}

void measure_portals(const FloorView& floor, std::span<const Seen> seen, float speed,
                     std::vector<float>& times) {
    times.resize(floor.counts.portals);
    lengths_to_sites(floor, seen, 0, times);
    for (float& time : times) time /= speed;
}

struct Best {
    float total = std::numeric_limits<float>::infinity();
    std::uint32_t column = none;
};

// The least of row[i] + ends[i]; the first of equals.
Best best_of(const float* row, const float* ends, std::size_t count) {
    float least = std::numeric_limits<float>::infinity();
    for (std::size_t i = 0; i < count; ++i) least = std::min(least, row[i] + ends[i]);
    if (!(least < std::numeric_limits<float>::infinity())) return {};
    for (std::size_t i = 0; i < count; ++i) {
        if (row[i] + ends[i] == least) return {least, static_cast<std::uint32_t>(i)};
    }
    return {};
}

}  // namespace

void improve_over_portals(const BodyView& body, const PortalTimes& times, const LevelPoint& from,
                          const LevelPoint& to, std::span<const float> from_portals,
                          std::span<const float> to_portals, Way& way) {
    const std::uint32_t first = body.first_portal[from.level];
    const std::uint32_t last = body.first_portal[to.level];
    for (std::uint32_t p = 0; p < from_portals.size(); ++p) {
        const float start = from_portals[p];
        if (!(start < way.duration_s)) continue;
        const Best best = best_of(times.row(first + p) + last, to_portals.data(), to_portals.size());
        if (start + best.total < way.duration_s) {
            way.kind = Way::Kind::portals;
            way.duration_s = start + best.total;
            way.out = first + p;
            way.in = last + best.column;
        }
    }
}

Way find_way(const BodyView& body, const ProfileView& profile, const LevelPoint& from, const LevelPoint& to) {
    const FloorView& start = body.floors[from.level];
    const FloorView& end = body.floors[to.level];
    const auto speed = static_cast<float>(speed_m_s(profile.profile));
    Way way;
    if (from.level == to.level && sees(start, from.point, to.point)) {
        way.kind = Way::Kind::straight;
        way.duration_s = static_cast<float>(length_m(from.point, to.point)) / speed;
        return way;  // nothing is quicker than walking straight
    }
    Scratch& space = scratch();
    look_around(start, from.point, space.from_seen, start.counts.corners + start.counts.portals);
    look_around(end, to.point, space.to_seen, end.counts.corners + end.counts.portals);
    if (from.level == to.level) {
        const Via via = best_via(start, space.from_seen, space.to_seen, from.point, to.point, unreachable);
        if (via.first != none) {
            way.kind = Way::Kind::around;
            way.via = via;
            way.duration_s = via.length_m / speed;
            if (!profile.has_detours[from.level]) return way;
        }
    }
    measure_portals(start, space.from_seen, speed, space.from_portals);
    measure_portals(end, space.to_seen, speed, space.to_portals);
    improve_over_portals(body, profile.times, from, to, space.from_portals, space.to_portals, way);
    return way;
}

}  // namespace mallctl::nav
