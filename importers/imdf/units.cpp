#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "importers/imdf/extension.hpp"
#include "importers/imdf/spaces.hpp"
#include "plan/categories.hpp"

namespace mallctl::importers::imdf {

using core::Severity;
using features::Feature;
using features::Shape;

namespace {

// "401", "G-01", "101a" in any script: what people call a room by, not what they call it.
bool looks_like_number(const std::string& text) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto starts_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    return std::any_of(text.begin(), text.end(), is_digit) && text.find(' ') == std::string::npos &&
           std::count_if(text.begin(), text.end(), starts_character) <= 12;
}

std::string number_in(const core::Names& names) {
    const std::string shown = core::pick_name(names);
    if (looks_like_number(shown)) return shown;
    for (const auto& [locale, name] : names) {
        if (looks_like_number(name)) return name;
    }
    return {};
}

void report_unknown_categories(Draft& draft) {
    std::map<std::string, std::size_t> unknown;
    for (const plan::Unit& unit : draft.plan().units) {
        if (!plan::is_unit_category(unit.category)) ++unknown[unit.category];
    }
    for (const auto& [category, count] : unknown) {
        core::Diagnostic finding;
        finding.code = "P074";
        finding.severity = Severity::note;
        finding.message =
            fmt::format("unit category \"{}\" of {} unit{} is none of IMDF's and is kept as it is", category,
                        count, count == 1 ? "" : "s");
        finding.where.file = "unit.geojson";
        draft.result.findings.push_back(std::move(finding));
    }
}

void read_anchors(Features anchors, Draft& draft) {
    for (Feature& feature : anchors) {
        if (!draft.has_shape(feature, Shape::point)) continue;
        const auto id = feature.properties.text("unit_id");
        const auto unit = id ? lookup(draft.units, *id) : std::nullopt;
        if (id && !unit) {
            draft.report(feature, "P052", Severity::warning,
                         fmt::format("names unit {}, which is not in the archive", *id), "correct unit_id");
        }
        draft.anchors.emplace(feature.id, Anchor{unit, feature.points.front()});
    }
}

}  // namespace

void read_units(Features units, Draft& draft) {
    for (Feature& feature : units) {
        const auto level = draft.level_of(feature);
        if (!level || !draft.has_shape(feature, Shape::area)) continue;
        plan::Unit unit;
        draft.fill(unit, feature);
        unit.level = *level;
        unit.category = draft.category_of(feature);
        unit.ref = number_in(feature.properties.names("alt_name"));
        if (unit.ref.empty()) unit.ref = number_in(unit.name);
        unit.restriction = feature.properties.text("restriction").value_or("");
        unit.accessibility = feature.properties.texts("accessibility");
        unit.display_point = feature.display_point;
        unit.geometry = std::move(feature.area);
        restore(unit, feature);
        draft.units.emplace(feature.id, draft.plan().units.size());
        draft.plan().units.push_back(std::move(unit));
    }
    report_unknown_categories(draft);
}

void read_occupants(Features anchors, Features occupants, Draft& draft) {
    read_anchors(anchors, draft);
    for (Feature& feature : occupants) {
        plan::Occupant occupant;
        draft.fill(occupant, feature);
        occupant.category = draft.category_of(feature);
        occupant.hours = feature.properties.text("hours").value_or("");
        occupant.phone = feature.properties.text("phone").value_or("");
        occupant.website = feature.properties.text("website").value_or("");
        const auto anchor = lookup(draft.anchors, feature.properties.text("anchor_id").value_or(""));
        if (anchor) {
            occupant.unit = anchor->unit;
        } else {
            draft.report(feature, "P052", Severity::warning,
                         "has no anchor in the archive, so its place is not known", "correct anchor_id");
        }
        if (occupant.unit && !draft.own) {
            plan::Unit& unit = draft.plan().units[*occupant.unit];
            if (unit.ref.empty()) unit.ref = number_in(feature.properties.names("shortName"));
        }
        draft.plan().occupants.push_back(std::move(occupant));
    }
}

}  // namespace mallctl::importers::imdf
