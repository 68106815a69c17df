#include "plan/digest.hpp"

#include <algorithm>

#include "core/digest.hpp"
#include "plan/content.hpp"

namespace mallctl::plan {

namespace {

// ContentWriter with the rest of what features are made of.
class Content {
  public:
    // Begins anew with what every feature has.
    Content& begin(const Feature& feature) {
        writer_.clear();
        id(feature.id);
        writer_.text(feature.source_id).names(feature.name);
        return *this;
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

    core::Sha256 digest() const { return core::sha256(writer_.str()); }

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

void write(Content& content, const Plan&, const Building& building) {
    content.begin(building).text(building.category).point(building.display_point);
}

void write(Content& content, const Plan& plan, const Footprint& footprint) {
    content.begin(footprint);
    content.text(footprint.category).area(footprint.geometry);
    for (const BuildingIndex building : footprint.buildings) content.id(plan.buildings.at(building).id);
}

void write(Content& content, const Plan& plan, const Level& level) {
    content.begin(level);
    level.building ? content.id(plan.buildings.at(*level.building).id) : content.text("none");
    content.integer(level.ordinal)
        .text(level.short_name)
        .number(level.elevation_m)
        .flag(level.outdoor)
        .area(level.outline);
}

void write(Content& content, const Plan& plan, const Unit& unit) {
    content.begin(unit);
    content.level(plan, unit.level).text(unit.category).text(unit.ref).text(unit.restriction);
    content.integer(static_cast<long long>(unit.accessibility.size()));
    for (const std::string& feature : unit.accessibility) content.text(feature);
    content.point(unit.display_point).text(name_of(unit.direction)).area(unit.geometry);
    if (unit.edits.name) content.text("edited name").names(*unit.edits.name);
    if (unit.edits.category) content.text("edited category").text(*unit.edits.category);
    if (unit.edits.ref) content.text("edited ref").text(*unit.edits.ref);
}

void write(Content& content, const Plan& plan, const Opening& opening) {
    content.begin(opening)
        .level(plan, opening.level)
        .text(opening.category)
        .number(opening.width_m)
        .flag(opening.accessible)
        .flag(opening.one_way)
        .flag(opening.inferred)
        .line(opening.geometry);
}

void write(Content& content, const Plan& plan, const Connector& connector) {
    content.begin(connector);
    content.text(connector.category)
        .text(name_of(connector.direction))
        .flag(connector.accessible)
        .number(connector.wait_s)
        .flag(connector.inferred);
    for (const ConnectorStop& stop : connector.stops) {
        content.level(plan, stop.level).unit(plan, stop.unit).point(stop.point);
    }
}

void write(Content& content, const Plan& plan, const Fixture& fixture) {
    content.begin(fixture).level(plan, fixture.level).text(fixture.category).area(fixture.geometry);
}

void write(Content& content, const Plan& plan, const Amenity& amenity) {
    content.begin(amenity);
    content.level(plan, amenity.level).text(amenity.category).point(amenity.point);
    for (const UnitIndex unit : amenity.units) content.unit(plan, unit);
}

void write(Content& content, const Plan& plan, const Wall& wall) {
    content.begin(wall);
    content.level(plan, wall.level);
    for (const LineString& line : wall.lines) content.line(line);
}

void write(Content& content, const Plan& plan, const Section& section) {
    content.begin(section).level(plan, section.level).text(section.category).area(section.geometry);
}

void write(Content& content, const Plan& plan, const Kiosk& kiosk) {
    content.begin(kiosk).level(plan, kiosk.level).area(kiosk.geometry);
}

void write(Content& content, const Plan& plan, const Occupant& occupant) {
    content.begin(occupant)
        .text(occupant.category)
        .unit(plan, occupant.unit)
        .text(occupant.hours)
        .text(occupant.phone)
        .text(occupant.website);
}

template <typename T>
std::string digest_of(const Plan& plan, const T& feature) {
    Content content;
    write(content, plan, feature);
    return core::to_hex(content.digest());
}

template <typename T>
std::vector<FeatureDigest> digests_of(Content& content, const Plan& plan, const std::vector<T>& features) {
    std::vector<FeatureDigest> digests;
    digests.reserve(features.size());
    for (const T& feature : features) {
        write(content, plan, feature);
        digests.push_back({feature.id, content.digest()});
    }
    return digests;
}

}  // namespace

std::string digest(const Plan& plan, const Building& building) {
    return digest_of(plan, building);
}

std::string digest(const Plan& plan, const Footprint& footprint) {
    return digest_of(plan, footprint);
}

std::string digest(const Plan& plan, const Level& level) {
    return digest_of(plan, level);
}

std::string digest(const Plan& plan, const Unit& unit) {
    return digest_of(plan, unit);
}

std::string digest(const Plan& plan, const Opening& opening) {
    return digest_of(plan, opening);
}

std::string digest(const Plan& plan, const Connector& connector) {
    return digest_of(plan, connector);
}

std::string digest(const Plan& plan, const Fixture& fixture) {
    return digest_of(plan, fixture);
}

std::string digest(const Plan& plan, const Amenity& amenity) {
    return digest_of(plan, amenity);
}

std::string digest(const Plan& plan, const Wall& wall) {
    return digest_of(plan, wall);
}

std::string digest(const Plan& plan, const Section& section) {
    return digest_of(plan, section);
}

std::string digest(const Plan& plan, const Kiosk& kiosk) {
    return digest_of(plan, kiosk);
}

std::string digest(const Plan& plan, const Occupant& occupant) {
    return digest_of(plan, occupant);
}

PlanDigests digests(const Plan& plan) {
    Content content;
    PlanDigests all;
    all["building"] = digests_of(content, plan, plan.buildings);
    all["footprint"] = digests_of(content, plan, plan.footprints);
    all["level"] = digests_of(content, plan, plan.levels);
    all["unit"] = digests_of(content, plan, plan.units);
    all["opening"] = digests_of(content, plan, plan.openings);
    all["connector"] = digests_of(content, plan, plan.connectors);
    all["fixture"] = digests_of(content, plan, plan.fixtures);
    all["amenity"] = digests_of(content, plan, plan.amenities);
    all["wall"] = digests_of(content, plan, plan.walls);
    all["section"] = digests_of(content, plan, plan.sections);
    all["kiosk"] = digests_of(content, plan, plan.kiosks);
    all["occupant"] = digests_of(content, plan, plan.occupants);
    return all;
}

std::string digest(const Plan& plan, const PlanDigests& digests) {
    core::Sha256Stream stream;
    ContentWriter writer;
    writer.text(plan.format).names(plan.name);
    stream.add(writer.str());
    std::vector<core::Sha256> sorted;
    for (const auto& [kind, of_kind] : digests) {
        sorted.clear();
        for (const FeatureDigest& feature : of_kind) sorted.push_back(feature.sha256);
        std::sort(sorted.begin(), sorted.end());
        for (const core::Sha256& sha256 : sorted) {
            writer.clear();
            stream.add(writer.text(kind + ' ' + core::to_hex(sha256)).str());
        }
    }
    return core::to_hex(stream.finish());
}

std::string digest(const Plan& plan) {
    return digest(plan, digests(plan));
}

}  // namespace mallctl::plan
