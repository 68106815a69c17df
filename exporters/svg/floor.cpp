#include "exporters/svg/floor.hpp"

#include <algorithm>
#include <cmath>

#include "core/names.hpp"
#include "exporters/svg/floor_labels.hpp"
#include "exporters/svg/floor_route.hpp"
#include "exporters/svg/floor_signs.hpp"
#include "exporters/svg/floor_units.hpp"
#include "exporters/svg/words.hpp"

namespace mallctl::exporters::floor_map {

namespace {

const char* const wall = "#6d737b";
const char* const outside_wall = "#3c4249";
const char* const furniture = "#c4bfb6";
const char* const accent = "#d9412b";

std::string name_of(const plan::Unit& unit, const FloorUnit& drawn, const MapOptions& options) {
    if (drawn.store) return drawn.store->name;
    const std::string name = core::pick_name(unit.name, options.locales);
    return name.empty() ? unit.ref : name;
}

void draw_units(drawing::Page& page, const plan::Plan& plan, const MapOptions& options,
                const std::vector<FloorUnit>& units) {
    page.begin("units");
    for (const FloorUnit& unit : units) {
        const drawing::Style style{.fill = unit.paint->fill, .stroke = wall, .stroke_mm = 0.18};
        page.shape(area_path(unit.area), style, name_of(plan.units[unit.index], unit, options));
    }
    page.end();
}

void draw_walls(drawing::Page& page, const plan::Plan& plan, plan::LevelIndex level,
                const PaperFrame& frame) {
    page.begin("walls");
    for (const auto& one : plan.walls) {
        if (one.level != level) continue;
        drawing::Path path;
        for (const auto& line : one.lines) path.add(drawing::polyline(frame(line), false));
        if (!path.segments.empty()) page.shape(std::move(path), {.stroke = wall, .stroke_mm = 0.25});
    }
    const auto& outline = plan.levels.at(level).outline;
    if (!outline.empty()) page.shape(area_path(frame(outline)), {.stroke = outside_wall, .stroke_mm = 0.5});
    page.end();
}

// A door is a gap in the wall.
void draw_openings(drawing::Page& page, const plan::Plan& plan, plan::LevelIndex level,
                   const PaperFrame& frame) {
    page.begin("openings");
    for (const auto& opening : plan.openings) {
        if (opening.level != level || opening.geometry.size() < 2) continue;
        page.shape(drawing::polyline(frame(opening.geometry), false),
                   {.stroke = "#ffffff", .stroke_mm = 0.55});
    }
    page.end();
}

void draw_fixtures(drawing::Page& page, const plan::Plan& plan, plan::LevelIndex level,
                   const PaperFrame& frame) {
    const drawing::Style style{.fill = "#f6f4f0", .stroke = furniture, .stroke_mm = 0.1};
    page.begin("fixtures");
    for (const auto& fixture : plan.fixtures) {
        if (fixture.level == level) page.shape(area_path(frame(fixture.geometry)), style);
    }
    for (const auto& kiosk : plan.kiosks) {
        if (kiosk.level == level)
            page.shape(area_path(frame(kiosk.geometry)),
                       {.fill = "#ece2d0", .stroke = wall, .stroke_mm = 0.15}, core::pick_name(kiosk.name));
    }
    page.end();
}

bool draw_highlights(drawing::Page& page, const std::vector<FloorUnit>& units) {
    bool any = false;
    page.begin("highlights");
    for (const FloorUnit& unit : units) {
        if (!unit.highlighted) continue;
        any = true;
        page.shape(area_path(unit.area), {.fill = accent, .opacity = 0.28});
        page.shape(area_path(unit.area), {.stroke = accent, .stroke_mm = 0.8});
    }
    page.end();
    return any;
}

bool meet(const core::Box& a, const core::Box& b) {
    return a.min.x < b.max.x && b.min.x < a.max.x && a.min.y < b.max.y && b.min.y < a.max.y;
}

// Boxes around the window, as wide as any page.
void wall_in(const core::Box& window, std::vector<LabelBox>& taken) {
    constexpr double far = 2000;
    const core::Point middle{(window.min.x + window.max.x) / 2, (window.min.y + window.max.y) / 2};
    taken.push_back({{window.min.x - far / 2, middle.y}, far, 2 * far, 0});
    taken.push_back({{window.max.x + far / 2, middle.y}, far, 2 * far, 0});
    taken.push_back({{middle.x, window.min.y - far / 2}, 2 * far, far, 0});
    taken.push_back({{middle.x, window.max.y + far / 2}, 2 * far, far, 0});
}

}  // namespace

FloorContents draw_floor(drawing::Page& page, const plan::Plan& plan, const MapOptions& options,
                         plan::LevelIndex level, const PaperFrame& frame, const FloorWindow* window) {
    FloorContents contents;
    std::vector<LabelBox> taken;
    auto units = floor_units(plan, options, level, frame);
    if (window != nullptr) {
        std::erase_if(units, [&](const FloorUnit& unit) { return !meet(unit.box, window->box); });
        taken = window->taken;
        wall_in(window->box, taken);
    }
    for (const FloorUnit& unit : units) contents.paints.insert(unit.paint->key);

    page.begin("floor");
    if (const auto& outline = plan.levels.at(level).outline; !outline.empty())
        page.shape(area_path(frame(outline)), {.fill = "#f7f6f3"});
    draw_units(page, plan, options, units);
    draw_fixtures(page, plan, level, frame);
    draw_walls(page, plan, level, frame);
    draw_openings(page, plan, level, frame);
    contents.highlight = draw_highlights(page, units);

    if (options.route) {
        const std::string to_level = word("to_level", options.locales);
        contents.route = draw_route(page, *options.route, level, frame, to_level, taken);
    }
    contents.signs = draw_signs(page, plan, options, level, frame, units, taken);
    draw_labels(page, plan, options, units, taken, window, contents);
    page.end();
    return contents;
}

}  // namespace mallctl::exporters::floor_map
