#include "plan/digest.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/digest.hpp"
#include "plan/content.hpp"

namespace mallctl::plan {

namespace {

// ContentWriter with the rest of what features are made of.
class Content {
  public:
    explicit Content(const Feature& feature) {
        id(feature.id);
        writer_.text(feature.source_id).names(feature.name);
    }

    Content& id(const Uuid& value) {
        writer_.text(core::to_string(value));
        return *this;
    }
    Content& text(std::string_view value) {
        writer_.text(value);
        return *this;
    }
    Content& flag(bool value) { return text(value ? "1" : "0"); }
    Content& integer(long long value) { return text(std::to_string(value)); }
    Content& number(const std::optional<double>& value) {
        value ? writer_.text("some").number(*value) : writer_.text("none");
        return *this;
    }
    Content& point(const std::optional<Point>& value) {
        value ? writer_.text("some").point(*value) : writer_.text("none");
        return *this;
    }
    Content& names(const Names& value) {
        writer_.names(value);
        return *this;
    }
    Content& line(const LineString& value) {
        writer_.line(value);
        return *this;
    }
    Content& area(const MultiPolygon& value) {
        writer_.area(value);
        return *this;
    }
    Content& level(const Plan& plan, LevelIndex index) { return id(plan.levels.at(index).id); }
    Content& unit(const Plan& plan, const std::optional<UnitIndex>& index) {
        return index ? id(plan.units.at(*index).id) : text("none");
    }

    std::string digest() const { return core::sha256_hex(writer_.str()); }

  private:
    ContentWriter writer_;
};

const char* name_of(const std::optional<Direction>& direction) {
    if (!direction) return "none";
    switch (*direction) {
        case Direction::both:
            return "both";
        case Direction::up:
            return "up";
        case Direction::down:
            return "down";
    }
    return "none";
}

template <typename T>
void append(std::vector<std::string>& lines, const Plan& plan, const char* kind,
            const std::vector<T>& features) {
    for (const T& feature : features) lines.push_back(fmt::format("{} {}", kind, digest(plan, feature)));
}

}  // namespace

std::string digest(const Plan&, const Building& building) {
    return Content(building).text(building.category).point(building.display_point).digest();
}

std::string digest(const Plan& plan, const Footprint& footprint) {
    Content content(footprint);
    content.text(footprint.category).area(footprint.geometry);
    for (const BuildingIndex building : footprint.buildings) content.id(plan.buildings.at(building).id);
    return content.digest();
}

std::string digest(const Plan& plan, const Level& level) {
    Content content(level);
    level.building ? content.id(plan.buildings.at(*level.building).id) : content.text("none");
    return content.integer(level.ordinal)
        .text(level.short_name)
        .number(level.elevation_m)
        .flag(level.outdoor)
        .area(level.outline)
        .digest();
}

std::string digest(const Plan& plan, const Unit& unit) {
    Content content(unit);
    content.level(plan, unit.level).text(unit.category).text(unit.ref).text(unit.restriction);
    content.integer(static_cast<long long>(unit.accessibility.size()));
    for (const std::string& feature : unit.accessibility) content.text(feature);
    content.point(unit.display_point).text(name_of(unit.direction)).area(unit.geometry);
    if (unit.edits.name) content.text("edited name").names(*unit.edits.name);
    if (unit.edits.category) content.text("edited category").text(*unit.edits.category);
    if (unit.edits.ref) content.text("edited ref").text(*unit.edits.ref);
    return content.digest();
}

std::string digest(const Plan& plan, const Opening& opening) {
    return Content(opening)
        .level(plan, opening.level)
        .text(opening.category)
        .number(opening.width_m)
        .flag(opening.accessible)
        .flag(opening.one_way)
        .flag(opening.inferred)
        .line(opening.geometry)
        .digest();
}

std::string digest(const Plan& plan, const Connector& connector) {
    Content content(connector);
    content.text(connector.category)
        .text(name_of(connector.direction))
        .flag(connector.accessible)
        .number(connector.wait_s)
        .flag(connector.inferred);
    for (const ConnectorStop& stop : connector.stops) {
        content.level(plan, stop.level).unit(plan, stop.unit).point(stop.point);
    }
    return content.digest();
}

std::string digest(const Plan& plan, const Fixture& fixture) {
    return Content(fixture).level(plan, fixture.level).text(fixture.category).area(fixture.geometry).digest();
}

std::string digest(const Plan& plan, const Amenity& amenity) {
    Content content(amenity);
    content.level(plan, amenity.level).text(amenity.category).point(amenity.point);
    for (const UnitIndex unit : amenity.units) content.unit(plan, unit);
    return content.digest();
}

std::string digest(const Plan& plan, const Wall& wall) {
    Content content(wall);
    content.level(plan, wall.level);
    for (const LineString& line : wall.lines) content.line(line);
    return content.digest();
}

std::string digest(const Plan& plan, const Section& section) {
    return Content(section).level(plan, section.level).text(section.category).area(section.geometry).digest();
}

std::string digest(const Plan& plan, const Kiosk& kiosk) {
    return Content(kiosk).level(plan, kiosk.level).area(kiosk.geometry).digest();
}

std::string digest(const Plan& plan, const Occupant& occupant) {
    return Content(occupant)
        .text(occupant.category)
        .unit(plan, occupant.unit)
        .text(occupant.hours)
        .text(occupant.phone)
        .text(occupant.website)
        .digest();
}

std::string digest(const Plan& plan) {
    std::vector<std::string> lines;
    append(lines, plan, "building", plan.buildings);
    append(lines, plan, "footprint", plan.footprints);
    append(lines, plan, "level", plan.levels);
    append(lines, plan, "unit", plan.units);
    append(lines, plan, "opening", plan.openings);
    append(lines, plan, "connector", plan.connectors);
    append(lines, plan, "fixture", plan.fixtures);
    append(lines, plan, "amenity", plan.amenities);
    append(lines, plan, "wall", plan.walls);
    append(lines, plan, "section", plan.sections);
    append(lines, plan, "kiosk", plan.kiosks);
    append(lines, plan, "occupant", plan.occupants);
    std::sort(lines.begin(), lines.end());
    ContentWriter writer;
    writer.text(plan.format).names(plan.name);
    for (const std::string& line : lines) writer.text(line);
    return core::sha256_hex(writer.str());
}

}  // namespace mallctl::plan
