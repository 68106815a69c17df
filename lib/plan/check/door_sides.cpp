#include "plan/check/door_sides.hpp"

#include <array>
#include <cmath>

namespace mallctl::plan {

namespace {

// As lib/nav looks for what a door opens: lines lie centimetres off their edge, walls are up to 1.2 m thick.
constexpr std::array looks_m{0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6};

// A line this far inside a unit, on both sides, is on no edge of it.
constexpr double interior_m = 0.2;

struct Middle {
    Point point;
    Point normal;  // to the left, 1 m long
};

Middle middle_of(const LineString& line) {
    double left = length_of(line) / 2;
    Point at = line.front();
    for (std::size_t i = 1; i < line.size(); ++i) {
        const double step = std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
        if (step > 0 && left <= step) {
            const double t = left / step;
            at = {line[i - 1].x + t * (line[i].x - line[i - 1].x),
                  line[i - 1].y + t * (line[i].y - line[i - 1].y)};
            break;
        }
        left -= step;
    }
    const Point chord{line.back().x - line.front().x, line.back().y - line.front().y};
    const double length = std::hypot(chord.x, chord.y);
    if (!(length > 0)) return {at, {0, 1}};
    return {at, {-chord.y / length, chord.x / length}};
}

}  // namespace

double length_of(const LineString& metres) {
    double sum = 0;
    for (std::size_t i = 1; i < metres.size(); ++i) {
        sum += std::hypot(metres[i].x - metres[i - 1].x, metres[i].y - metres[i - 1].y);
    }
    return sum;
}

DoorSides door_sides(const SurveyedLevel& level, const LineString& metres) {
    DoorSides sides;
    if (metres.size() < 2) return sides;
    const Middle middle = middle_of(metres);
    const auto look = [&](double off) {
        return level.units.owners_at(
            {middle.point.x + off * middle.normal.x, middle.point.y + off * middle.normal.y});
    };
    for (const double off : looks_m) {
        if (sides.left.empty()) sides.left = look(off);
        if (sides.right.empty()) sides.right = look(-off);
    }
    const std::vector<UnitIndex> here = look(0);
    sides.across_interior = !here.empty() && look(interior_m) == here && look(-interior_m) == here;
    return sides;
}

}  // namespace mallctl::plan
