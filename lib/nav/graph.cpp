#include "nav/graph.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "nav/mesh/look.hpp"
#include "nav/query/blocked/blocking.hpp"
#include "nav/query/blocked/no_route.hpp"
#include "nav/query/closed/closed_mall.hpp"
#include "nav/query/closed/closed_reason.hpp"
#include "nav/query/find_path.hpp"
#include "nav/query/graph_impl.hpp"
#include "nav/query/isochrone/isochrone.hpp"
#include "nav/query/legs.hpp"
#include "nav/query/places.hpp"
#include "nav/query/reach.hpp"
#include "nav/query/reached_lengths.hpp"

namespace mallctl::nav {

namespace {

constexpr double farthest_sight_m = 1;

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

// Between free places nothing joins `from` to `to`, or nothing that is open.
void explain(const MallView& mall, const RouteOptions& options, const std::vector<LevelPoint>& starts,
             std::optional<std::uint32_t> from_unit, const std::vector<LevelPoint>& targets,
             std::optional<std::uint32_t> to_unit, NoRoute& why) {
    thread_local Path path;
    if (options.closures != nullptr && find_path(mall, options.profile, starts, targets, path) &&
        explain_closed(options.closures->impl(), options.profile, path, from_unit, to_unit, why))
        return;
    const ProfileView& profile = mall.profile(options.profile);
    const Reaching reached(mall.body(options.profile), profile, starts);
    why.blocking = find_blocking(mall, profile, starts, targets);
    why.reason = explain_no_way(mall, profile, starts, from_unit, reached, targets.front().level, to_unit,
                                why.blocking);
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
    const std::vector<LevelPoint> starts = spots_of(mall, options.profile, from);
    const std::vector<LevelPoint> targets = spots_of(mall, options.profile, to);
    if (starts.empty()) return no_place(mall, options.profile, from, targets, false, why);
    if (targets.empty()) return no_place(mall, options.profile, to, starts, true, why);
    thread_local Path path;
    const bool found = options.closures == nullptr ? find_path(mall, options, starts, targets, path)
                                                   : find_path(mall, options, open_spots(mall, options, from),
                                                               open_spots(mall, options, to), path);
    if (!found) {
        if (why != nullptr)
            explain(mall, options, starts, unit_of(mall, from), targets, unit_of(mall, to), *why);
        return std::nullopt;
    }
    return make_route(mall, mall.profile(options.profile), path);
}

std::vector<std::optional<Graph::Reach>> Graph::reach(const Place& from, std::span<const Place> targets,
                                                      const RouteOptions& options) const {
    const MallView& mall = impl_->mall;
    return reached_lengths(mall, options, open_spots(mall, options, from), targets);
}

void Graph::unit_times(const Place& from, const RouteOptions& options, std::vector<float>& seconds) const {
    const MallView& mall = impl_->mall;
    seconds.assign(mall.info.units.size(), std::numeric_limits<float>::infinity());
    std::vector<LevelPoint> starts = open_spots(mall, options, from);
    const Closures::Impl* closures = options.closures != nullptr ? &options.closures->impl() : nullptr;
    const Body kind = body_of(options.profile);
    if (closures != nullptr)
        std::erase_if(starts, [&](const LevelPoint& spot) { return closures->holds(kind, spot); });
    if (starts.empty()) return;
    const ClosedView* view = closures != nullptr ? &closures->view(options.profile) : nullptr;
    const BodyView& body = view != nullptr ? view->body : mall.body(options.profile);
    const Reaching reaching(body, view != nullptr ? view->profile : mall.profile(options.profile), starts);
    for (std::uint32_t level = 0; level < body.floors.size(); ++level) {
        const std::span<const float> times = reaching.sites_of(level);
        for (const auto& [unit, site] : body.unit_sites[level])
            seconds[unit] = std::min(seconds[unit], times[site]);
    }
}

std::vector<Graph::Area> Graph::reached_area(const Place& from, double seconds,
                                             const RouteOptions& options) const {
    const MallView& mall = impl_->mall;
    std::vector<LevelPoint> starts = open_spots(mall, options, from);
    if (options.closures == nullptr)
        return areas_reached(mall.body(options.profile), mall.profile(options.profile), mall.frame, starts,
                             seconds);
    const Closures::Impl& closures = options.closures->impl();
    std::erase_if(starts,
                  [&](const LevelPoint& spot) { return closures.holds(body_of(options.profile), spot); });
    const ClosedView& view = closures.view(options.profile);
    return areas_reached(view.body, view.profile, mall.frame, starts, seconds);
}

}  // namespace mallctl::nav
