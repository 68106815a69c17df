// The floor-plan model: what every importer yields, the database keeps and everything else reads.
//
// A Plan is one version of a mall's buildings, whole. Features refer to each other by index into the vectors
// of the same Plan (strongly typed below), so that a Plan is a value: it can be copied, moved and compared.
// All coordinates are geographic (EPSG:4326, x = longitude, y = latitude). Categories are those of IMDF 1.0.0
// where it has one.
//
// As an importer yields it, a plan may hold geometry as it was drawn: rings that are open, wrongly oriented,
// of too few points or crossing themselves. plan::repair (repair.hpp) leaves none of these.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/geometry.hpp"
#include "core/names.hpp"
#include "core/uuid.hpp"

namespace mallctl::plan {

using core::LineString;
using core::MultiPolygon;
using core::Names;
using core::Point;
using core::Uuid;

// Indexes into Plan::buildings, ::levels and ::units.
using BuildingIndex = std::size_t;
using LevelIndex = std::size_t;
using UnitIndex = std::size_t;

// What every feature has. `id` is nil until plan::assign_ids has run.
struct Feature {
    Uuid id;
    std::string source_id;  // IMDF id, DXF "FILE/HANDLE", GeoJSON id; empty where the source has none
    Names name;
};

struct Building : Feature {
    std::string category;  // IMDF building category, "unspecified" where unknown
    std::optional<Point> display_point;
};

// A building's outline: "ground", "aerial" or "subterranean".
struct Footprint : Feature {
    std::string category = "ground";
    std::vector<BuildingIndex> buildings;
    MultiPolygon geometry;
};

struct Level : Feature {
    std::optional<BuildingIndex> building;
    int ordinal = 0;         // 0 = ground
    std::string short_name;  // what the lift button says: "G", "1", "B1"
    std::optional<double> elevation_m;
    bool outdoor = false;
    MultiPolygon outline;
};

// How a connector may be used, seen from its stops in ascending order.
enum class Direction { both, up, down };

// What the source says of a unit where a person has set something else by hand. Each is set exactly while the
// unit's own field of that name is such an edit; it is the base of the three-way merge at the next import.
struct UnitEdits {
    std::optional<Names> name;
    std::optional<std::string> category;
    std::optional<std::string> ref;

    bool any() const { return name || category || ref; }
    bool operator==(const UnitEdits&) const = default;
};

struct Unit : Feature {
    LevelIndex level = 0;
    std::string category = "unspecified";  // IMDF unit category; a shop is "retail"
    std::string ref;                       // unit number, as leases write it
    std::string restriction;               // "employeesonly", "restricted" or empty
    std::vector<std::string> accessibility;
    std::optional<Point> display_point;
    std::optional<Direction>
        direction;  // of an escalator or moving walkway, where the source says: see connectors.hpp
    MultiPolygon geometry;
    UnitEdits edits;
};

// A door line on a unit's edge.
struct Opening : Feature {
    LevelIndex level = 0;
    std::string category = "pedestrian";  // IMDF opening category
    std::optional<double> width_m;        // where the source states it apart from the line's length
    bool accessible = true;               // for wheelchairs
    bool one_way = false;                 // passable only from the line's left to its right
    bool inferred = false;                // true where the source does not say it and geometry does
    LineString geometry;
};

struct ConnectorStop {
    LevelIndex level = 0;
    std::optional<UnitIndex> unit;  // the stairs, lift or escalator unit on that level
    Point point;                    // where a walker gets on and off
};

// The same lift, stair, escalator or ramp across levels. Stops are ordered by level ordinal, ascending.
struct Connector : Feature {
    std::string category;  // "elevator", "stairs", "escalator", "movingwalkway", "ramp"
    Direction direction = Direction::both;
    bool accessible = false;  // for wheelchairs
    std::optional<double> wait_s;
    bool inferred = false;  // true where the source does not say it and overlapping units do
    std::vector<ConnectorStop> stops;
};

struct Fixture : Feature {
    LevelIndex level = 0;
    std::string category = "furniture";
    MultiPolygon geometry;
};

struct Amenity : Feature {
    LevelIndex level = 0;
    std::string category;
    std::vector<UnitIndex> units;
    Point point;
};

struct Wall : Feature {
    LevelIndex level = 0;
    std::vector<LineString> lines;
};

struct Section : Feature {
    LevelIndex level = 0;
    std::string category;
    MultiPolygon geometry;
};

struct Kiosk : Feature {
    LevelIndex level = 0;
    MultiPolygon geometry;
};

// Who occupies a unit as the plan's source tells it (IMDF occupant, Azure occupants): becomes a store.
struct Occupant : Feature {
    std::string category;
    std::optional<UnitIndex> unit;
    std::string hours;  // as in the source, unchecked
    std::string phone;
    std::string website;
};

struct Plan {
    std::string format;  // "imdf", "geojson", "dxf", "dwg", "osm", "gpkg", "shapefile", "flatgeobuf"
    Names name;          // of the venue, where the source has one
    std::vector<Building> buildings;
    std::vector<Footprint> footprints;
    std::vector<Level> levels;
    std::vector<Unit> units;
    std::vector<Opening> openings;
    std::vector<Connector> connectors;
    std::vector<Fixture> fixtures;
    std::vector<Amenity> amenities;
    std::vector<Wall> walls;
    std::vector<Section> sections;
    std::vector<Kiosk> kiosks;
    std::vector<Occupant> occupants;
};

// A point inside the unit to route to and to label: its display point where that lies inside (on a corner it
// is none: whole staircases are drawn so), else a point on its surface (GEOS PointOnSurface). Geographic.
Point representative_point(const Unit& unit);

// The level's short name, prefixed by its building's name where two buildings of the plan share it ("Hall
// A/1").
std::string level_label(const Plan& plan, LevelIndex level);

}  // namespace mallctl::plan
