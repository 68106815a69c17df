#include "exporters/drawing/drawing.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <utility>

#include "exporters/drawing/text_width.hpp"

namespace mallctl::exporters::drawing {

namespace {

// Of the control points of four Bezier curves that make a circle: (4/3) tan(pi/8).
constexpr double circle_handle = 0.5522847498;

class PathReader {
  public:
    explicit PathReader(std::string_view data) : rest_(data) {}

    // The next command; repeats the last one where numbers follow without a letter. 0 at the end.
    char command() {
        skip();
        if (rest_.empty()) return 0;
        if (const char c = rest_.front(); c >= 'A' && c <= 'Z') {
            rest_.remove_prefix(1);
            last_ = c;
        } else if (last_ == 'M') {
            last_ = 'L';
        }
        return last_;
    }

    double number() {
        skip();
        double value = 0;
        const auto [end, failed] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        if (failed != std::errc{}) throw std::invalid_argument("not path data: " + std::string(rest_));
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
        return value;
    }

    Point point() {
        const double x = number();
        return {x, number()};
    }

  private:
    void skip() {
        while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == ',')) rest_.remove_prefix(1);
    }

    std::string_view rest_;
    char last_ = 0;
};

}  // namespace

Path& Path::move_to(Point to) {
    segments.push_back({Segment::Kind::move, to, {}, {}});
    return *this;
}

Path& Path::line_to(Point to) {
    segments.push_back({Segment::Kind::line, to, {}, {}});
    return *this;
}

Path& Path::curve_to(Point a, Point b, Point to) {
    segments.push_back({Segment::Kind::curve, to, a, b});
    return *this;
}

Path& Path::close() {
    segments.push_back({Segment::Kind::close, {}, {}, {}});
    return *this;
}

Path& Path::add(const Path& other) {
    segments.insert(segments.end(), other.segments.begin(), other.segments.end());
    return *this;
}

Path transformed(const Path& path, const Transform& transform) {
    Path result = path;
    for (Segment& segment : result.segments) {
        segment.to = transform(segment.to);
        segment.a = transform(segment.a);
        segment.b = transform(segment.b);
    }
    return result;
}

Path polyline(const std::vector<Point>& points, bool closed) {
    Path path;
    for (std::size_t i = 0; i < points.size(); ++i) {
        // SVG closes a ring itself.
        if (closed && i > 0 && i + 1 == points.size() && points[i] == points.front()) break;
        i == 0 ? path.move_to(points[i]) : path.line_to(points[i]);
    }
    if (closed && !points.empty()) path.close();
    return path;
}

Path circle(Point centre, double radius) {
    return rounded_box({{centre.x - radius, centre.y - radius}, {centre.x + radius, centre.y + radius}},
                       radius);
}

Path rounded_box(const core::Box& box, double radius) {
    const double r = std::min({radius, (box.max.x - box.min.x) / 2, (box.max.y - box.min.y) / 2});
    const double k = r * (1 - circle_handle);
    const auto [left, top] = box.min;
    const auto [right, bottom] = box.max;
    Path path;
    path.move_to({left + r, top}).line_to({right - r, top});
    path.curve_to({right - k, top}, {right, top + k}, {right, top + r}).line_to({right, bottom - r});
    path.curve_to({right, bottom - k}, {right - k, bottom}, {right - r, bottom}).line_to({left + r, bottom});
    path.curve_to({left + k, bottom}, {left, bottom - k}, {left, bottom - r}).line_to({left, top + r});
    path.curve_to({left, top + k}, {left + k, top}, {left + r, top});
    return path.close();
}

Path parse_path(std::string_view data) {
    PathReader reader(data);
    Path path;
    Point at;
    while (const char command = reader.command()) {
        if (command == 'Z') {
            path.close();
            continue;
        }
        if (command == 'C') {
            const Point a = reader.point();
            const Point b = reader.point();
            path.curve_to(a, b, at = reader.point());
        } else if (command == 'M') {
            path.move_to(at = reader.point());
        } else {
            if (command == 'H') {
                at.x = reader.number();
            } else if (command == 'V') {
                at.y = reader.number();
            } else if (command == 'L') {
                at = reader.point();
            } else {
                throw std::invalid_argument("not path data: " + std::string(data));
            }
            path.line_to(at);
        }
    }
    return path;
}

void Page::shape(Path path, Style style, std::string title) {
    items.emplace_back(Shape{std::move(path), std::move(style), std::move(title)});
}

void Page::text(Text text) {
    items.emplace_back(std::move(text));
}

void Page::begin(std::string kind, std::string id, std::optional<Path> clip) {
    items.emplace_back(BeginGroup{std::move(kind), std::move(id), std::move(clip)});
}

void Page::end() {
    items.emplace_back(EndGroup{});
}

void Page::place(const Page& other, Point at, double scale) {
    const Transform move{scale, 0, 0, scale, at.x, at.y};
    for (Item item : other.items) {
        if (auto* const shape = std::get_if<Shape>(&item)) {
            shape->path = transformed(shape->path, move);
            shape->style.stroke_mm *= scale;
            shape->style.dash_mm *= scale;
        } else if (auto* const text = std::get_if<Text>(&item)) {
            text->at = move(text->at);
            text->size_mm *= scale;
            text->width_mm *= scale;
        } else if (auto* const group = std::get_if<BeginGroup>(&item); group && group->clip) {
            group->clip = transformed(*group->clip, move);
        }
        items.push_back(std::move(item));
    }
}

Text measured(Point at, double size_mm, std::string text, std::string color, Anchor anchor, bool bold) {
    const double width = text_width(text, bold) * size_mm;
    return {at, size_mm, width, std::move(text), std::move(color), anchor, bold, 0};
}

}  // namespace mallctl::exporters::drawing
