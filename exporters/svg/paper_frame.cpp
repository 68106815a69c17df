#include "exporters/svg/paper_frame.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/angle.hpp"

namespace mallctl::exporters::floor_map {

namespace {

constexpr double min_turn = 1;  // a plan that is less askew looks straight

// The share of all edges' length that agrees on a direction: 1 for a rectangle, 0 for a circle.
constexpr double min_agreement = 0.3;

core::Point centre_of(const std::vector<core::Point>& points) {
    core::Point lowest = points.front();
    core::Point highest = points.front();
    for (const auto& p : points) {
        lowest = {std::min(lowest.x, p.x), std::min(lowest.y, p.y)};
        highest = {std::max(highest.x, p.x), std::max(highest.y, p.y)};
    }
    return {(lowest.x + highest.x) / 2, (lowest.y + highest.y) / 2};
}

void append(std::vector<core::Point>& points, const core::MultiPolygon& area) {
    for (const auto& polygon : area) {
        for (const auto& ring : polygon.rings) points.insert(points.end(), ring.begin(), ring.end());
    }
}

}  // namespace

std::optional<double> main_axis(const std::vector<core::Ring>& rings) {
    double cosine = 0;
    double sine = 0;
    double total = 0;
    for (const auto& ring : rings) {
        for (std::size_t i = 1; i < ring.size(); ++i) {
            const double dx = ring[i].x - ring[i - 1].x;
            const double dy = ring[i].y - ring[i - 1].y;
            const double length = std::hypot(dx, dy);
            const double angle = 4 * std::atan2(dy, dx);
            cosine += length * std::cos(angle);
            sine += length * std::sin(angle);
            total += length;
        }
    }
    if (total <= 0 || std::hypot(cosine, sine) < min_agreement * total) return std::nullopt;
    return std::atan2(sine, cosine) / 4 / core::degree;
}

double upright_turn(const plan::Plan& plan) {
    std::vector<core::Ring> rings;
    std::optional<core::LocalFrame> frame;
    for (const auto& unit : plan.units) {
        for (const auto& polygon : unit.geometry) {
            for (const auto& ring : polygon.rings) {
                if (ring.empty()) continue;
                if (!frame) frame.emplace(ring.front());
                core::Ring local;
                for (const auto& p : ring) local.push_back(frame->to_local(p));
                rings.push_back(std::move(local));
            }
        }
    }
    const double axis = main_axis(rings).value_or(0);
    return std::abs(axis) < min_turn ? 0 : axis;
}

PaperFrame::PaperFrame(core::Point origin, double turn) : frame_(origin), turn_(turn) {}

core::Point PaperFrame::turned(core::Point geographic) const {
    const core::Point local = frame_.to_local(geographic);
    const double c = std::cos(turn_ * core::degree);
    const double s = std::sin(turn_ * core::degree);
    return {c * local.x + s * local.y, s * local.x - c * local.y};
}

void PaperFrame::fit(const std::vector<core::Point>& places, const core::Box& box, double max_mm_per_m) {
    std::vector<core::Point> points;
    for (const auto& place : places) points.push_back(turned(place));
    const core::Point middle = points.empty() ? core::Point{} : centre_of(points);
    double half_width = 0;
    double half_height = 0;
    for (const auto& p : points) {
        half_width = std::max(half_width, std::abs(p.x - middle.x));
        half_height = std::max(half_height, std::abs(p.y - middle.y));
    }
    const auto ratio = [](double room, double half) {
        return half > 0 ? room / 2 / half : std::numeric_limits<double>::infinity();
    };
    scale_ = std::min(
        {ratio(box.max.x - box.min.x, half_width), ratio(box.max.y - box.min.y, half_height), max_mm_per_m});
    shift_ = {(box.min.x + box.max.x) / 2 - scale_ * middle.x,
              (box.min.y + box.max.y) / 2 - scale_ * middle.y};
}

void PaperFrame::centre(core::Point place, core::Point at, double mm_per_m) {
    scale_ = mm_per_m;
    const core::Point p = turned(place);
    shift_ = {at.x - scale_ * p.x, at.y - scale_ * p.y};
}

core::Point PaperFrame::operator()(core::Point geographic) const {
    const core::Point p = turned(geographic);
    return {scale_ * p.x + shift_.x, scale_ * p.y + shift_.y};
}

std::vector<core::Point> PaperFrame::operator()(const std::vector<core::Point>& line) const {
    std::vector<core::Point> result;
    result.reserve(line.size());
    for (const auto& p : line) result.push_back((*this)(p));
    return result;
}

core::MultiPolygon PaperFrame::operator()(const core::MultiPolygon& area) const {
    core::MultiPolygon result;
    for (const auto& polygon : area) {
        core::Polygon part;
        for (const auto& ring : polygon.rings) part.rings.push_back((*this)(ring));
        result.push_back(std::move(part));
    }
    return result;
}

drawing::Path area_path(const core::MultiPolygon& area) {
    drawing::Path path;
    for (const auto& polygon : area) {
        for (const auto& ring : polygon.rings) path.add(drawing::polyline(ring, true));
    }
    return path;
}

std::vector<core::Point> extent_of(const plan::Plan& plan, plan::LevelIndex level) {
    std::vector<core::Point> points;
    append(points, plan.levels.at(level).outline);
    for (const auto& unit : plan.units) {
        if (unit.level == level) append(points, unit.geometry);
    }
    for (const auto& wall : plan.walls) {
        if (wall.level != level) continue;
        for (const auto& line : wall.lines) points.insert(points.end(), line.begin(), line.end());
    }
    return points;
}

}  // namespace mallctl::exporters::floor_map
