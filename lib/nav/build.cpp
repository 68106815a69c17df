#include "nav/build.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "core/error.hpp"
#include "core/local_frame.hpp"
#include "core/names.hpp"
#include "nav/artifact/image.hpp"
#include "nav/build_image.hpp"
#include "nav/query/visibility.hpp"
#include "nav/space/built_level.hpp"
#include "nav/space/sites.hpp"
#include "nav/space/unit_spots.hpp"

namespace mallctl::nav {

namespace {

// Around all that people walk on.
core::Box box_of(const plan::Plan& plan) {
    constexpr double far = std::numeric_limits<double>::infinity();
    core::Box box{{far, far}, {-far, -far}};
    const auto add = [&](const core::MultiPolygon& polygons) {
        for (const core::Polygon& polygon : polygons) {
            for (const core::Ring& ring : polygon.rings) {
                for (const core::Point p : ring) {
                    box.min = {std::min(box.min.x, p.x), std::min(box.min.y, p.y)};
                    box.max = {std::max(box.max.x, p.x), std::max(box.max.y, p.y)};
                }
            }
        }
    };
    for (const plan::Unit& unit : plan.units) add(unit.geometry);
    if (box.min.x > box.max.x) return {};
    return box;
}

core::LocalFrame frame_of(const plan::Plan& plan) {
    constexpr double widest_degrees = 0.5;
    const core::Box box = box_of(plan);
    if (!(box.max.x - box.min.x <= widest_degrees && box.max.y - box.min.y <= widest_degrees)) {
        throw core::Error(core::Fault::rejected, "the plan's units lie more than half a degree apart",
                          "check the plan's georeference: a mall is a few hundred metres wide");
    }
    return core::LocalFrame({(box.min.x + box.max.x) / 2, (box.min.y + box.max.y) / 2});
}

Mm grid_point(const core::LocalFrame& frame, core::Point geographic) {
    const core::Point local = frame.to_local(geographic);
    constexpr double farthest_m = static_cast<double>(farthest_mm) / 2000;
    if (!(std::abs(local.x) < farthest_m && std::abs(local.y) < farthest_m)) {
        throw core::Error(core::Fault::rejected,
                          fmt::format("a point of the plan lies far from its units or nowhere, at {}, {}",
                                      geographic.x, geographic.y),
                          "check the plan's georeference: longitude comes first");
    }
    return to_mm(local);
}

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

void add_sightlines(const ProfileBuild& build, ProfileImage& image) {
    std::uint32_t all_corners = 0;
    for (const BuiltLevel& level : build.levels) {
        all_corners += static_cast<std::uint32_t>(level.floor.corners().size());
    }
    std::uint32_t first_corner = 0;
    for (const BuiltLevel& level : build.levels) {
        std::vector<Mm> points;
        std::vector<std::uint32_t> nodes;
        for (std::uint32_t s = 0; s < image.sites.size(); ++s) {
            if (image.sites[s].level != level.space->level) continue;
            points.push_back(image.sites[s].point);
            nodes.push_back(all_corners + s);
        }
        const auto corners = static_cast<std::uint32_t>(level.floor.corners().size());
        const auto node = [&](std::uint32_t i) {
            return i < corners ? first_corner + i : nodes[i - corners];
        };
        for (const Sightline& line : sightlines(level.floor, points)) {
            image.sightlines.push_back({node(line.a), node(line.b)});
        }
        first_corner += corners;
    }
    std::sort(image.sightlines.begin(), image.sightlines.end());
}

}  // namespace

Image build_image(const plan::Plan& plan, Sightlines sightlines, core::Diagnostics& findings) {
    const Geos geos;
    const core::LocalFrame frame = frame_of(plan);
    const ToMm to_grid = [&](core::Point p) { return grid_point(frame, p); };

    Image image;
    image.origin = frame.origin();
    std::vector<LevelSpace> spaces;
    for (plan::LevelIndex i = 0; i < plan.levels.size(); ++i) {
        const plan::Level& level = plan.levels[i];
        image.levels.push_back({level.id, level.ordinal, level.short_name, plan::level_label(plan, i)});
        spaces.push_back(level_space(geos, plan, i, to_grid, findings));
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
        ProfileImage& part = image.by_profile.at(static_cast<std::size_t>(profile));
        ProfileBuild step{geos, plan, to_grid, profile, {}};
        for (const LevelSpace& space : spaces) {
            Shape free = free_space(geos, plan, space, profile);
            Floor floor(geos.rings(free));
            part.floors.push_back(floor.rings());
            step.levels.push_back({&space, std::move(free), std::move(floor)});
        }
        add_sites(step, part, findings);
        add_unit_spots(step, units, profile == Profile::walk ? nullptr : &image.by_profile.front(), part,
                       findings);
        if (sightlines == Sightlines::found) add_sightlines(step, part);
    }
    return image;
}

std::vector<std::byte> build(const plan::Plan& plan, core::Diagnostics& findings) {
    return write_image(build_image(plan, Sightlines::found, findings));
}

}  // namespace mallctl::nav
