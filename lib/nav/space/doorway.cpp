#include "nav/space/doorway.hpp"

#include <algorithm>
#include <cmath>

namespace mallctl::nav {

namespace {

// Drawn lines lie some centimetres off the edge they belong to.
constexpr double usual_depth_mm = 100;
// The thickest half of a wall that a door is looked for through.
constexpr double farthest_unit_mm = 600;
constexpr double search_step_mm = 20;
// What is left to pass in the tightest opening: a passage of some width, so that rounding cannot close it.
constexpr double least_passage_mm = 20;

double length_mm(const std::vector<Mm>& line) {
    double sum = 0;
    for (std::size_t i = 1; i < line.size(); ++i) sum += length_m(line[i - 1], line[i]) * 1000;
    return sum;
}

Mm along(const std::vector<Mm>& line, double mm) {
    for (std::size_t i = 1; i < line.size(); ++i) {
        const double step = length_m(line[i - 1], line[i]) * 1000;
        if (mm <= step && step > 0) {
            const double t = mm / step;
            const Mm d = line[i] - line[i - 1];
            return {line[i - 1].x + std::llround(t * static_cast<double>(d.x)),
                    line[i - 1].y + std::llround(t * static_cast<double>(d.y))};
        }
        mm -= step;
    }
    return line.back();
}

std::vector<Mm> trim(const std::vector<Mm>& line, double from, double to) {
    std::vector<Mm> part{along(line, from)};
    double at = 0;
    for (std::size_t i = 1; i + 1 < line.size(); ++i) {
        at += length_m(line[i - 1], line[i]) * 1000;
        if (at > from && at < to) part.push_back(line[i]);
    }
    part.push_back(along(line, to));
    return part;
}

Mm shifted(const Doorway& doorway, Mm point, double mm) {
    return {point.x + std::llround(mm * doorway.normal_x), point.y + std::llround(mm * doorway.normal_y)};
}

}  // namespace

Doorway find_doorway(const Geos& geos, const std::vector<Mm>& drawn, std::optional<double> stated_width_m,
                     const std::vector<Shape>& units, const ShapeFinder& finder) {
    Doorway doorway;
    const double drawn_mm = length_mm(drawn);
    doorway.width_mm = std::min(drawn_mm, stated_width_m.value_or(drawn_mm / 1000) * 1000);
    const double spare = (drawn_mm - doorway.width_mm) / 2;
    doorway.line = trim(drawn, spare, drawn_mm - spare);
    doorway.middle = along(drawn, drawn_mm / 2);
    const Mm chord = drawn.back() - drawn.front();
    const double chord_mm = std::max(1.0, length_m(drawn.front(), drawn.back()) * 1000);
    doorway.normal_x = -static_cast<double>(chord.y) / chord_mm;
    doorway.normal_y = static_cast<double>(chord.x) / chord_mm;

    const std::vector<std::size_t> near = finder.near({shifted(doorway, doorway.middle, farthest_unit_mm),
                                                       shifted(doorway, doorway.middle, -farthest_unit_mm)});
    for (const int at_side : {0, 1}) {
        const double towards = at_side == 0 ? 1 : -1;
        doorway.depth_mm.at(at_side) = usual_depth_mm;
        for (double off = search_step_mm; off <= farthest_unit_mm; off += search_step_mm) {
            const Mm probe = shifted(doorway, doorway.middle, towards * off);
            for (const std::size_t i : near) {
                if (geos.contains(units[i], probe)) doorway.beside.at(at_side).push_back(i);
            }
            if (doorway.beside.at(at_side).empty()) continue;
            doorway.depth_mm.at(at_side) = std::max(usual_depth_mm, off + search_step_mm);
            break;
        }
    }
    return doorway;
}

Shape throat(const Geos& geos, const Doorway& doorway, double extra_mm) {
    const double deeper = std::max(doorway.depth_mm[0], doorway.depth_mm[1]) + extra_mm;
    if (doorway.line.size() > 2) return geos.widen(geos.line(doorway.line), deeper, LineEnd::flat);
    const double left = doorway.depth_mm[0] + extra_mm;
    const double right = -doorway.depth_mm[1] - extra_mm;
    const Mm a = doorway.line.front();
    const Mm b = doorway.line.back();
    return geos.polygon({{shifted(doorway, a, left), shifted(doorway, a, right), shifted(doorway, b, right),
                          shifted(doorway, b, left)}});
}

std::vector<std::vector<Mm>> jambs(const Doorway& doorway) {
    std::vector<std::vector<Mm>> sides;
    for (const Mm end : {doorway.line.front(), doorway.line.back()}) {
        sides.push_back(
            {shifted(doorway, end, doorway.depth_mm[0]), shifted(doorway, end, -doorway.depth_mm[1])});
    }
    return sides;
}

std::optional<double> clearance_in(const Doorway& doorway, Body body) {
    // Drawn coordinates carry millimetre noise: a door drawn 0.80 m wide is 0.80 m wide.
    constexpr double noise_mm = 2;
    if (doorway.width_mm + noise_mm < narrowest_opening_m(body) * 1000) return std::nullopt;
    return std::min(clearance_m(body) * 1000, std::floor((doorway.width_mm - least_passage_mm) / 2));
}

Mm beside_middle(const Doorway& doorway, double mm) {
    return shifted(doorway, doorway.middle, mm);
}

}  // namespace mallctl::nav
