#include "importers/drawing/level_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string_view>

#include "core/error.hpp"

namespace mallctl::importers::drawing {

namespace {

using mapping::LayerClass;
using mapping::LayerRule;

// What GDAL turns into points, lines and areas. The others (proxies, solids, images, wipeouts, external
// references) it passes over in silence.
constexpr std::array<std::string_view, 22> read_types = {
    "LINE",        "LWPOLYLINE", "POLYLINE", "HATCH", "CIRCLE", "ARC",          "ELLIPSE", "SPLINE",
    "HELIX",       "TEXT",       "MTEXT",    "POINT", "INSERT", "DIMENSION",    "LEADER",  "MLEADER",
    "MULTILEADER", "ATTDEF",     "SOLID",    "TRACE", "3DFACE", "ARC_DIMENSION"};

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

void scale(std::vector<core::Point>& points, double factor) {
    for (core::Point& p : points) p = {p.x * factor, p.y * factor};
}

void scale(Entity& entity, double factor) {
    scale(entity.points, factor);
    for (core::LineString& line : entity.lines) scale(line, factor);
    for (core::Polygon& area : entity.areas) {
        for (core::Ring& ring : area.rings) scale(ring, factor);
    }
}

void report_survey(const Drawing& drawing, const mapping::Mapping& mapping, const std::string& level,
                   FindingLog& log) {
    const Survey& survey = drawing.survey;
    const auto add = [&](const char* code, const std::string& layer, std::string message, std::string advice,
                         core::Severity severity = core::Severity::warning) {
        log.add(level_finding(code, level, drawing.name, std::move(message), std::move(advice), severity),
                layer);
    };
    constexpr std::int64_t many_entities = 15'000;
    if (survey.entities > many_entities) {
        add("P023", {},
            fmt::format("the drawing has {} entities, unusually many for a floor", survey.entities),
            "purge what is not part of the plan");
    }
    for (const std::string& block : survey.missing_blocks) {
        add("P040", {}, fmt::format("block '{}' is inserted but not defined", block),
            "bind external references and save again");
    }
    for (const std::string& block : survey.circular_blocks) {
        add("P025", {}, fmt::format("block '{}' contains itself", block),
            "remove the insert inside the block");
    }
    for (const auto& [layer_and_type, count] : survey.by_layer_and_type) {
        const auto& [layer, type] = layer_and_type;
        const LayerRule* rule = mapping.layer_rule(layer);
        if (rule == nullptr || rule->layer_class == LayerClass::ignore) continue;
        if (std::find(read_types.begin(), read_types.end(), type) == read_types.end()) {
            add("P003", layer,
                fmt::format("layer '{}' holds {} of type {}, which is not read", layer, count, type),
                "draw it with lines, polylines, circles, hatches and texts");
        }
    }
    for (const std::string& layer : survey.hidden_layers) {
        const LayerRule* rule = mapping.layer_rule(layer);
        if (rule == nullptr || rule->layer_class == LayerClass::ignore) continue;
        add("P030", layer, fmt::format("layer '{}' is off or frozen; it is read all the same", layer),
            "map it to class ignore if it is not wanted", core::Severity::note);
    }
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
    std::vector<core::Point> all = entity.points;
    for (const core::LineString& line : entity.lines) all.insert(all.end(), line.begin(), line.end());
    for (const core::Polygon& area : entity.areas) {
        for (const core::Ring& ring : area.rings) all.insert(all.end(), ring.begin(), ring.end());
    }
    return all;
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

void LevelSheet::add(Drawing drawing, const mapping::Mapping& mapping, double metres_per_unit,
                     FindingLog& log) {
    report_survey(drawing, mapping, level, log);
    files.push_back(drawing.name);
    std::set<std::string> names(layers.begin(), layers.end());
    for (const Entity& entity : drawing.entities) names.insert(entity.layer);
    layers.assign(names.begin(), names.end());
    std::map<std::string, int> unmapped;
    std::map<std::string, int> uses_of_handle;
    for (Entity& entity : drawing.entities) {
        Item item;
        if (!entity.handle.empty()) {
            // Counted over all entities, read or not, so that a new rule does not renumber what is there.
            const int use = ++uses_of_handle[entity.handle];
            item.handle = fmt::format("{}/{}", drawing.name, entity.handle);
            item.source_id = use == 1 ? item.handle : fmt::format("{}#{}", item.handle, use);
        }
        item.rule = mapping.layer_rule(entity.layer);
        item.entity = std::move(entity);
        if (item.entity.in_paper_space) continue;
        if (item.rule == nullptr) {
            ++unmapped[item.entity.layer];
            continue;
        }
        if (item.rule->layer_class == LayerClass::ignore) continue;
        scale(item.entity, metres_per_unit);
        check_finite(item, drawing.name);
        if (item.entity.has_surface) {
            log.add(finding("P003", item, "a mesh or solid, which is not read",
                            "draw its outline as a closed polyline"),
                    item.entity.layer);
        }
        if (item.entity.text_was_recoded) {
            log.add(finding("P039", item, "a text that is not in the drawing's encoding, read as Latin-1",
                            "save the drawing as R2007 or later"),
                    item.entity.layer);
        }
        items[item.rule->layer_class].push_back(std::move(item));
    }
    report_unmapped(unmapped, level, drawing.name, log);
}

}  // namespace mallctl::importers::drawing
