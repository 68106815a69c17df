#include "importers/drawing/survey_findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>

#include "core/glob.hpp"

namespace mallctl::importers::drawing {

namespace {

using core::Severity;
using mapping::LayerClass;
using mapping::LayerRule;

// What GDAL turns into points, lines and areas. The others (images, wipeouts, external references) it passes
// over in silence.
constexpr std::array<std::string_view, 22> read_types = {
    "LINE",        "LWPOLYLINE", "POLYLINE", "HATCH", "CIRCLE", "ARC",          "ELLIPSE", "SPLINE",
    "HELIX",       "TEXT",       "MTEXT",    "POINT", "INSERT", "DIMENSION",    "LEADER",  "MLEADER",
    "MULTILEADER", "ATTDEF",     "SOLID",    "TRACE", "3DFACE", "ARC_DIMENSION"};

// Objects of other programs, and bodies: what they look like is not in the file as lines.
constexpr std::array<std::string_view, 7> opaque_types = {
    "ACAD_PROXY_ENTITY", "PROXY", "3DSOLID", "BODY", "REGION", "SURFACE", "MESH"};

template <std::size_t Size>
bool is_one_of(const std::array<std::string_view, Size>& types, std::string_view type) {
    return std::find(types.begin(), types.end(), type) != types.end();
}

class Reporter {
  public:
    Reporter(const Drawing& drawing, const mapping::Mapping& mapping, const std::string& level,
             FindingLog& log)
        : drawing_(drawing), survey_(drawing.survey), mapping_(mapping), level_(level), log_(log) {}

    void run() {
        amount();
        blocks();
        entity_types();
        layers();
        handles();
        scaled_inserts();
        for (const auto& [layer, rule] : read_layers_) shadowed_rules(layer, *rule);
    }

  private:
    void add(const char* code, const std::string& layer, std::string message, std::string advice,
             Severity severity = Severity::warning) {
        core::Diagnostic finding;
        finding.code = code;
        finding.severity = severity;
        finding.level = level_;
        finding.message = std::move(message);
        finding.advice = std::move(advice);
        finding.where.file = drawing_.name;
        log_.add(std::move(finding), layer);
    }

    // The rule by which the layer is read; nullptr where it is not.
    const LayerRule* reads(const std::string& layer) {
        const LayerRule* rule = mapping_.layer_rule(layer);
        return rule == nullptr || rule->layer_class == LayerClass::ignore ? nullptr : rule;
    }

    void amount() {
        constexpr std::int64_t many = 15'000;
        constexpr std::int64_t too_many = 200'000;
        if (survey_.entities <= many) return;
        add("P023", {},
            fmt::format("the drawing has {} entities, unusually many for a floor", survey_.entities),
            "purge what is not part of the plan",
            survey_.entities > too_many ? Severity::error : Severity::warning);
    }

    void blocks() {
        for (const std::string& block : survey_.missing_blocks) {
            add("P040", {}, fmt::format("block '{}' is inserted but not defined", block),
                "bind external references and save again");
        }
        for (const std::string& block : survey_.circular_blocks) {
            add("P025", {}, fmt::format("block '{}' contains itself", block),
                "remove the insert inside the block");
        }
    }

    void entity_types() {
        for (const auto& [layer_and_type, count] : survey_.by_layer_and_type) {
            const auto& [layer, type] = layer_and_type;
            const LayerRule* rule = reads(layer);
            if (rule == nullptr) continue;
            read_layers_.emplace(layer, rule);
            if (is_one_of(opaque_types, type)) {
                add("P037", layer,
                    fmt::format("layer '{}' holds {} of type {}, whose outline is not in the file", layer,
                                count, type),
                    "explode it, or draw its outline as a closed polyline");
            } else if (!is_one_of(read_types, type)) {
                add("P003", layer,
                    fmt::format("layer '{}' holds {} of type {}, which is not read", layer, count, type),
                    "draw it with lines, polylines, circles, hatches and texts");
            }
        }
    }

    void layers() {
        for (const std::string& layer : survey_.hidden_layers) {
            if (reads(layer) == nullptr) continue;
            add("P030", layer, fmt::format("layer '{}' is off or frozen; it is read all the same", layer),
                "map it to class ignore if it is not wanted", Severity::note);
        }
        for (const auto& [layer, count] : survey_.paper_space) {
            if (reads(layer) == nullptr) continue;
            const bool also_in_model = read_layers_.contains(layer);
            add("P041", layer,
                fmt::format("layer '{}' has {} {} on layouts{}; layouts are not read", layer, count,
                            count == 1 ? "entity" : "entities",
                            also_in_model ? "" : " and none in model space"),
                "move what belongs to the plan to model space (CHSPACE)",
                also_in_model ? Severity::note : Severity::warning);
        }
        for (const auto& [layer, count] : survey_.elevated) {
            if (reads(layer) == nullptr) continue;
            add("P026", layer,
                fmt::format("layer '{}' has {} {} that {} not at height 0; heights are not read", layer,
                            count, count == 1 ? "entity" : "entities", count == 1 ? "is" : "are"),
                "nothing, where the drawing is of one floor; else map each floor by itself", Severity::note);
        }
    }

    void handles() {
        for (const std::string& handle : survey_.repeated_handles) {
            add("P005", {}, fmt::format("handle {} is that of more than one entity", handle),
                "run the CAD program's AUDIT and save the drawing again: ids follow handles");
        }
    }

    void scaled_inserts() {
        constexpr double tolerance = 1e-6;
        std::map<std::string, int> scaled;
        for (const auto& [handle, insert] : survey_.inserts) {
            const bool is_scaled = std::abs(std::abs(insert.x_scale) - 1) > tolerance ||
                                   std::abs(std::abs(insert.y_scale) - 1) > tolerance;
            if (is_scaled && is_read(insert.block)) ++scaled[insert.block];
        }
        for (const auto& [block, count] : scaled) {
            add("P027", {},
                fmt::format("block '{}' is inserted {} {} larger or smaller than it is drawn", block, count,
                            count == 1 ? "time" : "times"),
                "check its size: blocks drawn in another unit are scaled so", Severity::note);
        }
    }

    bool is_read(const std::string& block) const {
        const LayerRule* rule = mapping_.block_rule(block);
        return rule != nullptr && rule->layer_class != LayerClass::ignore;
    }

    // A later rule that names the layer at least as closely as the one that counts.
    void shadowed_rules(const std::string& layer, const LayerRule& counts) {
        const auto letters = [](const std::string& glob) {
            return std::count_if(glob.begin(), glob.end(), [](char c) { return c != '*' && c != '?'; });
        };
        for (const LayerRule& rule : mapping_.layers) {
            if (&rule <= &counts || rule.layer_class == counts.layer_class) continue;
            if (letters(rule.glob) < letters(counts.glob) || !core::glob_matches(rule.glob, layer)) continue;
            add("P028", layer,
                fmt::format(
                    "layer '{}' is read by rule '{}' (class {}); the later rule '{}' (class {}) never "
                    "counts for it",
                    layer, counts.glob, mapping::to_string(counts.layer_class), rule.glob,
                    mapping::to_string(rule.layer_class)),
                "put the closer rule first");
        }
    }

    const Drawing& drawing_;
    const Survey& survey_;
    const mapping::Mapping& mapping_;
    const std::string& level_;
    FindingLog& log_;
    std::map<std::string, const LayerRule*> read_layers_;
};

}  // namespace

void report_survey(const Drawing& drawing, const mapping::Mapping& mapping, const std::string& level,
                   FindingLog& log) {
    Reporter(drawing, mapping, level, log).run();
}

}  // namespace mallctl::importers::drawing
