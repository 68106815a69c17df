#include "exporters/qr/here_map.hpp"

#include <algorithm>

#include "exporters/svg/floor.hpp"
#include "exporters/svg/legend.hpp"

namespace mallctl::exporters::qr {

const char* const here_color = "#d21f3c";

namespace {

const char* const frame_color = "#6d737b";
constexpr double marker_mm = 2.2;
constexpr double min_label_mm = 2.6;  // posters are read standing, and cards print maps at half the size
constexpr double north_mm = 10;        // the sides of the square that the arrow takes

// A dot, with a beam towards the top where the reader looks.
void draw_marker(drawing::Page& page, core::Point at, bool beam) {
    page.begin("here");
    if (beam) {
        drawing::Path cone;
        cone.move_to(at).line_to({at.x - 4, at.y - 7.5}).line_to({at.x + 4, at.y - 7.5}).close();
        page.shape(std::move(cone), {.fill = here_color, .opacity = 0.25});
    }
    page.shape(drawing::circle(at, marker_mm), {.fill = here_color, .stroke = "#ffffff", .stroke_mm = 0.6});
    page.end();
}

}  // namespace

void draw_here_map(drawing::Page& page, const plan::Plan& plan, const MapOptions& options, const Place& place,
                   const core::Box& box, double radius_m) {
    if (!place.level) return;
    const double turn = place.heading ? -*place.heading : floor_map::upright_turn(plan);
    const core::Point middle{(box.min.x + box.max.x) / 2, (box.min.y + box.max.y) / 2};
    // Who faces something sees it ahead: more of the map lies there than behind.
    const double height = box.max.y - box.min.y;
    const core::Point at = place.heading ? core::Point{middle.x, box.min.y + height * 0.78} : middle;
    floor_map::PaperFrame frame(place.point, turn);
    frame.centre(place.point, at, std::min(box.max.x - box.min.x, height) / 2 / radius_m);

    const core::Point north{box.max.x - north_mm / 2 - 1.5, box.min.y + north_mm / 2 + 1.5};
    const floor_map::FloorWindow window{
        {{box.min.x + 0.6, box.min.y + 0.6}, {box.max.x - 0.6, box.max.y - 0.6}},
        min_label_mm,
        {{at, 2 * marker_mm + 1, 2 * marker_mm + 1, 0}, {north, north_mm, north_mm, 0}}};
    const drawing::Path frame_path = drawing::rounded_box(box, 2);
    page.begin("here-map", {}, frame_path);
    page.shape(frame_path, {.fill = "#ffffff"});
    floor_map::draw_floor(page, plan, options, *place.level, frame, &window);
    draw_marker(page, at, place.heading.has_value());
    drawing::Page arrow;
    floor_map::draw_north(arrow, {0, 0}, turn);
    page.place(arrow, {north.x, north.y + 1}, 0.6);
    page.end();
    page.shape(frame_path, {.stroke = frame_color, .stroke_mm = 0.3});
}

}  // namespace mallctl::exporters::qr
