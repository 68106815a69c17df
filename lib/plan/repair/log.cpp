#include "plan/repair/log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace mallctl::plan {

namespace {

using core::Geometry;
using core::MultiLineString;

bool is_place(Point p) {
    return std::isfinite(p.x) && std::isfinite(p.y);
}

// All points of a geometry: a shape with one that is no number cannot be shown.
std::vector<Point> points_of(const Geometry& geometry) {
    std::vector<Point> points;
    if (const auto* lines = std::get_if<MultiLineString>(&geometry)) {
        for (const LineString& line : *lines) points.insert(points.end(), line.begin(), line.end());
    } else if (const auto* area = std::get_if<MultiPolygon>(&geometry)) {
        for (const core::Polygon& polygon : *area) {
            for (const core::Ring& ring : polygon.rings)
                points.insert(points.end(), ring.begin(), ring.end());
        }
    }
    return points;
}

std::string id_of(const Feature& feature) {
    if (!feature.source_id.empty()) return feature.source_id;
    return feature.id.is_nil() ? std::string() : core::to_string(feature.id);
}

}  // namespace

Subject subject_of(const Footprint& footprint) {
    return {"footprint", std::nullopt, id_of(footprint)};
}

Subject subject_of(const Level& level, LevelIndex index) {
    return {"level's outline", index, id_of(level)};
}

Subject subject_of(const Unit& unit) {
    return {"unit", unit.level, unit.source_id.empty() && !unit.ref.empty() ? unit.ref : id_of(unit)};
}

Subject subject_of(const Opening& opening) {
    return {"opening", opening.level, id_of(opening)};
}

Subject subject_of(const Fixture& fixture) {
    return {"fixture", fixture.level, id_of(fixture)};
}

Subject subject_of(const Wall& wall) {
    return {"wall", wall.level, id_of(wall)};
}

Subject subject_of(const Section& section) {
    return {"section", section.level, id_of(section)};
}

Subject subject_of(const Kiosk& kiosk) {
    return {"kiosk", kiosk.level, id_of(kiosk)};
}

const std::string& RepairLog::label(LevelIndex level) {
    if (labels_.empty()) {
        for (LevelIndex i = 0; i < plan_.levels.size(); ++i) labels_.push_back(level_label(plan_, i));
    }
    return labels_.at(level);
}

core::Diagnostic RepairLog::finding(const Subject& subject, const char* code, core::Severity severity,
                                    const Geometry& shape) {
    core::Diagnostic finding;
    finding.code = code;
    finding.severity = severity;
    if (subject.level) finding.level = label(*subject.level);
    finding.feature = subject.feature;
    const std::vector<Point> points = points_of(shape);
    if (!points.empty() && std::all_of(points.begin(), points.end(), is_place)) {
        finding.at = points.front();
        finding.shape = shape;
    }
    return finding;
}

void RepairLog::mended(const Subject& subject, std::vector<RepairKind> kinds, const std::string& detail,
                       Geometry before, Geometry after) {
    const bool dropped = std::holds_alternative<std::monostate>(after);
    core::Diagnostic made = finding(subject, "P004", core::Severity::note, dropped ? before : after);
    const bool drawn = !std::holds_alternative<std::monostate>(before);
    made.message = fmt::format(fmt::runtime(!drawn    ? "a {} was made: {}"
                                            : dropped ? "the {} was dropped: it {}"
                                                      : "the {} was mended: {}"),
                               subject.what, detail);
    result_.repairs.push_back({std::move(kinds), std::move(made), std::move(before), std::move(after)});
}

void RepairLog::left_out(const Subject& subject, const std::string& fault, Geometry drawn) {
    core::Diagnostic& made =
        result_.findings.emplace_back(finding(subject, "P001", core::Severity::warning, drawn));
    made.message = fmt::format("the {} is left out: its geometry {}", subject.what, fault);
    made.advice =
        "redraw it: rings closed, of three corners and more, crossing neither themselves nor others";
}

}  // namespace mallctl::plan
