#include "exporters/svg/legend.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/angle.hpp"
#include "exporters/drawing/text_width.hpp"
#include "exporters/svg/floor_route.hpp"
#include "exporters/svg/palette.hpp"
#include "exporters/svg/pictograms.hpp"
#include "exporters/svg/words.hpp"

namespace mallctl::exporters::floor_map {

namespace {

const char* const ink = "#22272d";
const char* const faint = "#6d737b";
constexpr double row_mm = 4.7;
constexpr double text_mm = 2.6;
constexpr double number_row_mm = 3.1;
constexpr double min_number_row_mm = 2.5;
constexpr double number_text = 0.68;  // of the row
constexpr std::size_t directory_columns = 4;

class Rows {
  public:
    Rows(drawing::Page& page, const core::Box& box) : page_(page), box_(box), y_(box.min.y) {}

    void heading(const std::string& text) {
        page_.text(drawing::measured({box_.min.x, y_ + 3}, 3.2, text, ink, drawing::Anchor::start, true));
        y_ += 6;
    }

    // The middle of the picture's place; the text stands beside it.
    core::Point entry(const std::string& text) {
        const core::Point middle{box_.min.x + 2.4, y_ + row_mm / 2};
        const double room = (box_.max.x - box_.min.x - 7) / text_mm;
        page_.text(drawing::measured({box_.min.x + 7, middle.y + 0.35 * text_mm}, text_mm,
                                     drawing::shortened(text, room, false), ink));
        y_ += row_mm;
        return middle;
    }

    void gap() { y_ += 2.5; }
    double y() const { return y_; }

  private:
    drawing::Page& page_;
    core::Box box_;
    double y_;
};

core::Box swatch(core::Point middle) {
    return {{middle.x - 2.4, middle.y - 1.6}, {middle.x + 2.4, middle.y + 1.6}};
}

std::size_t draw_numbered(drawing::Page& page, const core::Box& box, const FloorContents& contents,
                          std::size_t first) {
    const std::size_t total = contents.numbered.size() + contents.unplaced.size();
    const double even =
        (box.max.y - box.min.y) / static_cast<double>(std::max<std::size_t>(total - first, 1));
    const double row = std::clamp(even, min_number_row_mm, number_row_mm);
    const double size = row * number_text;
    const double room = (box.max.x - box.min.x - 7) / size;
    for (double y = box.min.y; first < total && y + row <= box.max.y + 0.01; ++first, y += row) {
        const bool numbered = first < contents.numbered.size();
        const std::string& name =
            numbered ? contents.numbered[first] : contents.unplaced[first - contents.numbered.size()];
        const double baseline = y + row * 0.72;
        page.text(drawing::measured({box.min.x + 5.4, baseline}, size,
                                    numbered ? std::to_string(first + 1) : "\xE2\x80\x93", ink,
                                    drawing::Anchor::end, true));
        page.text(
            drawing::measured({box.min.x + 7, baseline}, size, drawing::shortened(name, room, false), ink));
    }
    return first;
}

}  // namespace

std::size_t draw_legend(drawing::Page& page, const core::Box& box, const FloorContents& contents,
                        const std::vector<std::string>& locales) {
    page.begin("legend");
    Rows rows(page, box);
    rows.heading(word("legend", locales));
    if (contents.route)
        page.shape(drawing::circle(rows.entry(word("route", locales)), 1.2),
                   {.fill = "#ffffff", .stroke = route_color, .stroke_mm = 0.7});
    if (contents.highlight)
        page.shape(drawing::rounded_box(swatch(rows.entry(word("highlight", locales))), 0.4),
                   {.fill = "#f3c5bd", .stroke = "#d9412b", .stroke_mm = 0.6});
    for (const Paint& paint : paints()) {
        if (!paint.in_legend || !contents.paints.contains(paint.key)) continue;
        page.shape(drawing::rounded_box(swatch(rows.entry(word(paint.key, locales))), 0.4),
                   {.fill = paint.fill, .stroke = faint, .stroke_mm = 0.15});
    }
    rows.gap();
    for (const std::string& sign : contents.signs)
        draw_sign(page, sign, rows.entry(word(sign, locales)), 3.9, "");
    rows.gap();
    const std::size_t end = draw_numbered(page, {{box.min.x, rows.y()}, box.max}, contents, 0);
    page.end();
    return end;
}

std::size_t draw_directory(drawing::Page& page, const core::Box& box, const FloorContents& contents,
                           std::size_t first) {
    const double width = (box.max.x - box.min.x) / static_cast<double>(directory_columns);
    page.begin("directory");
    for (std::size_t column = 0; column < directory_columns; ++column) {
        const double left = box.min.x + static_cast<double>(column) * width;
        first = draw_numbered(page, {{left, box.min.y}, {left + width - 3, box.max.y}}, contents, first);
    }
    page.end();
    return first;
}

void draw_scale_bar(drawing::Page& page, core::Point left, double mm_per_m, double max_mm) {
    const double longest_m = max_mm / mm_per_m;
    const double power = std::pow(10, std::floor(std::log10(longest_m)));
    double metres = power;
    for (const double factor : {2.0, 5.0}) {
        if (factor * power <= longest_m) metres = factor * power;
    }
    const double length = metres * mm_per_m;
    page.begin("scale");
    for (int part = 0; part < 2; ++part) {
        const double from = left.x + part * length / 2;
        page.shape(drawing::rounded_box({{from, left.y - 1.2}, {from + length / 2, left.y}}, 0),
                   {.fill = part == 0 ? ink : "#ffffff", .stroke = ink, .stroke_mm = 0.2});
    }
    const auto text = [&](double x, const std::string& words) {
        page.text(drawing::measured({x, left.y - 2.2}, 2.4, words, ink, drawing::Anchor::middle));
    };
    text(left.x, "0");
    text(left.x + length / 2, fmt::format("{}", metres / 2));
    text(left.x + length, fmt::format("{} m", metres));
    page.end();
}

void draw_north(drawing::Page& page, core::Point centre, double turn) {
    const double c = std::cos(turn * core::degree);
    const double s = std::sin(turn * core::degree);
    const drawing::Transform place{c, -s, s, c, centre.x, centre.y};
    page.begin("north");
    page.shape(drawing::circle(centre, 5), {.fill = "#ffffff", .stroke = faint, .stroke_mm = 0.2});
    page.shape(transformed(drawing::parse_path("M0 -4.2 L1.5 2.2 L0 1.2 L-1.5 2.2 Z"), place), {.fill = ink});
    const core::Point label = place({0, -7});
    page.text(drawing::measured({label.x, label.y + 1.1}, 3, "N", ink, drawing::Anchor::middle, true));
    page.end();
}

}  // namespace mallctl::exporters::floor_map
