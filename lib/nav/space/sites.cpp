#include "nav/space/sites.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "core/names.hpp"
#include "nav/travel_time.hpp"

namespace mallctl::nav {

namespace {

// A stop's point may lie in a wall, not in another room.
constexpr double farthest_stop_m = 2;
constexpr double farthest_threshold_m = 0.3;
constexpr double past_clearance_mm = 5;

bool is_usable(const plan::Connector& connector, Profile profile) {
    if (profile == Profile::walk) return true;
    return connector.accessible && connector.category != "stairs" && connector.category != "escalator";
}

std::optional<Mm> stop_point(const ProfileBuild& build, const plan::ConnectorStop& stop) {
    const BuiltLevel& level = build.levels.at(stop.level);
    const Mm wanted = build.to_mm(stop.point);
    if (!stop.unit) return level.floor.nearest(wanted, farthest_stop_m);
    const std::vector<plan::UnitIndex>& units = level.space->units;
    const auto found = std::lower_bound(units.begin(), units.end(), *stop.unit);
    if (found == units.end() || *found != *stop.unit) return level.floor.nearest(wanted, farthest_stop_m);
    const auto in_level = static_cast<std::size_t>(found - units.begin());
    if (level.space->uses[in_level] == UnitUse::closed) {
        return beside_closed_unit(build, level, in_level, wanted);
    }
    const auto inside = nearest_free_within(build.geos, level, level.space->unit_shapes[in_level], wanted);
    return inside ? inside : level.floor.nearest(wanted, farthest_stop_m);
}

void report_stop(const ProfileBuild& build, const plan::Connector& connector, const plan::ConnectorStop& stop,
                 core::Diagnostics& findings) {
    core::Diagnostic finding;
    finding.code = "P068";
    finding.message =
        fmt::format("the {} cannot be entered on this level {}", connector.category, in_words(build.profile));
    finding.advice = "draw its opening, at least as wide as the body, and keep the space before it clear";
    finding.level = plan::level_label(build.plan, stop.level);
    finding.feature = core::to_string(connector.id);
    finding.at = stop.point;
    findings.push_back(std::move(finding));
}

struct Stop {
    std::uint32_t site = 0;
    plan::LevelIndex level = 0;
    Mm point;
};

Climb climb_between(const plan::Plan& plan, const Stop& from, const Stop& to) {
    const plan::Level& low = plan.levels[from.level];
    const plan::Level& high = plan.levels[to.level];
    Climb climb;
    climb.levels = std::abs(high.ordinal - low.ordinal);
    climb.rise_m = low.elevation_m && high.elevation_m ? *high.elevation_m - *low.elevation_m
                                                       : usual_storey_m * (high.ordinal - low.ordinal);
    climb.run_m = length_m(from.point, to.point);
    return climb;
}

void add_rides(const ProfileBuild& build, std::uint32_t index, const std::vector<Stop>& stops,
               ProfileImage& image) {
    const plan::Connector& connector = build.plan.connectors[index];
    const bool lift = connector.category == "elevator";
    const double wait_s = connector.wait_s.value_or(lift ? usual_wait_s : 0);
    const auto ride = [&](const Stop& from, const Stop& to) {
        const double duration =
            travel_time_s(connector.category, climb_between(build.plan, from, to), wait_s, build.profile);
        image.rides.push_back({from.site, to.site, index, duration, 0});
    };
    for (std::size_t low = 0; low < stops.size(); ++low) {
        const std::size_t end = lift ? stops.size() : std::min(low + 2, stops.size());
        for (std::size_t high = low + 1; high < end; ++high) {
            if (connector.direction != plan::Direction::down) ride(stops[low], stops[high]);
            if (connector.direction != plan::Direction::up) ride(stops[high], stops[low]);
        }
    }
}

std::uint32_t add_site(ProfileImage& image, plan::LevelIndex level, Mm point) {
    image.sites.push_back({static_cast<std::uint32_t>(level), point});
    return static_cast<std::uint32_t>(image.sites.size() - 1);
}

void add_connectors(const ProfileBuild& build, ProfileImage& image, core::Diagnostics& findings) {
    for (std::uint32_t i = 0; i < build.plan.connectors.size(); ++i) {
        const plan::Connector& connector = build.plan.connectors[i];
        if (!is_usable(connector, build.profile)) continue;
        std::vector<Stop> stops;
        for (const plan::ConnectorStop& stop : connector.stops) {
            const auto point = stop_point(build, stop);
            if (point) {
                stops.push_back({add_site(image, stop.level, *point), stop.level, *point});
            } else {
                report_stop(build, connector, stop, findings);
            }
        }
        add_rides(build, i, stops, image);
    }
}

// A one-way opening is passed through its middle.
void add_one_way_openings(const ProfileBuild& build, ProfileImage& image, core::Diagnostics& findings) {
    for (const BuiltLevel& level : build.levels) {
        for (const Doorway& doorway : level.space->doorways) {
            const plan::Opening& opening = build.plan.openings[doorway.opening];
            if (!opening.one_way || (build.profile == Profile::wheelchair && !opening.accessible)) continue;
            if (!clearance_in(doorway, build.profile)) continue;  // reported with the narrow openings
            const double off = clearance_m(body_of(build.profile)) * 1000 + past_clearance_mm;
            const auto left =
                level.floor.nearest(beside_middle(doorway, doorway.depth_mm[0] + off), farthest_threshold_m);
            const auto right =
                level.floor.nearest(beside_middle(doorway, -doorway.depth_mm[1] - off), farthest_threshold_m);
            if (left && right) {
                const double distance = length_m(*left, *right);
                const std::uint32_t from = add_site(image, level.space->level, *left);
                const std::uint32_t to = add_site(image, level.space->level, *right);
                image.rides.push_back({from, to, none, distance / speed_m_s(build.profile), distance});
                continue;
            }
            core::Diagnostic finding;
            finding.code = "P059";
            finding.message =
                "nobody can pass the one-way opening: there is no free space on both of its sides";
            finding.advice = "move what stands before it";
            finding.level = plan::level_label(build.plan, level.space->level);
            finding.feature = core::to_string(opening.id);
            finding.at = opening.geometry.front();
            findings.push_back(std::move(finding));
        }
    }
}

}  // namespace

void add_sites(const ProfileBuild& build, ProfileImage& image, core::Diagnostics& findings) {
    add_connectors(build, image, findings);
    add_one_way_openings(build, image, findings);
}

}  // namespace mallctl::nav
