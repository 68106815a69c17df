#include "importers/drawing/region.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "importers/drawing/planar.hpp"

namespace mallctl::importers::drawing {

namespace {

bool inside(const core::Box& outer, const core::Box& inner) {
    return inner.min.x >= outer.min.x && inner.min.y >= outer.min.y && inner.max.x <= outer.max.x &&
           inner.max.y <= outer.max.y;
}

struct Misfits {
    int outside = 0;
    int across = 0;
};

core::Diagnostic misfit(const std::string& file, std::string message, std::string advice) {
    core::Diagnostic finding;
    finding.code = "P089";
    finding.severity = core::Severity::warning;
    finding.message = std::move(message);
    finding.advice = std::move(advice);
    finding.where.file = file;
    return finding;
}

}  // namespace

bool Region::holds(const Entity& entity) const {
    if (!box) return true;
    const std::vector<core::Point> points = entity.all_points();
    if (points.empty()) return true;
    const core::Box around = box_around(points);
    const core::Point middle = {(around.min.x + around.max.x) / 2, (around.min.y + around.max.y) / 2};
    return middle.x >= box->min.x && middle.x < box->max.x && middle.y >= box->min.y && middle.y < box->max.y;
}

void report_regions(const Drawing& drawing, const std::vector<Region>& regions,
                    const mapping::Mapping& mapping, FindingLog& log) {
    if (std::any_of(regions.begin(), regions.end(), [](const Region& region) { return !region.box; })) return;
    std::map<std::string, Misfits> by_layer;
    for (const Entity& entity : drawing.entities) {
        const mapping::LayerRule* rule = mapping.layer_rule(entity.layer);
        if (rule == nullptr || rule->layer_class == mapping::LayerClass::ignore || entity.in_paper_space)
            continue;
        const std::vector<core::Point> points = entity.all_points();
        if (points.empty()) continue;
        const auto home = std::find_if(regions.begin(), regions.end(),
                                       [&](const Region& region) { return region.holds(entity); });
        if (home == regions.end()) {
            ++by_layer[entity.layer].outside;
        } else if (!inside(*home->box, box_around(points))) {
            ++by_layer[entity.layer].across;
        }
    }
    for (const auto& [layer, misfits] : by_layer) {
        if (misfits.outside > 0) {
            log.add(misfit(drawing.name,
                           fmt::format("layer '{}' has {} {} in no box of the mapping; they are not read",
                                       layer, misfits.outside, misfits.outside == 1 ? "entity" : "entities"),
                           "correct the boxes under files, in drawing units"),
                    {});
        }
        if (misfits.across > 0) {
            log.add(misfit(drawing.name,
                           fmt::format(
                               "layer '{}' has {} {} across the edge of a box; read where the middle lies",
                               layer, misfits.across, misfits.across == 1 ? "entity" : "entities"),
                           "draw the boxes under files between the floors"),
                    {});
        }
    }
}

}  // namespace mallctl::importers::drawing
