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
    std::vector<float> lengths;
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

// The lengths from a spot to the first `count` sites of its floor.
void measure_sites(const BodyView& body, const LevelPoint& spot, std::size_t count, Scratch& space) {
    const FloorView& floor = body.floors[spot.level];
    space.lengths.resize(count);
    if (const ClosedFloor* closed = body.closed_floor(spot.level)) {
        walks_to_sites({closed->floor(), closed}, spot.point, 0, space.lengths);
        return;
    }
    look_around(floor, spot.point, space.seen);
    lengths_to_sites(floor, space.seen, 0, space.lengths);
}

}  // namespace

Reaching::Reaching(const BodyView& body, const ProfileView& profile, const std::vector<LevelPoint>& from)
    : body_(body),
      speed_(static_cast<float>(speed_m_s(profile.profile))),
      from_(from),
      to_portals_(profile.times.portals, never) {
    Scratch& space = scratch();
    for (const LevelPoint& spot : from) {
        measure_sites(body_, spot, body_.floors[spot.level].counts.portals, space);
        const std::uint32_t first = body_.first_portal[spot.level];
        for (std::uint32_t p = 0; p < space.lengths.size(); ++p) {
            const float start = space.lengths[p] / speed_;
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
    for (const LevelPoint& spot : from_) {
        if (spot.level != level) continue;
        measure_sites(body_, spot, sites, space);
        relax(space.times.data(), space.lengths.data(), 0, 1 / speed_, sites);
    }
    const std::uint32_t first = body_.first_portal[level];
    for (std::uint32_t q = 0; q < floor.counts.portals; ++q) {
        const float start = to_portals_[first + q];
        if (start < never) {
            relax(space.times.data(), floor.portal_to_site.data() + q * sites, start, 1 / speed_, sites);
        }
    }
    return space.times;
}

}  // namespace mallctl::nav
