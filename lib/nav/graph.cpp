#include "nav/graph.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "core/error.hpp"
#include "nav/mesh/look.hpp"
#include "nav/query/blocking.hpp"
#include "nav/query/graph_impl.hpp"
#include "nav/query/isochrone.hpp"
#include "nav/query/legs.hpp"
#include "nav/query/no_route.hpp"
#include "nav/query/places.hpp"
#include "nav/query/reach.hpp"
#include "nav/query/reached_lengths.hpp"
#include "nav/query/way.hpp"

namespace mallctl::nav {

namespace {

constexpr double farthest_sight_m = 1;

// The best of the ways between any of the one and any of the other.
struct BestWay {
    Way way;
    LevelPoint from;
    LevelPoint to;
};

BestWay best_way(const MallView& mall, const ProfileView& profile, const std::vector<LevelPoint>& from,
                 const std::vector<LevelPoint>& to) {
    BestWay best;
    for (const LevelPoint& a : from) {
        for (const LevelPoint& b : to) {
            const Way way = find_way(mall, profile, a, b);
            if (way.duration_s < best.way.duration_s) best = {way, a, b};
        }
    }
    return best;
}

std::optional<std::uint32_t> unit_of(const MallView& mall, const Place& place) {
    return place.unit ? mall.find_unit(*place.unit) : std::nullopt;
}

// Fills `why`; returns nothing. `others` are the free points of the other end, the start where `is_target`.
std::optional<Route> no_place(const MallView& mall, Profile profile, const Place& place,
                              const std::vector<LevelPoint>& others, bool is_target, NoRoute* why) {
    if (why == nullptr) return std::nullopt;
    const auto unit = unit_of(mall, place);
    why->reason = !unit && place.level >= mall.info.levels.size()
                      ? "there is no such level in this navigation graph"
                      : explain_no_place(mall, profile, place.level, unit);
    if (unit) why->blocking = find_blocking_unit(mall, mall.profile(profile), *unit, others, is_target);
    return std::nullopt;
}

}  // namespace

Graph::Graph(std::span<const std::byte> bytes) : impl_(std::make_unique<const Impl>(bytes)) {}
Graph::~Graph() = default;
Graph::Graph(Graph&&) noexcept = default;
Graph& Graph::operator=(Graph&&) noexcept = default;

const std::vector<LevelInfo>& Graph::levels() const {
    return impl_->mall.info.levels;
}

std::optional<std::uint32_t> Graph::level_of(const Uuid& level_id) const {
    for (std::uint32_t i = 0; i < levels().size(); ++i) {
        if (levels()[i].id == level_id) return i;
    }
    return std::nullopt;
}

std::optional<Place> Graph::unit_place(const Uuid& unit_id) const {
    const MallView& mall = impl_->mall;
    const auto unit = mall.find_unit(unit_id);
    if (!unit) return std::nullopt;
    const std::uint32_t level = mall.info.units[*unit].level;
    for (const Body body : bodies) {
        const UnitSpots& spots = mall.info.by_body[index_of(body)].units[*unit];
        if (spots.count == 0) continue;
        const Mm point = mall.by_body[index_of(body)].floors[level].sites[spots.first].mm();
        return Place{level, mall.frame.to_geographic(to_metres(point)), unit_id};
    }
    return std::nullopt;
}

std::size_t Graph::unit_count() const {
    return impl_->mall.info.units.size();
}

std::optional<std::uint32_t> Graph::unit_number(const Uuid& unit_id) const {
    return impl_->mall.find_unit(unit_id);
}

std::vector<Frontage> Graph::frontages(std::uint32_t level) const {
    const MallView& mall = impl_->mall;
    std::vector<Frontage> list;
    for (const DoorInfo& door : mall.info.doors) {
        if (door.level != level) continue;
        list.push_back(
            {mall.info.units[door.unit].id, level, mall.frame.to_geographic(to_metres(door.middle))});
    }
    return list;
}

bool Graph::in_sight(const Place& a, const Place& b) const {
    const MallView& mall = impl_->mall;
    const BodyView& body = mall.body(Profile::walk);
    const BodyInfo& units = mall.info.by_body[index_of(Body::walker)];
    std::vector<LevelPoint> from;
    std::vector<LevelPoint> to;
    spots_of(mall, body, units, a, farthest_sight_m, from);
    spots_of(mall, body, units, b, farthest_sight_m, to);
    for (const LevelPoint& x : from) {
        for (const LevelPoint& y : to) {
            if (x.level == y.level && sees(body.floors[x.level], x.point, y.point)) return true;
        }
    }
    return false;
}

std::optional<Route> Graph::route(const Place& from, const Place& to, const RouteOptions& options,
                                  NoRoute* why) const {
    const MallView& mall = impl_->mall;
    const ProfileView& profile = mall.profile(options.profile);
    const std::vector<LevelPoint> starts = spots_of(mall, options.profile, from);
    const std::vector<LevelPoint> targets = spots_of(mall, options.profile, to);
    if (starts.empty()) return no_place(mall, options.profile, from, targets, false, why);
    if (targets.empty()) return no_place(mall, options.profile, to, starts, true, why);
    const BestWay best = best_way(mall, profile, starts, targets);
    if (best.way.kind == Way::Kind::nowhere) {
        if (why != nullptr) {
            const Reaching reached(mall, profile, profile.times, starts);
            why->blocking = find_blocking(mall, profile, starts, targets);
            why->reason = explain_no_way(mall, profile, starts, unit_of(mall, from), reached,
                                         targets.front().level, unit_of(mall, to), why->blocking);
        }
        return std::nullopt;
    }
    thread_local Path path;
    trace_way(mall, profile, profile.times, best.from, best.to, best.way, path);
    return make_route(mall, profile, path);
}

std::vector<std::optional<Graph::Reach>> Graph::reach(const Place& from, std::span<const Place> targets,
                                                      const RouteOptions& options) const {
    const MallView& mall = impl_->mall;
    return reached_lengths(mall, mall.profile(options.profile), spots_of(mall, options.profile, from),
                           targets);
}

void Graph::unit_times(const Place& from, const RouteOptions& options, std::vector<float>& seconds) const {
    const MallView& mall = impl_->mall;
    const ProfileView& profile = mall.profile(options.profile);
    seconds.assign(mall.info.units.size(), std::numeric_limits<float>::infinity());
    const std::vector<LevelPoint> starts = spots_of(mall, options.profile, from);
    if (starts.empty()) return;
    const Reaching reaching(mall, profile, profile.times, starts);
    const BodyView& body = mall.body(options.profile);
    for (std::uint32_t level = 0; level < body.floors.size(); ++level) {
        const std::span<const float> times = reaching.sites_of(level);
        for (const auto& [unit, site] : body.unit_sites[level])
            seconds[unit] = std::min(seconds[unit], times[site]);
    }
}

std::vector<Graph::Area> Graph::reached_area(const Place& from, double seconds,
                                             const RouteOptions& options) const {
    if (options.closures != nullptr) {
        throw core::Error(core::Fault::failed, "the area that is reached cannot be drawn under closures",
                          "ask for it without closures, or ask for the times to single places");
    }
    const MallView& mall = impl_->mall;
    const ProfileView& profile = mall.profile(options.profile);
    return areas_reached(mall, profile, profile.times, spots_of(mall, options.profile, from), seconds);
}

}  // namespace mallctl::nav
