#include "exporters/svg/floor_route.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "exporters/drawing/text_width.hpp"
#include "exporters/svg/pictograms.hpp"

namespace mallctl::exporters::floor_map {

const char* const route_color = "#1660c4";

namespace {

const char* const ink = "#22272d";

constexpr double ring_mm = 1.5;
constexpr double mark_mm = 1.7;  // radius of a numbered mark
constexpr double badge_text_mm = 2.4;
constexpr double sign_mm = 3.2;
constexpr double beside_map_mm = 70;  // where the legend stands
constexpr double step_text_mm = 2.6;
constexpr double step_row_mm = 3.5;

using Mark = MapRoute::Step::Mark;

bool is_free(const LabelBox& box, const std::vector<LabelBox>& taken) {
    return std::none_of(taken.begin(), taken.end(),
                        [&](const LabelBox& other) { return overlaps(box, other); });
}

void draw_number(drawing::Page& page, core::Point at, std::size_t number) {
    const double size = number < 100 ? 2.2 : 1.6;
    page.text(drawing::measured({at.x, at.y + 0.36 * size}, size, std::to_string(number), route_color,
                                drawing::Anchor::middle, true));
}

void draw_mark(drawing::Page& page, core::Point at, std::size_t number) {
    page.shape(drawing::circle(at, mark_mm), {.fill = "#ffffff", .stroke = route_color, .stroke_mm = 0.5});
    draw_number(page, at, number);
}

void draw_start(drawing::Page& page, core::Point at, std::vector<LabelBox>& taken) {
    page.shape(drawing::circle(at, ring_mm), {.fill = "#ffffff", .stroke = route_color, .stroke_mm = 0.8});
    taken.push_back({at, 2 * ring_mm + 1, 2 * ring_mm + 1, 0});
}

// A drop with its tip on the place; its number, where it has one, instead of a hole.
void draw_end(drawing::Page& page, core::Point at, std::size_t number, std::vector<LabelBox>& taken) {
    drawing::Path pin;
    pin.move_to(at);
    pin.curve_to({at.x - 0.6, at.y - 1.6}, {at.x - 2, at.y - 2.4}, {at.x - 2, at.y - 4});
    pin.curve_to({at.x - 2, at.y - 6.7}, {at.x + 2, at.y - 6.7}, {at.x + 2, at.y - 4});
    pin.curve_to({at.x + 2, at.y - 2.4}, {at.x + 0.6, at.y - 1.6}, at).close();
    pin.add(drawing::circle({at.x, at.y - 4}, number == 0 ? 0.8 : 1.5));
    page.shape(std::move(pin), {.fill = route_color, .stroke = "#ffffff", .stroke_mm = 0.25});
    taken.push_back({{at.x, at.y - 3}, 4.5, 6.5, 0});
    if (number == 0) return;
    page.shape(drawing::circle({at.x, at.y - 4}, 1.5), {.fill = "#ffffff"});
    draw_number(page, {at.x, at.y - 4}, number);
}

// The connector's sign and "to level 2", beside the lift or stairs, where nothing else stands.
void draw_badge(drawing::Page& page, core::Point at, const MapRoute::Part& part, const std::string& to_level,
                std::vector<LabelBox>& taken) {
    const std::string sign = sign_of(part.connector);
    const std::string text = to_level + " " + drawing::shortened(drawing::printable(part.to_level), 8, true);
    const double before = sign.empty() ? 0 : sign_mm + 0.6;
    const double width = before + (drawing::text_width(text, true) + 1) * badge_text_mm;
    const double height = sign.empty() ? badge_text_mm * 1.5 : sign_mm + 0.8;
    const double right = at.x + width / 2 + 2.8;
    const double left = at.x - width / 2 - 2.8;
    const bool room = right + width / 2 < page.width_mm - beside_map_mm;
    LabelBox box{{}, width, height, 0};
    bool free = false;
    for (const double x : {room ? right : left, room ? left : right}) {
        for (const double up : {0.0, -4.4, 4.4, -8.8, 8.8}) {
            if (free) break;
            box.centre = {x, at.y + up};
            free = is_free(box, taken);
        }
    }
    if (!free) box.centre = {room ? right : left, at.y};
    const core::Ring corners = box.corners();
    page.shape(drawing::rounded_box({corners[0], corners[2]}, height / 3),
               {.fill = route_color, .stroke = "#ffffff", .stroke_mm = 0.3});
    const double begin = box.centre.x - width / 2;
    if (!sign.empty()) draw_sign(page, sign, {begin + 0.4 + sign_mm / 2, box.centre.y}, sign_mm, "");
    page.text(drawing::measured({begin + before + (width - before) / 2, box.centre.y + 0.35 * badge_text_mm},
                                badge_text_mm, text, "#ffffff", drawing::Anchor::middle, true));
    taken.push_back(box);
}

// Beside its place where something else stands there.
void draw_step(drawing::Page& page, core::Point at, std::size_t number, std::vector<LabelBox>& taken) {
    constexpr double step = 2 * mark_mm + 0.6;
    const std::vector<core::Point> tries = {{0, 0},       {0, -step},    {step, 0},
                                            {0, step},    {-step, 0},    {step, -step},
                                            {step, step}, {-step, step}, {-step, -step}};
    LabelBox box{at, 2 * mark_mm + 0.4, 2 * mark_mm + 0.4, 0};
    for (const auto& [dx, dy] : tries) {
        box.centre = {at.x + dx, at.y + dy};
        if (is_free(box, taken)) break;
    }
    draw_mark(page, box.centre, number);
    taken.push_back(box);
}

void draw_line(drawing::Page& page, const MapRoute& route, plan::LevelIndex level, const PaperFrame& frame) {
    for (const bool halo : {true, false}) {
        for (const auto& part : route.parts) {
            if (part.level != level) continue;
            page.shape(drawing::polyline(frame(part.line), false),
                       halo ? drawing::Style{.stroke = "#ffffff", .stroke_mm = 2}
                            : drawing::Style{.stroke = route_color, .stroke_mm = 1.1});
        }
    }
}

// Names and signs keep clear of the line.
void keep_clear(const MapRoute& route, plan::LevelIndex level, const PaperFrame& frame,
                std::vector<LabelBox>& taken) {
    constexpr double halo_mm = 2;
    for (const auto& part : route.parts) {
        if (part.level != level) continue;
        const auto line = frame(part.line);
        for (std::size_t i = 1; i < line.size(); ++i) {
            const double dx = line[i].x - line[i - 1].x;
            const double dy = line[i].y - line[i - 1].y;
            const core::Point middle{(line[i].x + line[i - 1].x) / 2, (line[i].y + line[i - 1].y) / 2};
            taken.push_back(
                {middle, std::hypot(dx, dy), halo_mm, std::atan2(dy, dx) * 180 / std::numbers::pi});
        }
    }
}

// Where the way comes out of a lift, and where it leaves the level.
void draw_ends(drawing::Page& page, const MapRoute& route, plan::LevelIndex level, const PaperFrame& frame,
               const std::string& to_level, std::vector<LabelBox>& taken) {
    const std::size_t last_step =
        !route.steps.empty() && route.steps.back().mark == Mark::end ? route.steps.size() : 0;
    for (std::size_t i = 0; i < route.parts.size(); ++i) {
        const auto& part = route.parts[i];
        if (part.level != level || part.line.empty()) continue;
        if (i > 0 && !route.parts[i - 1].to_level.empty()) {
            page.shape(drawing::circle(frame(part.line.front()), 1), {.fill = route_color});
        } else if (i == 0 && route.steps.empty()) {
            draw_start(page, frame(part.line.front()), taken);
        }
        if (i + 1 == route.parts.size()) draw_end(page, frame(part.line.back()), last_step, taken);
    }
    for (const auto& part : route.parts) {
        if (part.level == level && !part.line.empty() && !part.to_level.empty())
            draw_badge(page, frame(part.line.back()), part, to_level, taken);
    }
}

}  // namespace

bool draw_route(drawing::Page& page, const MapRoute& route, plan::LevelIndex level, const PaperFrame& frame,
                const std::string& to_level, std::vector<LabelBox>& taken) {
    const bool any = std::any_of(route.parts.begin(), route.parts.end(), [level](const auto& part) {
        return part.level == level && !part.line.empty();
    });
    page.begin("route");
    if (any) draw_line(page, route, level, frame);
    // Marks on the way come before badges beside it.
    for (std::size_t i = 0; any && i < route.steps.size(); ++i) {
        const auto& step = route.steps[i];
        if (step.level == level && step.mark != Mark::end) draw_step(page, frame(step.at), i + 1, taken);
    }
    if (any) keep_clear(route, level, frame, taken);
    if (any) draw_ends(page, route, level, frame, to_level, taken);
    page.end();
    return any;
}

double draw_steps(drawing::Page& page, const core::Box& box, const MapRoute& route, plan::LevelIndex level,
                  const std::string& heading) {
    double y = box.min.y;
    page.begin("steps");
    const auto line = [&](double size, const std::string& text, const char* color, bool bold) {
        const double indent = bold ? 0 : 2 * mark_mm + 1.6;
        const bool rtl = route.right_to_left;
        auto written =
            drawing::measured({rtl ? box.max.x - indent : box.min.x + indent, y + size * 0.9}, size, text,
                              color, rtl ? drawing::Anchor::end : drawing::Anchor::start, bold);
        written.right_to_left = rtl;
        if (rtl) written.width_mm = 0;  // letters that join are not to be stretched
        page.text(std::move(written));
    };
    line(3.2, heading, ink, true);
    y += 6;
    const double room = (box.max.x - box.min.x - 2 * mark_mm - 1.6) / step_text_mm;
    for (std::size_t i = 0; i < route.steps.size(); ++i) {
        const auto& step = route.steps[i];
        if (step.level != level) continue;
        const auto lines = drawing::filled(drawing::printable(step.text), room, false);
        const double height = std::max(1.0, static_cast<double>(lines.size())) * step_row_mm + 1.2;
        if (y + height + step_row_mm > box.max.y) {
            line(step_text_mm, "\xE2\x80\xA6", ink, false);
            y += step_row_mm;
            break;
        }
        const double mark_x = route.right_to_left ? box.max.x - mark_mm : box.min.x + mark_mm;
        draw_mark(page, {mark_x, y + 1.3}, i + 1);
        const double next = y + height;
        for (const auto& text : lines) {
            line(step_text_mm, text, ink, false);
            y += step_row_mm;
        }
        y = next;
    }
    page.end();
    return y + 2;
}

}  // namespace mallctl::exporters::floor_map
