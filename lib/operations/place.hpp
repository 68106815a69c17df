// Places as users write them: location:SLUG, store:SLUG, unit:REF@LEVEL, id:UUID, geo:LAT,LON@LEVEL, or a
// bare word.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "core/geometry.hpp"
#include "core/uuid.hpp"
#include "nav/graph.hpp"
#include "operations/snapshot.hpp"

namespace mallctl::operations {

struct PlacePoint {
    plan::LevelIndex level = 0;
    core::Point point;               // geographic
    std::optional<core::Uuid> unit;  // set when the whole unit is meant
};

struct ResolvedPlace {
    std::string reference;           // canonical: "store:bakery"
    std::string kind;                // "location", "store", "unit", "amenity", "point"
    std::string name;                // to show; the reference where there is none
    std::vector<PlacePoint> points;  // at least one; a store in several units has several
    // Of a location: the way a person looks who reads its poster, degrees clockwise from north.
    std::optional<double> heading = {};
};

// A bare word is tried as location, store and unit. `at` decides which lease is in force. Throws
// core::Error(usage) for bad syntax and for an ambiguous place (the candidates are in the advice),
// core::Error(failed) for one that does not exist (with the closest slug as "did you mean") or that has no
// unit on the plan. Where routes end at the doors of stores (Mall::store_routes), a point inside a store
// stands for the store: its doors.
ResolvedPlace resolve_place(const Snapshot& snapshot, std::string_view text, core::Instant at);

// Index into catalog.locations of the one with this slug, or else of the one that had it before it was
// renamed: printed codes live on.
std::optional<std::size_t> find_location(const Snapshot& snapshot, std::string_view slug);

// The same points for the navigation graph; a level that the graph does not know is left out.
std::vector<nav::Place> nav_places(const Snapshot& snapshot, const std::vector<PlacePoint>& points);

// A point; the shop that holds it where nobody walks through shops (Mall::store_routes): whoever stands in one
// is at its door. O(units).
PlacePoint standing_at(const Snapshot& snapshot, plan::LevelIndex level, core::Point point);

// A unit, and where it is labelled and reached.
PlacePoint point_of_unit(const Snapshot& snapshot, plan::UnitIndex unit);

}  // namespace mallctl::operations
