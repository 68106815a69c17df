#include "nav/query/reach.hpp"

#include <algorithm>
#include <limits>

#include "nav/distances/distances.hpp"
#include "nav/mesh/look.hpp"
#include "nav/query/walk_search.hpp"

namespace mallctl::nav {

namespace {

constexpr float never = std::numeric_limits<float>::infinity();

struct Scratch {
    std::vector<Seen> seen;
    std::vector<float> times;
};

Scratch& scratch() {
    thread_local Scratch space;
    return space;
}

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_THREAD__)
__attribute__((target_clones("avx2", "default")))
#endif
void relax(float* times, const float* row, float start, float factor, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        const float through = start + row[i] * factor;
        times[i] = through < times[i] ? through : times[i];
    }
}

// The lengths from a spot to the sites of its floor.
std::vector<float> measure_sites(const BodyView& body, const LevelPoint& spot) {
    const FloorView& floor = body.floors[spot.level];
    std::vector<float> lengths(floor.sites.size());
    if (const ClosedFloor* closed = body.closed_floor(spot.level)) {
        walks_to_sites({closed->floor(), closed}, spot.point, 0, lengths);
        return lengths;
    }
    std::vector<Seen>& seen = scratch().seen;
    look_around(floor, spot.point, seen);
    lengths_to_sites(floor, seen, 0, lengths);
    return lengths;
}

}  // namespace

Reaching::Reaching(const BodyView& body, const ProfileView& profile, const std::vector<LevelPoint>& from)
    : body_(body),
      speed_(static_cast<float>(speed_m_s(profile.profile))),
      from_(from),
      to_portals_(profile.times.portals, never) {
    for (const LevelPoint& spot : from) {
        const std::vector<float>& lengths = to_own_sites_.emplace_back(measure_sites(body_, spot));
        const std::uint32_t first = body_.first_portal[spot.level];
        for (std::uint32_t p = 0; p < body_.floors[spot.level].counts.portals; ++p) {
            const float start = lengths[p] / speed_;
            if (start < never)
                relax(to_portals_.data(), profile.times.row(first + p), start, 1, to_portals_.size());
        }
    }
}

std::span<const float> Reaching::sites_of(std::uint32_t level) const {
    Scratch& space = scratch();
    const FloorView& floor = body_.floors[level];
    const std::size_t sites = floor.sites.size();
    space.times.assign(sites, never);
    for (std::size_t i = 0; i < from_.size(); ++i) {
        if (from_[i].level == level) relax(space.times.data(), to_own_sites_[i].data(), 0, 1 / speed_, sites);
    }
    // In the order in which they are reached: portals are sites too, and one that is reached no later on foot
    // from here or from another portal brings nobody anywhere sooner. Few are left.
    constexpr float rounding = 1 - 1e-6F;
    const float* const reached = to_portals_.data() + body_.first_portal[level];
    for (std::uint32_t rounds = 0; rounds < floor.counts.portals; ++rounds) {
        std::uint32_t next = none;
        for (std::uint32_t p = 0; p < floor.counts.portals; ++p) {
            if (reached[p] < space.times[p] * rounding && (next == none || reached[p] < reached[next]))
                next = p;
        }
        if (next == none) break;
        relax(space.times.data(), floor.portal_to_site.data() + next * sites, reached[next], 1 / speed_,
              sites);
    }
    return space.times;
}

}  // namespace mallctl::nav
