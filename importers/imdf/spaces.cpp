#include "importers/imdf/spaces.hpp"

#include "importers/imdf/extension.hpp"

#include <fmt/format.h>

#include <set>

namespace mallctl::importers::imdf {

using core::Severity;
using features::Feature;
using features::Shape;

namespace {

std::optional<plan::BuildingIndex> building_of(const Feature& feature, Draft& draft) {
    const auto ids = feature.properties.texts("building_ids");
    for (const std::string& id : ids) {
        if (const auto building = lookup(draft.buildings, id)) return building;
        draft.report(feature, "P052", Severity::warning,
                     fmt::format("names building {}, which is not in the archive", id),
                     "correct building_ids, or add the building");
    }
    if (ids.empty() && !draft.own && draft.plan().buildings.size() == 1) return plan::BuildingIndex{0};
    return std::nullopt;
}

void report_same_ordinals(Draft& draft) {
    std::set<std::pair<std::optional<plan::BuildingIndex>, int>> seen;
    for (const plan::Level& level : draft.plan().levels) {
        if (!level.building || seen.insert({level.building, level.ordinal}).second) continue;
        core::Diagnostic finding;
        finding.code = "P054";
        finding.message = fmt::format("two levels of one building have ordinal {}", level.ordinal);
        finding.advice = "give each level of a building an ordinal of its own";
        finding.level = level.short_name;
        finding.feature = level.source_id;
        draft.result.findings.push_back(std::move(finding));
    }
}

}  // namespace

void read_buildings(Features buildings, Features footprints, Draft& draft) {
    for (Feature& feature : buildings) {
        plan::Building building;
        draft.fill(building, feature);
        building.category = draft.category_of(feature);
        building.display_point = feature.display_point;
        draft.buildings.emplace(feature.id, draft.plan().buildings.size());
        draft.plan().buildings.push_back(std::move(building));
    }
    for (Feature& feature : footprints) {
        if (!draft.has_shape(feature, Shape::area)) continue;
        plan::Footprint footprint;
        draft.fill(footprint, feature);
        footprint.category = draft.category_of(feature);
        footprint.geometry = std::move(feature.area);
        for (const std::string& id : feature.properties.texts("building_ids")) {
            if (const auto building = lookup(draft.buildings, id)) {
                footprint.buildings.push_back(*building);
            } else {
                draft.report(feature, "P052", Severity::warning,
                             fmt::format("names building {}, which is not in the archive", id),
                             "correct building_ids");
            }
        }
        draft.plan().footprints.push_back(std::move(footprint));
    }
}

void read_levels(Features levels, Draft& draft) {
    std::size_t shared = 0;
    for (Feature& feature : levels) {
        const auto ordinal = feature.properties.integer("ordinal");
        if (!ordinal) {
            draft.report(feature, "P053", Severity::error, "has no ordinal that is a whole number",
                         "give the level its place in the building: 0 is the ground floor");
            continue;
        }
        plan::Level level;
        draft.fill(level, feature);
        level.ordinal = *ordinal;
        level.short_name = core::pick_name(feature.properties.names("short_name"));
        if (level.short_name.empty()) {
            draft.report(feature, "P053", Severity::warning, "has no short_name",
                         "say what the lift's button says");
            level.short_name = std::to_string(*ordinal);
        }
        level.outdoor = feature.properties.boolean("outdoor").value_or(false);
        level.elevation_m = feature.properties.number("elevation");
        level.building = building_of(feature, draft);
        if (feature.properties.texts("building_ids").size() > 1) ++shared;
        level.outline = std::move(feature.area);
        if (feature.shape != Shape::area) {
            draft.report(feature, "P050", Severity::warning, "has no outline: its geometry is no area",
                         "give the level the polygon that its units lie in");
        }
        restore(level, feature);
        draft.levels.emplace(feature.id, draft.plan().levels.size());
        draft.plan().levels.push_back(std::move(level));
    }
    if (shared > 0) {
        draft.result.notes["levels of several buildings"] =
            fmt::format("{}: each counts for the first building it names", shared);
    }
    report_same_ordinals(draft);
}

void read_openings(Features openings, Draft& draft) {
    for (Feature& feature : openings) {
        const auto level = draft.level_of(feature);
        if (!level || !draft.has_shape(feature, Shape::line)) continue;
        plan::Opening opening;
        draft.fill(opening, feature);
        opening.level = *level;
        opening.category = draft.category_of(feature);
        if (feature.lines.size() > 1) {
            draft.report(feature, "P050", Severity::warning, "has several lines: the first one counts",
                         "draw one opening for each");
        }
        opening.geometry = std::move(feature.lines.front());
        restore(opening, feature);
        draft.openings.emplace(feature.id, draft.plan().openings.size());
        draft.plan().openings.push_back(std::move(opening));
    }
}

void read_areas(Features fixtures, Features kiosks, Features sections, Draft& draft) {
    const auto read = [&](Features& features, auto& target, auto fill_category) {
        for (Feature& feature : features) {
            const auto level = draft.level_of(feature);
            if (!level || !draft.has_shape(feature, Shape::area)) continue;
            auto& made = target.emplace_back();
            draft.fill(made, feature);
            made.level = *level;
            made.geometry = std::move(feature.area);
            fill_category(made, feature);
        }
    };
    const auto category = [&](auto& made, const Feature& feature) {
        made.category = draft.category_of(feature);
    };
    read(fixtures, draft.plan().fixtures, category);
    read(kiosks, draft.plan().kiosks, [](plan::Kiosk&, const Feature&) {});
    read(sections, draft.plan().sections, category);
}

void read_amenities(Features amenities, Draft& draft) {
    for (Feature& feature : amenities) {
        if (!draft.has_shape(feature, Shape::point)) continue;
        plan::Amenity amenity;
        for (const std::string& id : feature.properties.texts("unit_ids")) {
            if (const auto unit = lookup(draft.units, id)) {
                amenity.units.push_back(*unit);
            } else {
                draft.report(feature, "P052", Severity::warning,
                             fmt::format("names unit {}, which is not in the archive", id),
                             "correct unit_ids");
            }
        }
        if (amenity.units.empty()) {
            draft.report(feature, "P053", Severity::warning,
                         "is left out: no unit tells which level it is on",
                         "name the unit that it lies in in unit_ids");
            continue;
        }
        draft.fill(amenity, feature);
        amenity.level = draft.plan().units[amenity.units.front()].level;
        amenity.category = draft.category_of(feature);
        amenity.point = feature.points.front();
        if (feature.properties.member("mallctl").boolean("in_no_unit") == true) amenity.units.clear();
        draft.plan().amenities.push_back(std::move(amenity));
    }
}

}  // namespace mallctl::importers::imdf
