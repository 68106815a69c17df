// A drawing on paper as plain data: what a floor map or a poster consists of, before it becomes SVG or PDF.
//
// All lengths are millimetres; x grows to the right and y downwards from the page's top left corner.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/geometry.hpp"

namespace mallctl::exporters::drawing {

using core::Point;

// One step of a path. `a` and `b` are the control points of a cubic Bezier curve.
struct Segment {
    enum class Kind { move, line, curve, close };
    Kind kind = Kind::move;
    Point to;
    Point a;
    Point b;
};

struct Path {
    std::vector<Segment> segments;

    Path& move_to(Point to);
    Path& line_to(Point to);
    Path& curve_to(Point a, Point b, Point to);
    Path& close();
    Path& add(const Path& other);
};

// x' = xx x + xy y + x0, y' = yx x + yy y + y0.
struct Transform {
    double xx = 1, xy = 0, yx = 0, yy = 1, x0 = 0, y0 = 0;

    Point operator()(Point p) const { return {xx * p.x + xy * p.y + x0, yx * p.x + yy * p.y + y0}; }
};

Path transformed(const Path& path, const Transform& transform);

// Closed when `closed`; repeated points are left to the renderer.
Path polyline(const std::vector<Point>& points, bool closed);
Path circle(Point centre, double radius);
Path rounded_box(const core::Box& box, double radius);

// Reads SVG path data of absolute M, L, H, V, C and Z with numbers apart by spaces or commas: for the
// pictograms that are written into the program. Throws std::invalid_argument for anything else.
Path parse_path(std::string_view data);

// Colours are "#rrggbb"; empty: not painted.
struct Style {
    std::string fill = {};
    std::string stroke = {};
    double stroke_mm = 0;
    double dash_mm = 0;  // length of dashes and of the gaps between them; 0: none
    double opacity = 1;
};

// Filled by the even-odd rule, so that holes need no orientation. `title` is shown by viewers that can.
struct Shape {
    Path path;
    Style style;
    std::string title;
};

enum class Anchor { start, middle, end };

// One line of text. It is drawn exactly `width_mm` wide, whatever font the viewer has.
struct Text {
    Point at;             // on the baseline, at the anchor
    double size_mm = 0;   // of the em square
    double width_mm = 0;  // see text_width
    std::string text;
    std::string color = "#000000";
    Anchor anchor = Anchor::start;
    bool bold = false;
    double angle = 0;            // degrees, clockwise, around `at`
    bool right_to_left = false;  // the direction of the line; `anchor` is at its left all the same
};

// What belongs together; groups nest. `kind` becomes the class in SVG, `id` the id, which must be unique and
// an XML name. What lies outside `clip` is not painted.
struct BeginGroup {
    std::string kind;
    std::string id;
    std::optional<Path> clip;
};
struct EndGroup {};

using Item = std::variant<Shape, Text, BeginGroup, EndGroup>;

struct Page {
    double width_mm = 297;
    double height_mm = 210;
    std::vector<Item> items;

    void shape(Path path, Style style, std::string title = {});
    void text(Text text);
    void begin(std::string kind, std::string id = {}, std::optional<Path> clip = {});
    void end();

    // Copies the other page's items to (left, top), `scale` times as large, with lines as much wider.
    void place(const Page& other, Point at, double scale);
};

struct Document {
    std::string title;
    std::string language;  // BCP 47 tag, or empty
    std::vector<Page> pages;
};

// A text with the width that it has in the common sans-serif fonts.
Text measured(Point at, double size_mm, std::string text, std::string color, Anchor anchor = Anchor::start,
              bool bold = false);

}  // namespace mallctl::exporters::drawing
