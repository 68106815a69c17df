// Small plans drawn in metres, for tests. Their origin is on the equator, where east and north of any two
// nearby local frames are parallel to better than a micrometre: known answers are exact.
#pragma once

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "core/local_frame.hpp"
#include "nav/build.hpp"
#include "nav/graph.hpp"
#include "nav/space/frame.hpp"
#include "nav/space/level_shape.hpp"
#include "plan/model.hpp"

namespace mallctl::test {

struct Rectangle {
    double left, bottom, right, top;
};

class PlanMaker {
  public:
    plan::Plan plan;
    core::LocalFrame frame{{10, 0}};

    plan::LevelIndex level(int ordinal, const std::string& short_name) {
        plan::Level level;
        level.id = next_id();
        level.ordinal = ordinal;
        level.short_name = short_name;
        plan.levels.push_back(level);
        return plan.levels.size() - 1;
    }

    core::Point at(double x, double y) const { return frame.to_geographic({x, y}); }

    core::MultiPolygon polygon(const std::vector<core::Point>& corners) const {
        core::Ring ring;
        for (const core::Point p : corners) ring.push_back(at(p.x, p.y));
        ring.push_back(ring.front());
        return {{{ring}}};
    }

    core::MultiPolygon polygon(Rectangle r) const {
        return polygon({{r.left, r.bottom}, {r.right, r.bottom}, {r.right, r.top}, {r.left, r.top}});
    }

    template <typename Geometry>
    plan::UnitIndex unit(plan::LevelIndex level, const std::string& category, const Geometry& geometry) {
        plan::Unit unit;
        unit.id = next_id();
        unit.level = level;
        unit.category = category;
        unit.ref = "U" + std::to_string(plan.units.size());
        unit.geometry = polygon(geometry);
        plan.units.push_back(unit);
        return plan.units.size() - 1;
    }

    plan::Opening& opening(plan::LevelIndex level, core::Point a, core::Point b) {
        plan::Opening opening;
        opening.id = next_id();
        opening.level = level;
        opening.geometry = {at(a.x, a.y), at(b.x, b.y)};
        plan.openings.push_back(opening);
        return plan.openings.back();
    }

    void wall(plan::LevelIndex level, core::Point a, core::Point b) {
        plan::Wall wall;
        wall.id = next_id();
        wall.level = level;
        wall.lines = {{at(a.x, a.y), at(b.x, b.y)}};
        plan.walls.push_back(wall);
    }

    template <typename Geometry>
    void fixture(plan::LevelIndex level, const Geometry& geometry) {
        plan::Fixture fixture;
        fixture.id = next_id();
        fixture.level = level;
        fixture.geometry = polygon(geometry);
        plan.fixtures.push_back(fixture);
    }
    void fixture(plan::LevelIndex level, Rectangle box) { fixture<Rectangle>(level, box); }

    void kiosk(plan::LevelIndex level, Rectangle box) {
        plan::Kiosk kiosk;
        kiosk.id = next_id();
        kiosk.level = level;
        kiosk.geometry = polygon(box);
        plan.kiosks.push_back(kiosk);
    }

    plan::Connector& connector(const std::string& category,
                               const std::vector<std::pair<plan::LevelIndex, core::Point>>& stops) {
        plan::Connector connector;
        connector.id = next_id();
        connector.category = category;
        connector.accessible = category == "elevator" || category == "ramp";
        for (const auto& [level, point] : stops) {
            connector.stops.push_back({level, std::nullopt, at(point.x, point.y)});
        }
        plan.connectors.push_back(connector);
        return plan.connectors.back();
    }

    nav::Place place(std::uint32_t level, double x, double y) const {
        return {level, at(x, y), std::nullopt};
    }
    nav::Place place(plan::UnitIndex unit) const { return {0, {}, plan.units[unit].id}; }

  private:
    core::Uuid next_id() {
        ++count_;
        core::Uuid id;
        id.bytes[13] = static_cast<std::uint8_t>(count_ >> 16);
        id.bytes[14] = static_cast<std::uint8_t>(count_ >> 8);
        id.bytes[15] = static_cast<std::uint8_t>(count_);
        return id;
    }

    unsigned count_ = 0;
};

// The free space of a level for a body, as its rings.
inline std::vector<nav::MmRing> free_rings(const plan::Plan& plan, plan::LevelIndex level, nav::Body body) {
    const nav::Geos geos;
    const core::LocalFrame frame = nav::frame_of(plan);
    core::Diagnostics findings;
    const auto to_mm = [&](core::Point p) { return nav::grid_point(frame, p); };
    return nav::shape_level(geos, plan, level, {}, to_mm, findings)[nav::index_of(body)].rings;
}

inline std::vector<nav::MmRing> walker_rings(const plan::Plan& plan) {
    return free_rings(plan, 0, nav::Body::walker);
}

// A plan built and opened.
struct Built {
    explicit Built(const plan::Plan& plan) : bytes(nav::build(plan, findings)), graph(bytes) {}

    core::Diagnostics findings;
    std::vector<std::byte> bytes;
    nav::Graph graph;

    bool reports(const std::string& code, const std::string& words) const {
        for (const core::Diagnostic& finding : findings) {
            if (finding.code == code && finding.message.find(words) != std::string::npos) return true;
        }
        return false;
    }
};

}  // namespace mallctl::test
