// How areas are read from a sheet: closed lines and hatches.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/error.hpp"
#include "importers/drawing/level_builder.hpp"
#include "importers/drawing/parts.hpp"
#include "importers/drawing/planar.hpp"

namespace mallctl::importers::drawing {

namespace {

// The points of an area to the millimetre, in an order that does not depend on where its rings start.
std::vector<core::Point> signature(const core::MultiPolygon& areas) {
    std::vector<core::Point> points;
    for (const core::Polygon& area : areas) {
        for (const core::Ring& ring : area.rings) {
            const bool closes = ring.size() > 1 && ring.front() == ring.back();
            for (std::size_t i = closes ? 1 : 0; i < ring.size(); ++i) {
                points.push_back({std::round(ring[i].x * 1000), std::round(ring[i].y * 1000)});
            }
        }
    }
    std::sort(points.begin(), points.end());
    return points;
}

}  // namespace

void LevelBuilder::read_area(const Item& item, std::vector<Drawn>& drawn) {
    constexpr const char* redraw = "close the polyline in the CAD program, or redraw it without crossings";
    for (core::LineString line : item.entity.lines) {
        if (line.empty()) continue;
        if (item.entity.may_be_closed && line.front() != line.back()) line.push_back(line.front());
        AreaOrFault result = area_of_ring(line);
        if (result.fault.empty()) {
            drawn.push_back({&item, {std::move(result.area)}});
        } else if (auto raw = raw_area(line)) {
            // As it is drawn: plan::repair knows what may be mended.
            drawn.push_back({&item, {std::move(*raw)}, false});
        } else {
            report("P001", item, "a line that " + result.fault + " is skipped", redraw, line.front());
        }
    }
    core::MultiPolygon hatch;
    bool is_sound = true;
    for (const core::Polygon& area : item.entity.areas) {
        AreaOrFault result = clean_area(area);
        if (result.fault.empty()) {
            hatch.push_back(std::move(result.area));
        } else if (!area.rings.empty() && raw_area(area.rings.front())) {
            hatch.push_back(area);
            is_sound = false;
        } else if (!area.rings.empty() && !area.rings.front().empty()) {
            report("P001", item, "a hatch that " + result.fault + " is skipped", redraw, area.rings[0][0]);
        }
    }
    if (!hatch.empty()) drawn.push_back({&item, std::move(hatch), is_sound});
    for (const core::Point p : item.entity.points) {
        report("P002", item, "a point or text where areas are drawn is skipped",
               "move it to a layer of its own", p);
    }
}

std::vector<LevelBuilder::Drawn> LevelBuilder::read_areas(mapping::LayerClass layer_class) {
    std::vector<Drawn> drawn;
    for (const Item& item : items(layer_class)) read_area(item, drawn);
    return without_duplicates(std::move(drawn));
}

std::vector<LevelBuilder::Drawn> LevelBuilder::without_duplicates(std::vector<Drawn> drawn) {
    std::set<std::vector<core::Point>> seen;
    std::vector<Drawn> kept;
    for (Drawn& area : drawn) {
        if (seen.insert(signature(area.geometry)).second) {
            kept.push_back(std::move(area));
        } else {
            report("P032", *area.item, "the same area is drawn twice; the second is skipped",
                   "delete one of them (a hatch over its own outline counts as two)",
                   area.geometry.front().rings.front().front());
        }
    }
    return kept;
}

std::vector<LevelBuilder::Drawn> LevelBuilder::read_bodies(mapping::LayerClass layer_class) {
    const std::vector<Item>& all = items(layer_class);
    std::vector<Drawn> drawn;
    for (const std::vector<std::size_t>& group : group_parts(parts_of(layer_class), PartKind::body)) {
        if (group.size() == 1) {
            read_area(all[group.front()], drawn);
            continue;
        }
        std::vector<core::Point> points;
        for (const std::size_t i : group) {
            const std::vector<core::Point> own = all[i].points();
            points.insert(points.end(), own.begin(), own.end());
        }
        if (auto outline = hull(points)) {
            drawn.push_back({&all[group.front()], {std::move(*outline)}});
        } else {
            report("P001", all[group.front()], "a block that encloses nothing is skipped", {},
                   points.front());
        }
    }
    return without_duplicates(std::move(drawn));
}

std::vector<Part> LevelBuilder::parts_of(mapping::LayerClass layer_class) const {
    // One insert with so many doors or chairs is no plan, and comparing its parts takes the square of their
    // number.
    constexpr std::size_t max_parts = 50'000;
    std::vector<Part> parts;
    for (const Item& item : items(layer_class)) parts.push_back({item.handle, item.points()});
    if (parts.size() > max_parts) {
        throw core::Error(core::Fault::rejected,
                          fmt::format("level {} has {} entities of class {}, more than the limit of {}",
                                      sheet_.level, parts.size(), mapping::to_string(layer_class), max_parts),
                          "map layers that are not part of the plan to class ignore");
    }
    return parts;
}

}  // namespace mallctl::importers::drawing
