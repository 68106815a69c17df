// Nodes, ways and relations of OpenStreetMap as plain values, whatever file they came from.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostic.hpp"
#include "core/geometry.hpp"

namespace mallctl::importers::osm {

using Tags = std::map<std::string, std::string, std::less<>>;

enum class Shape {
    point,  // a node
    line,   // a way that is not closed, or whose tags make it no area
    area,   // a closed way whose tags make it an area, or a multipolygon relation
};

struct Element {
    std::string id;  // "node/1", "way/1", "relation/1"
    Tags tags;
    Shape shape = Shape::point;
    core::LineString line;    // of a point: itself
    core::MultiPolygon area;  // its rings may be open or cross themselves, as they were drawn
    core::SourcePosition where;

    // The value of a tag, "" where it is absent.
    std::string_view tag(std::string_view key) const;
    bool is(std::string_view key, std::string_view value) const { return tag(key) == value; }

    // True when the tag is there and says something else than "no".
    bool has(std::string_view key) const;
};

// A way with these points: an area when it is closed and its tags make it one, or when its tags say that it
// is a room though its ring is open (of three points at least: to be mended or refused later), else a line.
void set_way(Element& element, core::LineString points);

}  // namespace mallctl::importers::osm
