#include "exporters/svg/labels.hpp"

#include <algorithm>
#include <cmath>

#include "core/angle.hpp"
#include "exporters/drawing/text_width.hpp"
#include "exporters/svg/paper_frame.hpp"

namespace mallctl::exporters::floor_map {

namespace {

constexpr double line_height = 1.16;  // em
constexpr double margin = 0.45;       // em, around the whole label
constexpr double baseline = 0.35;     // em below the middle of a line
constexpr std::size_t max_lines = 4;
constexpr double widest = 40;  // em: what is longer is shortened

// Level, and along the walls where these run askew.
std::vector<double> angles_of(const core::MultiPolygon& area) {
    std::vector<core::Ring> rings;
    for (const auto& polygon : area) rings.insert(rings.end(), polygon.rings.begin(), polygon.rings.end());
    const double axis = main_axis(rings).value_or(0);
    if (std::abs(axis) < 3) return {0, -90};
    return {0, axis, axis > 0 ? axis - 90 : axis + 90};
}

// What a size is worth: a reader tilts the head for a label that is not level.
double worth(double size, double angle, std::size_t lines) {
    return size *
           (angle == 0             ? 1.2
            : std::abs(angle) < 45 ? 1.05
                                   : 1) *
           (1 - 0.04 * static_cast<double>(lines - 1));
}

}  // namespace

std::optional<PlacedLabel> place_label(const core::MultiPolygon& area,
                                       const std::vector<core::Ring>& in_the_way, const std::string& text,
                                       const LabelStyle& style) {
    const std::string label = drawing::shortened(drawing::printable(text), widest, style.bold);
    std::optional<PlacedLabel> best;
    double best_worth = 0;
    for (std::size_t lines = 1; lines <= max_lines; ++lines) {
        const auto parts = drawing::wrapped(label, lines, style.bold);
        if (parts.size() < lines) break;
        double width = 0;
        for (const auto& part : parts) width = std::max(width, drawing::text_width(part, style.bold));
        const LabelBox em{{}, width + margin, static_cast<double>(lines) * line_height + margin, 0};
        for (const double angle : angles_of(area)) {
            const LabelBox shape{{}, em.width, em.height, angle};
            if (worth(style.max_mm, angle, lines) <= best_worth) continue;
            const auto box = largest_box(area, in_the_way, shape, style.min_mm, style.max_mm);
            if (!box) continue;
            const double size = std::floor(box->width / em.width * 20) / 20;
            if (size < style.min_mm || worth(size, angle, lines) <= best_worth) continue;
            best_worth = worth(size, angle, lines);
            best = {{box->centre, em.width * size, em.height * size, angle}, parts, size, style};
        }
    }
    return best;
}

void draw_label(drawing::Page& page, const PlacedLabel& label) {
    const double c = std::cos(label.box.angle * core::degree);
    const double s = std::sin(label.box.angle * core::degree);
    const double middle = static_cast<double>(label.lines.size() - 1) / 2;
    for (std::size_t i = 0; i < label.lines.size(); ++i) {
        const double down = ((static_cast<double>(i) - middle) * line_height + baseline) * label.size_mm;
        drawing::Text text =
            drawing::measured({label.box.centre.x - s * down, label.box.centre.y + c * down}, label.size_mm,
                              label.lines[i], label.style.color, drawing::Anchor::middle, label.style.bold);
        text.angle = label.box.angle;
        page.text(std::move(text));
    }
}

}  // namespace mallctl::exporters::floor_map
