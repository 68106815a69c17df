#include "exporters/svg/map.hpp"

#include <algorithm>
#include <numeric>

#include "core/error.hpp"
#include "core/names.hpp"
#include "exporters/drawing/svg.hpp"
#include "exporters/drawing/text_width.hpp"
#include "exporters/svg/floor.hpp"
#include "exporters/svg/floor_route.hpp"
#include "exporters/svg/legend.hpp"
#include "exporters/svg/words.hpp"

namespace mallctl::exporters {

namespace {

using namespace floor_map;

constexpr double margin = 10;
constexpr double legend_width = 54;
constexpr double least_legend = 50;  // height that the steps of a way leave it
constexpr double max_mm_per_m = 20;  // 1:50; a larger map of a small kiosk helps nobody
const char* const ink = "#22272d";
const char* const faint = "#6d737b";

std::string level_title(const plan::Plan& plan, plan::LevelIndex level, const MapOptions& options) {
    const std::string label = plan::level_label(plan, level);
    const std::string name = core::pick_name(plan.levels.at(level).name, options.locales);
    if (name.empty() || name == label) return word("level", options.locales) + " " + label;
    return name.find(label) == std::string::npos ? name + " (" + label + ")" : name;
}

void draw_title(drawing::Page& page, const MapOptions& options, const std::string& subtitle) {
    const double right = page.width_mm - margin;
    const auto line = [&](double y, double size, const std::string& text, const char* color, bool bold) {
        const std::string shown = drawing::shortened(drawing::printable(text), (right - margin) / size, bold);
        page.text(drawing::measured({margin, y}, size, shown, color, drawing::Anchor::start, bold));
    };
    page.begin("title");
    line(margin + 6, 7.5, options.title, ink, true);
    line(margin + 12.5, 4.4, subtitle, faint, false);
    page.shape(drawing::polyline({{margin, margin + 15}, {right, margin + 15}}, false),
               {.stroke = faint, .stroke_mm = 0.2});
    page.end();
}

core::Point first_place(const plan::Plan& plan) {
    for (plan::LevelIndex level = 0; level < plan.levels.size(); ++level) {
        const auto extent = extent_of(plan, level);
        if (!extent.empty()) return extent.front();
    }
    return {};
}

void add_directories(drawing::Document& document, const MapOptions& options, const std::string& subtitle,
                     const FloorContents& contents, std::size_t first) {
    const std::size_t total = contents.numbered.size() + contents.unplaced.size();
    while (first < total) {
        drawing::Page page;
        draw_title(page, options, subtitle + " \xE2\x80\x93 " + word("directory", options.locales));
        first = draw_directory(page, {{margin, 29}, {page.width_mm - margin, page.height_mm - margin}},
                               contents, first);
        document.pages.push_back(std::move(page));
    }
}

void add_level(drawing::Document& document, const plan::Plan& plan, const MapOptions& options,
               plan::LevelIndex level, double turn) {
    drawing::Page page;
    const double right = page.width_mm - margin;
    const double bottom = page.height_mm - margin;
    const std::string subtitle = level_title(plan, level, options);
    draw_title(page, options, subtitle);

    PaperFrame frame(first_place(plan), turn);
    const auto extent = extent_of(plan, level);
    frame.fit(extent, {{margin, 29}, {right - legend_width - 6, bottom - 14}}, max_mm_per_m);
    const FloorContents contents = draw_floor(page, plan, options, level, frame);
    core::Box beside{{right - legend_width, 30}, {right, bottom}};
    if (contents.route && !options.route->steps.empty()) {
        beside.min.y = draw_steps(page, {beside.min, {right, bottom - least_legend}}, *options.route, level,
                                  word("route", options.locales));
    }
    const std::size_t listed = draw_legend(page, beside, contents, options.locales);
    if (!extent.empty()) {
        draw_scale_bar(page, {margin + 2, bottom}, frame.mm_per_m(), 60);
        draw_north(page, {right - legend_width - 15, bottom - 5}, turn);
    }
    std::string small_print = options.note;
    if (contents.route) small_print = options.route->caption;
    page.text(drawing::measured({margin + 80, bottom}, 2.6,
                                drawing::shortened(drawing::printable(small_print), 42, false), faint));
    document.pages.push_back(std::move(page));
    add_directories(document, options, subtitle, contents, listed);
}

}  // namespace

drawing::Document draw_map(const plan::Plan& plan, const MapOptions& options) {
    std::vector<plan::LevelIndex> levels = options.levels;
    if (levels.empty()) {
        levels.resize(plan.levels.size());
        std::iota(levels.begin(), levels.end(), plan::LevelIndex{0});
        std::stable_sort(levels.begin(), levels.end(),
                         [&](auto a, auto b) { return plan.levels[a].ordinal < plan.levels[b].ordinal; });
    }
    drawing::Document document;
    document.title = options.title;
    document.language = options.locales.empty() ? std::string{} : options.locales.front();
    const double turn = upright_turn(plan);
    for (const auto level : levels) add_level(document, plan, options, level, turn);
    return document;
}

std::string floor_map_svg(const plan::Plan& plan, const MapOptions& options) {
    if (plan.levels.empty()) {
        throw core::Error(core::Fault::failed, "the plan has no level to draw",
                          "import a plan first: mallctl import SRC");
    }
    return drawing::to_svg(draw_map(plan, options));
}

}  // namespace mallctl::exporters
