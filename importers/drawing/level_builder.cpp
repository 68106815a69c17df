#include "importers/drawing/level_builder.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.hpp"
#include "core/utf8.hpp"
#include "importers/drawing/doors.hpp"
#include "importers/drawing/labels.hpp"
#include "importers/drawing/planar.hpp"
#include "importers/drawing/wall_ring.hpp"

namespace mallctl::importers::drawing {

using mapping::LayerClass;

void LevelBuilder::build() {
    add_units();
    label_units();
    add_outline();
    add_openings();
    add_walls();
    add_bodies();
    add_amenities();
    add_sections();
}

const std::vector<Item>& LevelBuilder::items(LayerClass layer_class) const {
    static const std::vector<Item> none;
    const auto found = sheet_.items.find(layer_class);
    return found == sheet_.items.end() ? none : found->second;
}

core::LineString LevelBuilder::place(const core::LineString& line) const {
    core::LineString placed;
    placed.reserve(line.size());
    for (const core::Point p : line) placed.push_back(placement_.to_geographic(p));
    return placed;
}

core::MultiPolygon LevelBuilder::place(const core::MultiPolygon& areas) const {
    core::MultiPolygon placed;
    for (const core::Polygon& area : areas) {
        core::Polygon& polygon = placed.emplace_back();
        for (const core::Ring& ring : area.rings) polygon.rings.push_back(place(ring));
    }
    return placed;
}

void LevelBuilder::report(const char* code, const Item& item, const std::string& message,
                          const std::string& advice, core::Point at) {
    core::Diagnostic finding = sheet_.finding(code, item, message, advice);
    finding.at = placement_.to_geographic(at);
    log_.add(std::move(finding), item.entity.layer);
}

void LevelBuilder::check_pairs(std::size_t a, std::size_t b, const char* what) const {
    // A large floor has some thousand doors and a hundred thousand edges.
    constexpr double max_pairs = 2e9;
    if (static_cast<double>(a) * static_cast<double>(b) <= max_pairs) return;
    throw core::Error(core::Fault::rejected,
                      fmt::format("level {} has too many {} to match ({} and {})", sheet_.level, what, a, b),
                      "map layers that are not part of the plan to class ignore");
}

// All that was found so far goes with the error: it tells which lines were open or which layers no rule
// names.
void LevelBuilder::reject_empty() {
    constexpr std::size_t max_layers = 12;
    std::vector<std::string> layers = sheet_.layers;
    const bool cut = layers.size() > max_layers;
    if (cut) layers.resize(max_layers);
    throw core::Error(
        core::Fault::rejected,
        fmt::format("{}: no unit and no outline of level {} on any layer of the mapping",
                    fmt::join(sheet_.files, ", "), sheet_.level),
        fmt::format("map layers of closed polylines or hatches to class unit; the drawing's layers: {}{}",
                    layers.empty() ? "none" : fmt::to_string(fmt::join(layers, ", ")), cut ? ", ..." : ""),
        log_.take());
}

void LevelBuilder::add_outline() {
    core::MultiPolygon areas;
    bool is_sound = true;
    for (Drawn& drawn : read_areas(LayerClass::outline)) {
        areas.insert(areas.end(), drawn.geometry.begin(), drawn.geometry.end());
        is_sound = is_sound && drawn.is_sound;
    }
    if (areas.empty()) {
        // Rings that cross themselves are no part of a union, unless there are no others.
        for (const core::MultiPolygon& unit : unit_areas_) {
            for (const core::Polygon& area : unit) {
                if (AreaOrFault sound = clean_area(area); sound.fault.empty()) areas.push_back(sound.area);
            }
        }
        if (unit_areas_.empty()) reject_empty();
        core::Diagnostic finding;
        finding.code = "P073";
        finding.severity = core::Severity::warning;
        finding.level = sheet_.level;
        finding.message = "the level has no outline; the units together stand in for it";
        finding.advice = "map the layer with the floor's outer edge to class outline";
        log_.add(std::move(finding), {});
    }
    outline_ = is_sound ? dissolve(areas) : closed(areas);
    plan_.levels[index_].outline = place(is_sound ? outline_ : areas);
}

std::optional<core::LineString> LevelBuilder::line_of_door(const Item& item,
                                                           const std::vector<core::Point>& points,
                                                           const Edges& units, const Edges& outline) const {
    for (const Edges* edges : {&units, &outline}) {
        auto line = edges->cut_by(points);
        const std::optional<double> width = item.rule->width_m;
        if (!width) {
            if (line) return line;
            continue;
        }
        const core::Point middle =
            line ? core::Point{((*line)[0].x + (*line)[1].x) / 2, ((*line)[0].y + (*line)[1].y) / 2}
                 : item.entity.insertion.value_or(points.front());
        if (auto about = edges->about(middle, *width)) return about;
    }
    return std::nullopt;
}

void LevelBuilder::add_openings() {
    core::MultiPolygon areas;
    for (const core::MultiPolygon& unit : unit_areas_) areas.insert(areas.end(), unit.begin(), unit.end());
    const Edges unit_edges(areas);
    const Edges outline_edges(outline_);
    const std::vector<Item>& drawn = items(LayerClass::opening);
    check_pairs(drawn.size(), unit_edges.size() + outline_edges.size(), "doors and edges");
    for (const std::vector<std::size_t>& group : group_parts(parts_of(LayerClass::opening), PartKind::door)) {
        const Item& item = drawn[group.front()];
        std::vector<core::Point> points;
        for (const std::size_t i : group) {
            const std::vector<core::Point> own = drawn[i].points();
            points.insert(points.end(), own.begin(), own.end());
        }
        const auto line = line_of_door(item, points, unit_edges, outline_edges);
        if (!line) {
            report("P010", item, "a door that lies along no edge of a unit is skipped",
                   "draw it on the unit's edge, at least 0.2 m wide and at most 0.5 m away", points.front());
            continue;
        }
        plan::Opening opening;
        opening.source_id = item.source_id;
        opening.level = index_;
        if (!item.rule->category.empty()) opening.category = item.rule->category;
        opening.accessible = item.rule->accessible.value_or(true);
        opening.geometry = place(*line);
        plan_.openings.push_back(std::move(opening));
    }
}

void LevelBuilder::add_walls() {
    for (const Item& item : items(LayerClass::wall)) {
        plan::Wall wall;
        wall.source_id = item.source_id;
        wall.level = index_;
        for (core::LineString line : item.entity.lines) {
            if (item.entity.may_be_closed && outlines_a_wall(line)) line.push_back(line.front());
            if (line.size() >= 2) wall.lines.push_back(place(line));
        }
        for (const core::Polygon& area : item.entity.areas) {
            for (const core::Ring& ring : area.rings) {
                if (ring.size() >= 2) wall.lines.push_back(place(ring));
            }
        }
        if (!wall.lines.empty()) {
            plan_.walls.push_back(std::move(wall));
        } else if (!item.entity.points.empty()) {
            report("P002", item, "a point or text where walls are drawn is skipped",
                   "move it to a layer of its own", item.entity.points.front());
        }
    }
}

void LevelBuilder::add_bodies() {
    for (const Drawn& drawn : read_bodies(LayerClass::fixture)) {
        plan::Fixture fixture;
        fixture.source_id = drawn.item->source_id;
        fixture.level = index_;
        if (!drawn.item->rule->category.empty()) fixture.category = drawn.item->rule->category;
        fixture.geometry = place(drawn.geometry);
        plan_.fixtures.push_back(std::move(fixture));
    }
    for (const Drawn& drawn : read_bodies(LayerClass::kiosk)) {
        plan::Kiosk kiosk;
        kiosk.source_id = drawn.item->source_id;
        kiosk.level = index_;
        kiosk.geometry = place(drawn.geometry);
        plan_.kiosks.push_back(std::move(kiosk));
    }
}

// An amenity is a point: that of a point or text, else the middle of the box around its symbol.
void LevelBuilder::add_amenities() {
    const std::vector<Item>& drawn = items(LayerClass::amenity);
    const AreaFinder finder(unit_areas_);
    check_pairs(drawn.size(), finder.size(), "amenities and units");
    for (const std::vector<std::size_t>& group : group_parts(parts_of(LayerClass::amenity), PartKind::body)) {
        const Item& item = drawn[group.front()];
        std::vector<core::Point> points;
        plan::Amenity amenity;
        for (const std::size_t i : group) {
            const std::vector<core::Point> own = drawn[i].points();
            points.insert(points.end(), own.begin(), own.end());
            const std::string text = core::one_line(drawn[i].entity.text);
            if (!text.empty()) amenity.name.emplace("", text);
        }
        const core::Box box = box_around(points);
        const core::Point middle = {(box.min.x + box.max.x) / 2, (box.min.y + box.max.y) / 2};
        amenity.source_id = item.source_id;
        amenity.level = index_;
        amenity.category = item.rule->category;
        amenity.point = placement_.to_geographic(middle);
        const std::size_t unit = finder.smallest_around(middle);
        if (unit != AreaFinder::none) amenity.units.push_back(first_unit_ + unit);
        plan_.amenities.push_back(std::move(amenity));
    }
}

}  // namespace mallctl::importers::drawing
