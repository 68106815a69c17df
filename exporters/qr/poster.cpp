#include "exporters/qr/poster.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/error.hpp"
#include "exporters/drawing/text_width.hpp"
#include "exporters/qr/here_map.hpp"
#include "exporters/qr/qr_code.hpp"
#include "exporters/svg/words.hpp"

namespace mallctl::exporters::qr {

namespace {

using drawing::Anchor;
using floor_map::word;

const char* const ink = "#1d2227";
const char* const faint = "#5c666f";

struct Size {
    double width = 0;
    double height = 0;
};

constexpr Size a4{210, 297};
constexpr Size card_size{90, 55};

// Lines of text in a column: shrunk to fit its width, or broken in two where that keeps them larger.
struct Column {
    drawing::Page& page;
    double x;
    double width;
    Anchor anchor;
    double y;

    void line(const std::string& text, double size, const char* color, bool bold, double gap) {
        if (text.empty()) return;
        const double natural = drawing::text_width(text, bold);
        const double fitting = std::min(size, width / natural);
        auto lines = fitting < 0.75 * size ? drawing::wrapped(text, 2, bold) : std::vector<std::string>{text};
        for (auto& one : lines) {
            const double fit = std::clamp(width / drawing::text_width(one, bold), size * 0.45, size);
            one = drawing::shortened(one, width / fit, bold);
            y += fit;
            page.text(drawing::measured({x, y}, fit, one, color, anchor, bold));
            y += 0.15 * fit;
        }
        y += gap;
    }
};

std::string clean(const std::string& text) {
    return drawing::shortened(drawing::printable(text), 60, true);
}

std::string level_line(const Place& place, const MapOptions& map) {
    return place.level_label.empty() ? "" : word("level", map.locales) + " " + clean(place.level_label);
}

drawing::Page poster(const plan::Plan& plan, const Place& place, const MapOptions& map) {
    drawing::Page page{a4.width, a4.height, {}};
    constexpr double middle = a4.width / 2;
    Column column{page, middle, 178, Anchor::middle, 16};
    page.begin("poster");
    column.line(clean(map.title), 9, faint, false, 4);
    column.line(clean(place.name), 17, ink, true, 1.5);
    column.line(clean(place.other_names), 7.5, faint, false, 1.5);
    column.line(level_line(place, map), 7.5, faint, false, 3);
    const double code_mm = place.level ? 88 : 130;
    const double top = std::max(column.y, 62.0);
    draw(page, encode(place.link, Correction::quartile),
         {{middle - code_mm / 2, top}, {middle + code_mm / 2, top + code_mm}});
    column.y = top + code_mm - 1;
    column.line(word("scan_me", map.locales), 7, ink, true, 5);
    const core::Box box{{16, column.y}, {a4.width - 16, a4.height - 22}};
    draw_here_map(page, plan, map, place, box, 28);
    if (place.level) {
        page.shape(drawing::circle({19, a4.height - 17.4}, 1.6), {.fill = here_color});
        page.text(drawing::measured({23, a4.height - 16}, 4.2, word("you_are_here", map.locales), ink));
    }
    page.text(drawing::measured({middle, a4.height - 8}, 3.2, drawing::shortened(place.link, 58, false),
                                faint, Anchor::middle));
    page.end();
    return page;
}

drawing::Page card(const plan::Plan& plan, const Place& place, const MapOptions& map) {
    drawing::Page page{card_size.width, card_size.height, {}};
    page.begin("card");
    draw(page, encode(place.link, Correction::medium), {{2, 3}, {40, 41}});
    page.text(drawing::measured({21, 44.5}, 2.7, word("scan_me", map.locales), ink, Anchor::middle, true));
    Column column{page, 42, 45, Anchor::start, 3.5};
    column.line(clean(map.title), 2.8, faint, false, 0.4);
    column.line(clean(place.name), 4.6, ink, true, 0.2);
    column.line(clean(place.other_names), 2.5, faint, false, 0.2);
    column.line(level_line(place, map), 2.5, faint, false, 0.6);
    drawing::Page picture;
    // Drawn at twice its size and put in at half: a card's map needs thinner lines and smaller signs.
    const Size room{45, 47 - column.y};
    draw_here_map(picture, plan, map, place, {{0, 0}, {2 * room.width, 2 * room.height}}, 20);
    page.place(picture, {42, column.y}, 0.5);
    if (place.level) {
        page.shape(drawing::circle({43.4, 49.2}, 0.9), {.fill = here_color});
        page.text(drawing::measured({45.2, 50}, 2.3, word("you_are_here", map.locales), ink));
    }
    page.text(drawing::measured({card_size.width / 2, 53}, 2, drawing::shortened(place.link, 42, false),
                                faint, Anchor::middle));
    page.end();
    return page;
}

struct Grid {
    Size page;
    std::size_t columns = 1;
    std::size_t rows = 1;
    double scale = 1;
    core::Point corner;  // of the first item
};

// The division of an A4 page, upright or lengthwise, that makes the items largest.
Grid best_grid(Size item, std::size_t per_page, double largest) {
    const double margin = per_page == 1 ? 0 : 9;
    Grid best;
    best.scale = 0;
    for (const Size page : {a4, Size{a4.height, a4.width}}) {
        for (std::size_t columns = 1; columns <= per_page; ++columns) {
            const std::size_t rows = (per_page + columns - 1) / columns;
            const double scale =
                std::min({largest, (page.width - 2 * margin) / (static_cast<double>(columns) * item.width),
                          (page.height - 2 * margin) / (static_cast<double>(rows) * item.height)});
            if (scale <= best.scale) continue;
            best = {page, columns, rows, scale, {}};
        }
    }
    best.corner = {(best.page.width - static_cast<double>(best.columns) * item.width * best.scale) / 2,
                   (best.page.height - static_cast<double>(best.rows) * item.height * best.scale) / 2};
    return best;
}

// Short lines in the margin, in the prolongation of every cut.
void draw_cut_marks(drawing::Page& page, const Grid& grid, Size item) {
    constexpr double length = 5;
    constexpr double distance = 1.5;
    const Size step{item.width * grid.scale, item.height * grid.scale};
    const core::Point end{grid.corner.x + static_cast<double>(grid.columns) * step.width,
                          grid.corner.y + static_cast<double>(grid.rows) * step.height};
    drawing::Path marks;
    const auto mark = [&marks](core::Point from, core::Point to) { marks.move_to(from).line_to(to); };
    for (std::size_t i = 0; i <= grid.columns; ++i) {
        const double x = grid.corner.x + static_cast<double>(i) * step.width;
        mark({x, grid.corner.y - distance - length}, {x, grid.corner.y - distance});
        mark({x, end.y + distance}, {x, end.y + distance + length});
    }
    for (std::size_t i = 0; i <= grid.rows; ++i) {
        const double y = grid.corner.y + static_cast<double>(i) * step.height;
        mark({grid.corner.x - distance - length, y}, {grid.corner.x - distance, y});
        mark({end.x + distance, y}, {end.x + distance + length, y});
    }
    page.begin("cut-marks");
    page.shape(std::move(marks), {.stroke = "#000000", .stroke_mm = 0.15});
    page.end();
}

}  // namespace

drawing::Document sheets(const plan::Plan& plan, const std::vector<Place>& places,
                         const SheetOptions& options) {
    const bool cards = options.layout == Layout::card;
    const Size item = cards ? card_size : a4;
    // A card keeps its size unless fewer are to fill the page.
    const Grid grid = best_grid(item, options.per_page, cards && options.per_page >= 10 ? 1 : 100);
    const std::size_t per_sheet = std::max<std::size_t>(options.per_page, 1);
    drawing::Document document;
    document.title = options.map.title;
    document.language = options.map.locales.empty() ? std::string{} : options.map.locales.front();
    for (std::size_t i = 0; i < places.size(); ++i) {
        const std::size_t slot = i % per_sheet;
        if (slot == 0) {
            document.pages.push_back({grid.page.width, grid.page.height, {}});
            if (per_sheet > 1) draw_cut_marks(document.pages.back(), grid, item);
        }
        const auto one = cards ? card(plan, places[i], options.map) : poster(plan, places[i], options.map);
        document.pages.back().place(
            one,
            {grid.corner.x + static_cast<double>(slot % grid.columns) * item.width * grid.scale,
             grid.corner.y + static_cast<double>(slot / grid.columns) * item.height * grid.scale},
            grid.scale);
    }
    return document;
}

std::string deep_link(const std::string& base_url, const std::string& mall, const std::string& location,
                      std::optional<double> heading) {
    std::string link = base_url + "/w/" + location + "?m=" + mall;
    if (heading) link += fmt::format("&h={}", (std::llround(*heading) % 360 + 360) % 360);
    return link;
}

std::string checked_base_url(const std::string& url) {
    constexpr std::size_t max_length = 200;
    const bool scheme = url.starts_with("https://") || url.starts_with("http://");
    const bool plain = std::all_of(url.begin(), url.end(), [](char c) {
        return c > ' ' && c < 0x7F && std::string_view("\"<>\\^`{|}?#").find(c) == std::string_view::npos;
    });
    const std::string_view host = std::string_view(url).substr(std::min(url.find("//") + 2, url.size()));
    if (!scheme || !plain || url.size() > max_length || host.empty() || host.front() == '/') {
        throw core::Error(core::Fault::usage, "\"" + drawing::printable(url) + "\" is no base address",
                          "give one as in --base-url https://guide.example");
    }
    return url.back() == '/' ? url.substr(0, url.size() - 1) : url;
}

}  // namespace mallctl::exporters::qr
