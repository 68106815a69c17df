// What a feature of plain GeoJSON is.
#pragma once

#include <optional>
#include <string>

#include "importers/features/feature.hpp"
#include "importers/mapping/mapping.hpp"

namespace mallctl::importers::geojson {

struct Classified {
    std::string name;      // "unit", ...; empty: nothing says what it is
    std::string category;  // empty: not stated
    std::optional<plan::Direction> direction;
    std::string restriction;
    std::optional<bool> accessible;
};

// When a feature is read: buildings and levels before what lies on them, connectors after their units.
enum class Turn { building, footprint, level, content, connector };

// By the feature's JSON alone, as `classify` would say.
Turn turn_of(const features::Json& feature, const mapping::Mapping* mapping);

// By the feature's own word, the mapping, its category and its geometry, in this order (see geojson.hpp).
Classified classify(const features::Feature& feature, const mapping::Mapping* mapping);

}  // namespace mallctl::importers::geojson
