#include "importers/drawing/level_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/error.hpp"

namespace mallctl::importers::drawing {

namespace {

using mapping::LayerClass;
using mapping::LayerRule;

core::Diagnostic level_finding(const char* code, const std::string& level, const std::string& file,
                               std::string message, std::string advice,
                               core::Severity severity = core::Severity::warning) {
    core::Diagnostic finding;
    finding.code = code;
    finding.severity = severity;
    finding.level = level;
    finding.message = std::move(message);
    finding.advice = std::move(advice);
    finding.where.file = file;
    return finding;
}

void move_and_scale(std::vector<core::Point>& points, core::Point offset, double factor) {
    for (core::Point& p : points) p = {(p.x + offset.x) * factor, (p.y + offset.y) * factor};
}

void move_and_scale(Entity& entity, core::Point offset, double factor) {
    move_and_scale(entity.points, offset, factor);
    for (core::LineString& line : entity.lines) move_and_scale(line, offset, factor);
    for (core::Polygon& area : entity.areas) {
        for (core::Ring& ring : area.rings) move_and_scale(ring, offset, factor);
    }
    if (entity.insertion) {
        const core::Point p = *entity.insertion;
        entity.insertion = core::Point{(p.x + offset.x) * factor, (p.y + offset.y) * factor};
    }
}

// What is inserted as a block goes by the rules of blocks, and, where none of them names it, by its layer.
const LayerRule* rule_of(const Entity& entity, const mapping::Mapping& mapping) {
    const LayerRule* by_block = entity.block.empty() ? nullptr : mapping.block_rule(entity.block);
    return by_block != nullptr ? by_block : mapping.layer_rule(entity.layer);
}

void report_unmapped(const std::map<std::string, int>& unmapped, const std::string& level,
                     const std::string& file, FindingLog& log) {
    for (const auto& [layer, count] : unmapped) {
        log.add(level_finding("P072", level, file,
                              fmt::format("layer '{}' with {} {} is named by no rule", layer, count,
                                          count == 1 ? "entity" : "entities"),
                              "add a rule under layers, or map it to class ignore"),
                {});
    }
}

void check_finite(const Item& item, const std::string& file) {
    for (const core::Point p : item.points()) {
        if (std::isfinite(p.x) && std::isfinite(p.y)) continue;
        throw core::Error(
            core::Fault::rejected,
            fmt::format("{}: entity {} on layer '{}' has a coordinate that is not a finite number", file,
                        item.entity.handle.empty() ? "without handle" : item.entity.handle,
                        item.entity.layer),
            "delete or redraw the entity, or run the CAD program's AUDIT");
    }
}

}  // namespace

std::vector<core::Point> Item::points() const {
    return entity.all_points();
}

core::Diagnostic LevelSheet::finding(const char* code, const Item& item, const std::string& message,
                                     const std::string& advice) const {
    core::Diagnostic finding;
    finding.code = code;
    finding.severity = core::Severity::warning;
    finding.level = level;
    finding.message = fmt::format("layer '{}': {}", item.entity.layer, message);
    finding.advice = advice;
    finding.feature = item.source_id;
    return finding;
}

void LevelSheet::add(const Drawing& drawing, const Region& region, const mapping::Mapping& mapping,
                     double metres_per_unit, FindingLog& log) {
    if (std::find(files.begin(), files.end(), drawing.name) == files.end()) files.push_back(drawing.name);
    std::set<std::string> names(layers.begin(), layers.end());
    for (const Entity& entity : drawing.entities) names.insert(entity.layer);
    layers.assign(names.begin(), names.end());
    std::map<std::string, int> unmapped;
    std::map<std::string, int> uses_of_handle;
    for (const Entity& entity : drawing.entities) {
        Item item;
        if (!entity.handle.empty()) {
            // Counted over all entities, read or not, so that a new rule does not renumber what is there.
            const int use = ++uses_of_handle[entity.handle];
            item.handle = fmt::format("{}/{}", drawing.name, entity.handle);
            item.source_id = use == 1 ? item.handle : fmt::format("{}#{}", item.handle, use);
        }
        item.rule = rule_of(entity, mapping);
        if (entity.in_paper_space || !region.holds(entity)) continue;
        if (item.rule == nullptr) {
            ++unmapped[entity.layer];
            continue;
        }
        if (item.rule->layer_class == LayerClass::ignore) continue;
        item.entity = entity;
        move_and_scale(item.entity, region.offset, metres_per_unit);
        check_finite(item, drawing.name);
        report_entity(item, log);
        items[item.rule->layer_class].push_back(std::move(item));
    }
    report_unmapped(unmapped, level, drawing.name, log);
}

void LevelSheet::report_entity(const Item& item, FindingLog& log) const {
    const auto add = [&](const char* code, const char* message, const char* advice) {
        log.add(finding(code, item, message, advice), item.entity.layer);
    };
    if (item.entity.has_surface) {
        add("P003", "a mesh or solid, which is not read", "draw its outline as a closed polyline");
    }
    if (item.entity.is_broken) {
        add("P042", "a hatch or spline without a usable boundary, which is not read",
            "redraw it, or draw its outline as a closed polyline");
    }
    if (item.entity.text_was_recoded) {
        add("P039", "a text that is not in the drawing's encoding, read as Latin-1",
            "save the drawing as R2007 or later");
    }
}

}  // namespace mallctl::importers::drawing
