#include "exporters/findings/html_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "exporters/drawing/svg.hpp"
#include "exporters/svg/floor.hpp"
#include "plan/lookup.hpp"

namespace mallctl::exporters::html {

namespace {

using core::Point;
using drawing::millimetres;

constexpr double width_mm = 280;
constexpr double height_mm = 190;
constexpr double border_mm = 6;
constexpr double max_mm_per_m = 20;
constexpr double largest_marker_mm = 2.4;
constexpr double smallest_marker_mm = 1.1;
constexpr double off_share = 0.1;  // how far beyond a level a finding may lie and still be shown, of its size

bool is_finite(Point p) {
    return std::isfinite(p.x) && std::isfinite(p.y);
}

std::optional<core::Box> box_around(const std::vector<Point>& points) {
    std::optional<core::Box> box;
    for (const Point p : points) {
        if (!is_finite(p)) continue;
        if (!box) box = core::Box{p, p};
        box->min = {std::min(box->min.x, p.x), std::min(box->min.y, p.y)};
        box->max = {std::max(box->max.x, p.x), std::max(box->max.y, p.y)};
    }
    return box;
}

bool reaches(const std::optional<core::Box>& box, Point p) {
    if (!box) return false;
    const double margin = off_share * std::max(box->max.x - box->min.x, box->max.y - box->min.y);
    return p.x >= box->min.x - margin && p.x <= box->max.x + margin && p.y >= box->min.y - margin &&
           p.y <= box->max.y + margin;
}

std::vector<Point> points_of(const core::Geometry& shape) {
    std::vector<Point> points;
    if (const auto* const point = std::get_if<Point>(&shape)) points.push_back(*point);
    if (const auto* const lines = std::get_if<core::MultiLineString>(&shape)) {
        for (const auto& line : *lines) points.insert(points.end(), line.begin(), line.end());
    }
    if (const auto* const area = std::get_if<core::MultiPolygon>(&shape)) {
        for (const auto& polygon : *area) {
            for (const auto& ring : polygon.rings) points.insert(points.end(), ring.begin(), ring.end());
        }
    }
    return points;
}

std::optional<Point> place_of(const core::Diagnostic& finding) {
    if (finding.at && is_finite(*finding.at)) return finding.at;
    const auto box = box_around(points_of(finding.shape));
    if (!box) return std::nullopt;
    return Point{(box->min.x + box->max.x) / 2, (box->min.y + box->max.y) / 2};
}

// The shape as path data; lines are not filled.
std::string shape_of(const core::Geometry& shape, const floor_map::PaperFrame& frame) {
    drawing::Path path;
    bool line = false;
    if (const auto* const lines = std::get_if<core::MultiLineString>(&shape)) {
        line = true;
        for (const auto& one : *lines) path.add(drawing::polyline(frame(one), false));
    }
    if (const auto* const area = std::get_if<core::MultiPolygon>(&shape))
        path = floor_map::area_path(frame(*area));
    if (path.segments.empty()) return {};
    return fmt::format("<path class=\"{}\" d=\"{}\" fill-rule=\"evenodd\"/>", line ? "shape line" : "shape",
                       drawing::path_data(path));
}

// The more findings a level has, the smaller their markers, or nobody sees the plan.
double marker_radius(std::size_t count) {
    return std::clamp(20 / std::sqrt(static_cast<double>(count) + 1), smallest_marker_mm, largest_marker_mm);
}

// Keeps markers of one place apart: the k-th goes on a spiral around it.
class Spread {
  public:
    explicit Spread(double radius) : radius_(radius) {}

    double radius() const { return radius_; }

    Point operator()(Point at) {
        const auto cell = std::pair(std::lround(at.x / radius_), std::lround(at.y / radius_));
        const int k = used_[cell]++;
        const double golden_angle = 2.399963;
        const double r = 1.8 * radius_ * std::sqrt(k);
        return {at.x + r * std::cos(k * golden_angle), at.y + r * std::sin(k * golden_angle)};
    }

  private:
    double radius_;
    std::map<std::pair<long, long>, int> used_;
};

std::string marker(const Numbered& one, const floor_map::PaperFrame& frame, Spread& spread) {
    const auto& finding = *one.finding;
    const Point at = spread(frame(*place_of(finding)));
    const std::string number = std::to_string(one.number);
    const double size = spread.radius() * (number.size() < 3 ? 1.08 : 0.8);
    return fmt::format(
        "<g class=\"finding {}\" id=\"m{}\">{}<a href=\"#f{}\"><title>{}</title>"
        "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"/>"
        "<text x=\"{}\" y=\"{}\" font-size=\"{}\" text-anchor=\"middle\">{}</text></a></g>\n",
        core::to_string(finding.severity), number, shape_of(finding.shape, frame), number,
        drawing::xml_escaped(finding.code + ": " + finding.message), millimetres(at.x), millimetres(at.y),
        millimetres(spread.radius()), millimetres(at.x), millimetres(at.y + 0.36 * size), millimetres(size),
        number);
}

}  // namespace

std::vector<Numbered> placed(const plan::Plan& plan, const std::vector<const core::Diagnostic*>& findings) {
    std::vector<std::optional<core::Box>> boxes;
    std::vector<std::string> labels;
    for (plan::LevelIndex i = 0; i < plan.levels.size(); ++i) {
        boxes.push_back(box_around(floor_map::extent_of(plan, i)));
        labels.push_back(plan::level_label(plan, i));
    }
    const auto level_of = [&](const core::Diagnostic& finding) -> std::optional<plan::LevelIndex> {
        const auto at = place_of(finding);
        if (!at) return std::nullopt;
        const bool named = !finding.level.empty();
        for (plan::LevelIndex i = 0; i < plan.levels.size(); ++i) {
            const bool fits =
                !named || labels[i] == finding.level || plan.levels[i].short_name == finding.level;
            if (fits && reaches(boxes[i], *at)) return i;
        }
        return std::nullopt;
    };
    std::vector<Numbered> result;
    for (const auto* const finding : findings)
        result.push_back({finding, result.size() + 1, level_of(*finding)});
    return result;
}

std::string level_figure(const plan::Plan& plan, plan::LevelIndex level,
                         const std::vector<Numbered>& findings) {
    const auto extent = floor_map::extent_of(plan, level);
    const std::string caption = drawing::xml_escaped(plan::level_label(plan, level));
    const auto on_level = [&](const Numbered& one) { return one.level == level; };
    const auto count = std::count_if(findings.begin(), findings.end(), on_level);
    std::string html = fmt::format(
        "<figure id=\"level{}\"><figcaption>Level {}: {} finding{} "
        "<button type=\"button\" class=\"whole\">Whole level</button></figcaption>\n",
        level, caption, count, count == 1 ? "" : "s");
    if (extent.empty()) return html + "<p>This level has no geometry.</p></figure>\n";

    floor_map::PaperFrame frame(extent.front(), floor_map::upright_turn(plan));
    frame.fit(extent, {{0, 0}, {width_mm, height_mm}}, max_mm_per_m);
    const auto box = box_around(frame(extent));
    drawing::Page page;
    floor_map::draw_floor(page, plan, {}, level, frame);
    const core::Box view = box.value_or(core::Box{});
    const std::string home =
        fmt::format("{} {} {} {}", millimetres(view.min.x - border_mm), millimetres(view.min.y - border_mm),
                    millimetres(view.max.x - view.min.x + 2 * border_mm),
                    millimetres(view.max.y - view.min.y + 2 * border_mm));
    html += fmt::format(
        "<svg class=\"level\" viewBox=\"{}\" data-home=\"{}\" role=\"img\" aria-label=\"Level {}\">\n", home,
        home, caption);
    html += drawing::svg_items(page, fmt::format("clip{}-", level));
    Spread spread(marker_radius(static_cast<std::size_t>(count)));
    html += "<g class=\"findings\">\n";
    // The first are the gravest: they are painted last, over the others.
    for (auto one = findings.rbegin(); one != findings.rend(); ++one) {
        if (on_level(*one)) html += marker(*one, frame, spread);
    }
    return html + "</g>\n</svg></figure>\n";
}

}  // namespace mallctl::exporters::html
