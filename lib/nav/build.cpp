#include "nav/build.hpp"

#include <algorithm>
#include <numeric>

#include "core/names.hpp"
#include "nav/artifact/image.hpp"
#include "nav/build_image.hpp"
#include "nav/query/visibility.hpp"
#include "nav/space/floor.hpp"
#include "nav/space/frame.hpp"
#include "nav/space/level_shape.hpp"

namespace mallctl::nav {

namespace {

std::string label_of(const plan::Unit& unit) {
    if (!unit.ref.empty()) return unit.ref;
    const std::string name = core::pick_name(unit.name);
    return name.empty() ? core::to_string(unit.id) : name;
}

std::vector<plan::UnitIndex> units_by_id(const plan::Plan& plan) {
    std::vector<plan::UnitIndex> order(plan.units.size());
    std::iota(order.begin(), order.end(), plan::UnitIndex{0});
    std::stable_sort(order.begin(), order.end(), [&](plan::UnitIndex a, plan::UnitIndex b) {
        return plan.units[a].id < plan.units[b].id;
    });
    return order;
}

void add_sightlines(ProfileImage& image) {
    std::vector<Floor> floors;
    std::uint32_t all_corners = 0;
    for (const auto& rings : image.floors) {
        floors.emplace_back(rings);
        all_corners += static_cast<std::uint32_t>(floors.back().corners().size());
    }
    std::uint32_t first_corner = 0;
    for (std::uint32_t level = 0; level < floors.size(); ++level) {
        std::vector<Mm> points;
        std::vector<std::uint32_t> nodes;
        for (std::uint32_t s = 0; s < image.sites.size(); ++s) {
            if (image.sites[s].level != level) continue;
            points.push_back(image.sites[s].point);
            nodes.push_back(all_corners + s);
        }
        const auto corners = static_cast<std::uint32_t>(floors[level].corners().size());
        const auto node = [&](std::uint32_t i) {
            return i < corners ? first_corner + i : nodes[i - corners];
        };
        for (const Sightline& line : sightlines(floors[level], points)) {
            image.sightlines.push_back({node(line.a), node(line.b)});
        }
        first_corner += corners;
    }
    std::sort(image.sightlines.begin(), image.sightlines.end());
}

// The shapes of a profile's body as one list of sites, rides between them and a spot a unit.
ProfileImage profile_image(const plan::Plan& plan, const std::vector<const LevelShape*>& shapes,
                           const std::vector<plan::UnitIndex>& units, Profile profile) {
    ProfileImage image;
    std::vector<std::uint32_t> first_site;
    std::vector<UnitSpot> spots(plan.units.size());
    for (std::uint32_t level = 0; level < shapes.size(); ++level) {
        image.floors.push_back(shapes[level]->rings);
        first_site.push_back(static_cast<std::uint32_t>(image.sites.size()));
        for (const Portal& portal : shapes[level]->portals) image.sites.push_back({level, portal.point});
        for (const UnitAccess& unit : shapes[level]->units) {
            const bool has_point = !unit.spots.empty();
            spots[unit.unit] = {unit.state, has_point, has_point ? unit.spots.front() : Mm{}};
        }
    }
    const auto site = [&](PortalRef ref) { return first_site[ref.level] + ref.portal; };
    for (const Ride& ride : rides_of(plan, shapes, profile).rides) {
        image.rides.push_back(
            {site(ride.from), site(ride.to), ride.connector, ride.duration_s, ride.distance_m});
    }
    for (const plan::UnitIndex unit : units) image.unit_spots.push_back(spots[unit]);
    return image;
}

}  // namespace

Image build_image(const plan::Plan& plan, Sightlines sightlines, core::Diagnostics& findings) {
    const Geos geos;
    const core::LocalFrame frame = frame_of(plan);
    const ToMm to_grid = [&](core::Point p) { return grid_point(frame, p); };

    Image image;
    image.origin = frame.origin();
    std::vector<std::vector<LevelShape>> shapes;  // by level, then by body
    for (plan::LevelIndex i = 0; i < plan.levels.size(); ++i) {
        const plan::Level& level = plan.levels[i];
        image.levels.push_back({level.id, level.ordinal, level.short_name, plan::level_label(plan, i)});
        shapes.push_back(shape_level(geos, plan, i, {}, to_grid, findings));
    }
    const std::vector<plan::UnitIndex> units = units_by_id(plan);
    for (const plan::UnitIndex i : units) {
        image.units.push_back(
            {plan.units[i].id, static_cast<std::uint32_t>(plan.units[i].level), label_of(plan.units[i])});
    }
    for (const plan::Connector& connector : plan.connectors) {
        image.connectors.push_back({connector.id, connector.category, core::pick_name(connector.name)});
    }
    for (const Profile profile : profiles) {
        std::vector<const LevelShape*> by_level;
        for (const auto& level : shapes) by_level.push_back(&level.at(index_of(body_of(profile))));
        ProfileImage& part = image.by_profile.at(index_of(profile));
        part = profile_image(plan, by_level, units, profile);
        if (sightlines == Sightlines::found) add_sightlines(part);
    }
    return image;
}

std::vector<std::byte> build(const plan::Plan& plan, core::Diagnostics& findings) {
    return write_image(build_image(plan, Sightlines::found, findings));
}

}  // namespace mallctl::nav
