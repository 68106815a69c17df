#include "nav/query/closed/closed_mall.hpp"

#include <algorithm>
#include <utility>

#include "nav/query/portal_times.hpp"
#include "nav/query/walk_search.hpp"

namespace mallctl::nav {

Closures::Impl::Impl(const MallView& of, std::vector<Closure> list, std::array<Areas, bodies.size()> prepared)
    : mall(of), closed(std::move(list)), areas(std::move(prepared)) {
    for (const Areas& body : areas) {
        for (const ClosedArea& area : body.of_level) any_area |= !area.empty();
    }
    for (const Body body : bodies) shut[index_of(body)] = shut_spots(mall, body, closed);
}

std::uint32_t Closures::Impl::closure_of(Body body, std::uint32_t unit, Mm spot) const {
    for (const ShutSpot& one : shut[index_of(body)]) {
        if (one.unit == unit && one.point == spot) return one.closure;
    }
    return none;
}

BodyView Closures::Impl::open_units(Profile profile) const {
    const Body kind = body_of(profile);
    BodyView body = mall.body(profile);
    if (shut[index_of(kind)].empty()) return body;
    for (std::size_t level = 0; level < body.floors.size(); ++level) {
        std::erase_if(body.unit_sites[level], [&](const BodyView::UnitSite& at) {
            return closure_of(kind, at.unit, body.floors[level].sites[at.site].mm()) != none;
        });
    }
    return body;
}

bool Closures::Impl::is_ride_closed(const RideInfo& ride) const {
    if (ride.connector == none) return false;
    const core::Uuid& id = mall.info.connectors[ride.connector].id;
    return std::any_of(closed.begin(), closed.end(),
                       [&](const Closure& closure) { return closure.connector == id; });
}

namespace {

// A ride ends where nobody may be, or an opening that it leads through is closed.
bool is_cut(const ClosedArea& at_start, const ClosedArea& at_end, const RideInfo& ride, Mm from, Mm to) {
    if (ride.connector == none) return at_start.cuts(from, to);
    return at_start.holds(from) || at_end.holds(to);
}

struct Ends {
    std::uint32_t from_level = 0;
    std::uint32_t to_level = 0;
    Mm from;
    Mm to;
};

Ends ends_of(const BodyView& body, const RideInfo& ride) {
    Ends ends{body.level_of(ride.from), body.level_of(ride.to), {}, {}};
    ends.from = body.floors[ends.from_level].sites[body.site_of(ride.from, ends.from_level)].mm();
    ends.to = body.floors[ends.to_level].sites[body.site_of(ride.to, ends.to_level)].mm();
    return ends;
}

}  // namespace

std::uint32_t Closures::Impl::closure_of(Profile profile, const RideInfo& ride) const {
    const Ends ends = ends_of(mall.body(profile), ride);
    const auto& shapes = areas[index_of(body_of(profile))].of_closure;
    static const ClosedArea nothing;
    for (std::uint32_t i = 0; i < closed.size(); ++i) {
        if (closed[i].connector) {
            if (ride.connector != none && mall.info.connectors[ride.connector].id == *closed[i].connector)
                return i;
            continue;
        }
        const ClosedArea& at_start = closed[i].level == ends.from_level ? shapes[i] : nothing;
        const ClosedArea& at_end = closed[i].level == ends.to_level ? shapes[i] : nothing;
        if (is_cut(at_start, at_end, ride, ends.from, ends.to)) return i;
    }
    return none;
}

std::vector<bool> Closures::Impl::closed_rides(Profile profile, bool by_areas_too) const {
    const BodyView& body = mall.body(profile);
    const auto& by_level = areas[index_of(body_of(profile))].of_level;
    std::vector<bool> marks;
    for (const RideInfo& ride : mall.profile(profile).info.rides) {
        bool mark = is_ride_closed(ride);
        if (by_areas_too && !mark) {
            const Ends ends = ends_of(body, ride);
            mark = is_cut(by_level[ends.from_level], by_level[ends.to_level], ride, ends.from, ends.to);
        }
        marks.push_back(mark);
    }
    return marks;
}

ClosedView Closures::Impl::make_view(Profile profile, BodyView body, const std::vector<bool>& marks) const {
    ClosedView view{std::move(body), mall.profile(profile), {}};
    for (auto& rides : view.profile.rides_from) {
        std::erase_if(rides, [&](std::uint32_t ride) { return marks[ride]; });
    }
    std::vector<std::vector<float>> walks;
    for (const FloorView& floor : view.body.floors) walks.push_back(portal_walks(floor));
    view.times = portal_times(walks, view.profile.info.rides, marks, speed_m_s(profile));
    view.profile.times.matrix = view.times;
    return view;
}

const ClosedView& Closures::Impl::without_connectors(Profile profile) const {
    return without_connectors_[index_of(profile)].get([&] {
        const std::vector<bool> marks = closed_rides(profile, false);
        if (std::find(marks.begin(), marks.end(), true) == marks.end())
            return ClosedView{open_units(profile), mall.profile(profile), {}};
        return make_view(profile, open_units(profile), marks);
    });
}

ClosedFloors Closures::Impl::make_floors(Body body) const {
    const auto& by_level = areas[index_of(body)].of_level;
    ClosedFloors made;
    made.by_level.resize(by_level.size());
    for (std::size_t level = 0; level < by_level.size(); ++level) {
        if (by_level[level].empty()) continue;
        made.by_level[level] =
            std::make_unique<const ClosedFloor>(mall.by_body[index_of(body)].floors[level], by_level[level]);
    }
    return made;
}

const ClosedFloors& Closures::Impl::floors(Body body) const {
    return floors_[index_of(body)].get([&] { return make_floors(body); });
}

WalkGraph Closures::Impl::walks(Body body, std::uint32_t level) const {
    const FloorView& floor = mall.by_body[index_of(body)].floors[level];
    return {floor, any_area ? floors(body).by_level[level].get() : nullptr};
}

const ClosedView& Closures::Impl::view(Profile profile) const {
    if (!any_area) return without_connectors(profile);
    const Body kind = body_of(profile);
    const auto& portal_to_site = portal_to_site_[index_of(kind)].get([&] { return walk_portals(kind); });
    return views_[index_of(profile)].get([&] {
        BodyView body = open_units(profile);
        body.closed.resize(body.floors.size());
        for (std::size_t level = 0; level < body.floors.size(); ++level) {
            body.closed[level] = floors(kind).by_level[level].get();
            if (body.closed[level] != nullptr) body.floors[level].portal_to_site = portal_to_site[level];
        }
        return make_view(profile, std::move(body), closed_rides(profile, true));
    });
}

std::vector<std::vector<float>> Closures::Impl::walk_portals(Body body) const {
    const ClosedFloors& closed_floors = floors(body);
    std::vector<std::vector<float>> lengths(closed_floors.by_level.size());
    for (std::uint32_t level = 0; level < lengths.size(); ++level) {
        if (closed_floors.by_level[level] == nullptr) continue;
        const WalkGraph graph = walks(body, level);
        const FloorView& floor = graph.floor();
        const std::size_t sites = floor.sites.size();
        lengths[level].resize(floor.counts.portals * sites);
        for (std::uint32_t portal = 0; portal < floor.counts.portals; ++portal) {
            const std::span<float> row = std::span(lengths[level]).subspan(portal * sites, sites);
            walks_to_sites(graph, floor.sites[portal].mm(), 0, row);
        }
    }
    return lengths;
}

}  // namespace mallctl::nav
