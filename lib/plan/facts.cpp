#include "plan/facts.hpp"

#include <fmt/format.h>

#include "plan/content.hpp"
#include "plan/lookup.hpp"

namespace mallctl::plan {

namespace {

const char* to_text(Direction direction) {
    switch (direction) {
        case Direction::both:
            return "both";
        case Direction::up:
            return "up";
        case Direction::down:
            return "down";
    }
    return "both";
}

// The facts of one feature, added one by one.
class Facts {
  public:
    Facts(const Plan& plan, const char* kind, const Feature& feature) : plan_(plan) {
        facts_.kind = kind;
        facts_.id = feature.id;
        facts_.name = feature.name;
        names("name", feature.name);
        text("source_id", feature.source_id);
    }

    Facts& text(const char* field, const std::string& value) { return add(field, value, value); }
    Facts& category(const std::string& value) {
        facts_.category = value;
        return text("category", value);
    }
    Facts& flag(const char* field, bool value) { return text(field, value ? "yes" : "no"); }
    Facts& number(const char* field, const std::optional<double>& value) {
        if (!value) return text(field, "");
        return add(field, ContentWriter().number(*value).str(), fmt::format("{}", *value));
    }
    Facts& names(const std::string& field, const Names& value) {
        for (const auto& [locale, name] : value)
            add(locale.empty() ? field : field + ":" + locale, "is " + name, name);
        return *this;
    }
    Facts& list(const char* field, const std::vector<std::string>& values) {
        ContentWriter key;
        for (const auto& value : values) key.text(value);
        return add(field, key.str(), fmt::format("{}", fmt::join(values, ", ")));
    }
    Facts& on_level(LevelIndex level) {
        facts_.level = level_label(plan_, level);
        facts_.ordinal = plan_.levels.at(level).ordinal;
        return add("level", core::to_string(plan_.levels.at(level).id), facts_.level);
    }
    Facts& point(const char* field, const std::optional<Point>& value) {
        if (!value) return text(field, "");
        return add(field, ContentWriter().point(*value).str(),
                   fmt::format("{:.7f}, {:.7f}", value->y, value->x));
    }
    Facts& building(const std::optional<BuildingIndex>& index) {
        if (!index) return text("building", "");
        return add("building", core::to_string(plan_.buildings.at(*index).id), shown_building(*index));
    }
    Facts& buildings(const std::vector<BuildingIndex>& indexes) {
        std::string key;
        std::vector<std::string> shown;
        for (const auto index : indexes) {
            key += core::to_string(plan_.buildings.at(index).id);
            shown.push_back(shown_building(index));
        }
        return add("buildings", key, fmt::format("{}", fmt::join(shown, ", ")));
    }
    Facts& units(const char* field, const std::vector<UnitIndex>& indexes) {
        std::string key;
        std::vector<std::string> shown;
        for (const auto index : indexes) {
            key += core::to_string(plan_.units.at(index).id);
            shown.push_back(unit_reference(plan_, index));
        }
        return add(field, key, fmt::format("{}", fmt::join(shown, ", ")));
    }
    Facts& add(std::string field, std::string key, std::string shown) {
        facts_.facts.push_back({std::move(field), std::move(key), std::move(shown)});
        return *this;
    }
    Facts& refer(std::string reference) {
        facts_.reference = std::move(reference);
        return *this;
    }

    FeatureFacts with(core::Geometry geometry) {
        facts_.geometry = std::move(geometry);
        return std::move(facts_);
    }

  private:
    std::string shown_building(BuildingIndex index) const {
        const Building& building = plan_.buildings.at(index);
        const std::string name = core::pick_name(building.name);
        return name.empty() ? core::to_string(building.id) : name;
    }

    const Plan& plan_;
    FeatureFacts facts_;
};

core::Geometry geometry_of(const std::optional<Point>& point) {
    return point ? core::Geometry(*point) : core::Geometry();
}

FeatureFacts describe(const Plan& plan, const Building& building) {
    return Facts(plan, "building", building)
        .category(building.category)
        .with(geometry_of(building.display_point));
}

FeatureFacts describe(const Plan& plan, const Footprint& footprint) {
    return Facts(plan, "footprint", footprint)
        .category(footprint.category)
        .buildings(footprint.buildings)
        .with(footprint.geometry);
}

FeatureFacts describe(const Plan& plan, const Level& level) {
    const auto index = static_cast<LevelIndex>(&level - plan.levels.data());
    FeatureFacts facts = Facts(plan, "level", level)
                             .refer(level_label(plan, index))
                             .text("short_name", level.short_name)
                             .text("ordinal", std::to_string(level.ordinal))
                             .building(level.building)
                             .number("elevation_m", level.elevation_m)
                             .flag("outdoor", level.outdoor)
                             .with(level.outline);
    facts.ordinal = level.ordinal;
    return facts;
}

FeatureFacts describe(const Plan& plan, const Unit& unit) {
    const auto index = static_cast<UnitIndex>(&unit - plan.units.data());
    Facts facts(plan, "unit", unit);
    facts.refer(unit_reference(plan, index))
        .on_level(unit.level)
        .category(unit.category)
        .text("ref", unit.ref)
        .text("restriction", unit.restriction)
        .list("accessibility", unit.accessibility)
        .text("direction", unit.direction ? to_text(*unit.direction) : "")
        .point("display_point", unit.display_point);
    if (unit.edits.name) {
        facts.add("source_name", ContentWriter().names(*unit.edits.name).str(),
                  core::pick_name(*unit.edits.name));
    }
    if (unit.edits.category) facts.add("source_category", "is " + *unit.edits.category, *unit.edits.category);
    if (unit.edits.ref) facts.add("source_ref", "is " + *unit.edits.ref, *unit.edits.ref);
    return facts.with(unit.geometry);
}

FeatureFacts describe(const Plan& plan, const Opening& opening) {
    return Facts(plan, "opening", opening)
        .on_level(opening.level)
        .category(opening.category)
        .number("width_m", opening.width_m)
        .flag("accessible", opening.accessible)
        .flag("one_way", opening.one_way)
        .flag("inferred", opening.inferred)
        .with(core::MultiLineString{opening.geometry});
}

FeatureFacts describe(const Plan& plan, const Connector& connector) {
    ContentWriter stops;
    std::vector<std::string> levels;
    for (const ConnectorStop& stop : connector.stops) {
        stops.text(core::to_string(plan.levels.at(stop.level).id)).point(stop.point);
        stops.text(stop.unit ? core::to_string(plan.units.at(*stop.unit).id) : "");
        levels.push_back(level_label(plan, stop.level));
    }
    return Facts(plan, "connector", connector)
        .category(connector.category)
        .text("direction", to_text(connector.direction))
        .flag("accessible", connector.accessible)
        .number("wait_s", connector.wait_s)
        .flag("inferred", connector.inferred)
        .add("stops", stops.str(), fmt::format("{}", fmt::join(levels, ", ")))
        .with({});
}

FeatureFacts describe(const Plan& plan, const Fixture& fixture) {
    return Facts(plan, "fixture", fixture)
        .on_level(fixture.level)
        .category(fixture.category)
        .with(fixture.geometry);
}

FeatureFacts describe(const Plan& plan, const Amenity& amenity) {
    return Facts(plan, "amenity", amenity)
        .on_level(amenity.level)
        .category(amenity.category)
        .units("units", amenity.units)
        .with(amenity.point);
}

FeatureFacts describe(const Plan& plan, const Wall& wall) {
    return Facts(plan, "wall", wall).on_level(wall.level).with(wall.lines);
}

FeatureFacts describe(const Plan& plan, const Section& section) {
    return Facts(plan, "section", section)
        .on_level(section.level)
        .category(section.category)
        .with(section.geometry);
}

FeatureFacts describe(const Plan& plan, const Kiosk& kiosk) {
    return Facts(plan, "kiosk", kiosk).on_level(kiosk.level).with(kiosk.geometry);
}

FeatureFacts describe(const Plan& plan, const Occupant& occupant) {
    Facts facts(plan, "occupant", occupant);
    facts.category(occupant.category)
        .units("unit", occupant.unit ? std::vector{*occupant.unit} : std::vector<UnitIndex>{})
        .text("hours", occupant.hours)
        .text("phone", occupant.phone)
        .text("website", occupant.website);
    return facts.with({});
}

template <typename T>
void append(std::vector<FeatureFacts>& all, int place, const Plan& plan, const std::vector<T>& features) {
    for (const T& feature : features) {
        all.push_back(describe(plan, feature));
        all.back().place = place;
    }
}

}  // namespace

std::vector<FeatureFacts> facts_of(const Plan& plan) {
    std::vector<FeatureFacts> all;
    Feature venue;
    venue.name = plan.name;
    all.push_back(Facts(plan, "plan", venue).text("format", plan.format).with({}));
    append(all, 1, plan, plan.buildings);
    append(all, 2, plan, plan.footprints);
    append(all, 3, plan, plan.levels);
    append(all, 4, plan, plan.units);
    append(all, 5, plan, plan.openings);
    append(all, 6, plan, plan.connectors);
    append(all, 7, plan, plan.fixtures);
    append(all, 8, plan, plan.amenities);
    append(all, 9, plan, plan.walls);
    append(all, 10, plan, plan.sections);
    append(all, 11, plan, plan.kiosks);
    append(all, 12, plan, plan.occupants);
    return all;
}

}  // namespace mallctl::plan
