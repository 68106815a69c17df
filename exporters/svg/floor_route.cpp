#include "exporters/svg/floor_route.hpp"

#include "exporters/drawing/text_width.hpp"

namespace mallctl::exporters::floor_map {

const char* const route_color = "#1660c4";

namespace {

constexpr double ring_mm = 1.5;
constexpr double badge_text_mm = 2.4;

void draw_start(drawing::Page& page, core::Point at, std::vector<LabelBox>& taken) {
    page.shape(drawing::circle(at, ring_mm), {.fill = "#ffffff", .stroke = route_color, .stroke_mm = 0.8});
    taken.push_back({at, 2 * ring_mm + 1, 2 * ring_mm + 1, 0});
}

// A drop with its tip on the place.
void draw_end(drawing::Page& page, core::Point at, std::vector<LabelBox>& taken) {
    drawing::Path pin;
    pin.move_to(at);
    pin.curve_to({at.x - 0.6, at.y - 1.6}, {at.x - 2, at.y - 2.4}, {at.x - 2, at.y - 4});
    pin.curve_to({at.x - 2, at.y - 6.7}, {at.x + 2, at.y - 6.7}, {at.x + 2, at.y - 4});
    pin.curve_to({at.x + 2, at.y - 2.4}, {at.x + 0.6, at.y - 1.6}, at).close();
    pin.add(drawing::circle({at.x, at.y - 4}, 0.8));
    page.shape(std::move(pin), {.fill = route_color, .stroke = "#ffffff", .stroke_mm = 0.25});
    taken.push_back({{at.x, at.y - 3}, 4.5, 6.5, 0});
}

// "-> 2", beside the lift or stairs, where nothing else stands.
void draw_badge(drawing::Page& page, core::Point at, const std::string& to_level,
                std::vector<LabelBox>& taken) {
    const std::string text = "\xE2\x86\x92 " + drawing::shortened(drawing::printable(to_level), 8, true);
    const double width = (drawing::text_width(text, true) + 1) * badge_text_mm;
    const double height = badge_text_mm * 1.5;
    LabelBox box{{at.x + width / 2 + 2.6, at.y}, width, height, 0};
    for (const double up : {0.0, -4.2, 4.2, -8.4, 8.4}) {
        box.centre.y = at.y + up;
        bool free = true;
        for (const auto& other : taken) free = free && !overlaps(box, other);
        if (free) break;
    }
    const core::Ring corners = box.corners();
    page.shape(drawing::rounded_box({corners[0], corners[2]}, height / 2), {.fill = route_color});
    page.text(drawing::measured({box.centre.x, box.centre.y + 0.35 * badge_text_mm}, badge_text_mm, text,
                                "#ffffff", drawing::Anchor::middle, true));
    taken.push_back(box);
}

}  // namespace

bool draw_route(drawing::Page& page, const MapRoute& route, plan::LevelIndex level, const PaperFrame& frame,
                std::vector<LabelBox>& taken) {
    bool any = false;
    page.begin("route");
    for (const auto& part : route.parts) {
        if (part.level != level || part.line.empty()) continue;
        any = true;
        const auto line = drawing::polyline(frame(part.line), false);
        page.shape(line, {.stroke = "#ffffff", .stroke_mm = 2});
        page.shape(line, {.stroke = route_color, .stroke_mm = 1.1});
    }
    for (std::size_t i = 0; i < route.parts.size(); ++i) {
        const auto& part = route.parts[i];
        if (part.level != level || part.line.empty()) continue;
        if (i == 0) draw_start(page, frame(part.line.front()), taken);
        if (i + 1 == route.parts.size()) draw_end(page, frame(part.line.back()), taken);
    }
    for (const auto& part : route.parts) {
        if (part.level == level && !part.line.empty() && !part.to_level.empty())
            draw_badge(page, frame(part.line.back()), part.to_level, taken);
    }
    page.end();
    return any;
}

}  // namespace mallctl::exporters::floor_map
