#include "nav/query/mall_view.hpp"

#include <algorithm>
#include <cmath>

#include "nav/artifact/bytes.hpp"
#include "nav/artifact/floor_section.hpp"
#include "nav/artifact/format.hpp"

namespace mallctl::nav {

namespace {

BodyView read_body_view(const core::Sections& sections, Body body, const MallInfo& info) {
    BodyView view;
    view.first_portal.push_back(0);
    for (std::uint32_t level = 0; level < info.levels.size(); ++level) {
        view.floors.push_back(
            read_floor(sections.get(format::Kind::floor, level, static_cast<std::uint32_t>(body))));
        view.first_portal.push_back(view.first_portal.back() + view.floors.back().counts.portals);
    }
    view.unit_sites.resize(info.levels.size());
    const BodyInfo& places = info.by_body[index_of(body)];
    for (std::size_t i = 0; i < info.units.size(); ++i) {
        const UnitSpots& spots = places.units[i];
        const std::size_t sites = view.floors[info.units[i].level].sites.size();
        if (spots.first > sites || spots.count > sites - spots.first)
            reject_artifact("a reference is out of range");
        if (spots.state == UnitState::reachable && spots.count == 0)
            reject_artifact("a unit's place is missing");
        for (std::uint32_t k = 0; k < spots.count; ++k) {
            view.unit_sites[info.units[i].level].push_back({static_cast<std::uint32_t>(i), spots.first + k});
        }
    }
    return view;
}

// Who leaves a level and comes back does so between two of its portals, and for no other reason than that the
// time between these is less than walking takes.
bool may_detour(const BodyView& body, const PortalTimes& times, std::uint32_t level, float speed) {
    constexpr float rounding = 1 - 1e-6F;
    const FloorView& floor = body.floors[level];
    const std::uint32_t first = body.first_portal[level];
    for (std::uint32_t i = 0; i < floor.counts.portals; ++i) {
        const float* walks = floor.portal_to_site.data() + i * floor.sites.size();
        for (std::uint32_t k = 0; k < floor.counts.portals; ++k) {
            if (times.at(first + i, first + k) < walks[k] / speed * rounding) return true;
        }
    }
    return false;
}

}  // namespace

std::uint32_t BodyView::level_of(std::uint32_t portal) const {
    const auto after = std::upper_bound(first_portal.begin(), first_portal.end(), portal);
    return static_cast<std::uint32_t>(after - first_portal.begin()) - 1;
}

MallView::MallView(std::span<const std::byte> bytes) : info(), frame(core::Point{}), by_body(), by_profile() {
    const core::Sections sections(format::layout, bytes);
    sections.verify();
    info = read_mall(sections.get(format::Kind::mall, 0));
    frame = core::LocalFrame(info.origin);
    for (const Body kind : bodies) by_body[index_of(kind)] = read_body_view(sections, kind, info);
    for (const Profile who : profiles) {
        const BodyView& floors = body(who);
        auto read = read_profile(sections.get(format::Kind::profile, static_cast<std::uint32_t>(who)),
                                 floors.portal_count(), info.connectors.size());
        ProfileView& view = by_profile[index_of(who)];
        view.profile = who;
        view.info = std::move(read.info);
        view.times = {read.matrix, floors.portal_count()};
        for (std::uint32_t level = 0; level < info.levels.size(); ++level) {
            view.has_detours.push_back(
                may_detour(floors, view.times, level, static_cast<float>(speed_m_s(who))));
        }
        view.rides_from.resize(info.levels.size());
        for (std::uint32_t i = 0; i < view.info.rides.size(); ++i) {
            view.rides_from[floors.level_of(view.info.rides[i].from)].push_back(i);
        }
    }
}

std::optional<std::uint32_t> MallView::find_unit(const core::Uuid& id) const {
    const auto found =
        std::lower_bound(info.units.begin(), info.units.end(), id,
                         [](const UnitInfo& unit, const core::Uuid& key) { return unit.id < key; });
    if (found == info.units.end() || found->id != id) return std::nullopt;
    return static_cast<std::uint32_t>(found - info.units.begin());
}

std::optional<Mm> MallView::grid_point(core::Point geographic) const {
    const core::Point local = frame.to_local(geographic);
    constexpr double limit_m = static_cast<double>(farthest_mm) / 2000;
    if (!(std::abs(local.x) < limit_m && std::abs(local.y) < limit_m)) return std::nullopt;
    return to_mm(local);
}

}  // namespace mallctl::nav
