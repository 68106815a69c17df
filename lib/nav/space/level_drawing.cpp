#include "nav/space/level_drawing.hpp"

#include <algorithm>
#include <utility>

#include "nav/space/categories.hpp"

namespace mallctl::nav {

namespace {

std::vector<Mm> convert(const std::vector<core::Point>& points, const ToMm& to_mm) {
    std::vector<Mm> result;
    result.reserve(points.size());
    for (const core::Point& point : points) {
        const Mm p = to_mm(point);
        if (result.empty() || result.back() != p) result.push_back(p);
    }
    return result;
}

Shape convert(const Geos& geos, const core::MultiPolygon& polygons, const ToMm& to_mm) {
    std::vector<Shape> parts;
    for (const core::Polygon& polygon : polygons) {
        std::vector<std::vector<Mm>> rings;
        for (const core::Ring& ring : polygon.rings) rings.push_back(convert(ring, to_mm));
        parts.push_back(geos.polygon(rings));
    }
    return parts.size() == 1 ? parts.front() : geos.unite(parts);
}

void add_doorways(const Geos& geos, const plan::Plan& plan, const ToMm& to_mm, LevelDrawing& drawing,
                  core::Diagnostics& findings) {
    for (std::size_t i = 0; i < plan.openings.size(); ++i) {
        const plan::Opening& opening = plan.openings[i];
        if (opening.level != drawing.level || !is_passable(opening.category)) continue;
        const std::vector<Mm> line = convert(opening.geometry, to_mm);
        if (line.size() < 2) continue;
        Doorway doorway = find_doorway(geos, line, opening.width_m, drawing.unit_shapes, drawing.finder);
        doorway.opening = i;
        if (!doorway.joins_nothing()) {
            drawing.doorways.push_back(std::move(doorway));
            continue;
        }
        core::Diagnostic finding;
        finding.code = "P059";
        finding.message = "the opening lies on no unit's edge and leads nowhere";
        finding.advice = "move it onto the edge of the unit that it opens";
        finding.level = plan::level_label(plan, drawing.level);
        finding.feature = core::to_string(opening.id);
        finding.at = opening.geometry.front();
        findings.push_back(std::move(finding));
    }
}

void add_units(const Geos& geos, const plan::Plan& plan, const ToMm& to_mm, LevelDrawing& drawing) {
    for (plan::UnitIndex i = 0; i < plan.units.size(); ++i) {
        if (plan.units[i].level != drawing.level) continue;
        drawing.units.push_back(i);
        drawing.unit_shapes.push_back(convert(geos, plan.units[i].geometry, to_mm));
    }
    drawing.finder = ShapeFinder(geos, drawing.unit_shapes);
}

void add_walls_and_obstacles(const Geos& geos, const plan::Plan& plan, const ToMm& to_mm,
                             LevelDrawing& drawing) {
    for (const plan::Wall& wall : plan.walls) {
        if (wall.level != drawing.level) continue;
        for (const core::LineString& line : wall.lines) drawing.walls.push_back(convert(line, to_mm));
    }
    for (const plan::Fixture& fixture : plan.fixtures) {
        if (fixture.level == drawing.level)
            drawing.obstacles.push_back(convert(geos, fixture.geometry, to_mm));
    }
    for (const plan::Kiosk& kiosk : plan.kiosks) {
        if (kiosk.level == drawing.level) drawing.obstacles.push_back(convert(geos, kiosk.geometry, to_mm));
    }
}

}  // namespace

std::optional<std::size_t> LevelDrawing::find(plan::UnitIndex unit) const {
    const auto found = std::lower_bound(units.begin(), units.end(), unit);
    if (found == units.end() || *found != unit) return std::nullopt;
    return static_cast<std::size_t>(found - units.begin());
}

LevelDrawing draw_level(const Geos& geos, const plan::Plan& plan, plan::LevelIndex level, const ToMm& to_mm,
                        core::Diagnostics& findings) {
    LevelDrawing drawing;
    drawing.level = level;
    add_units(geos, plan, to_mm, drawing);
    add_doorways(geos, plan, to_mm, drawing, findings);
    add_walls_and_obstacles(geos, plan, to_mm, drawing);
    return drawing;
}

}  // namespace mallctl::nav
