// Places as users write them: location:SLUG, store:SLUG, unit:REF@LEVEL, id:UUID, geo:LAT,LON@LEVEL, or a bare word.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "nav/graph.hpp"
#include "operations/snapshot.hpp"

namespace mallctl::operations {

struct ResolvedPlace {
    std::string reference;  // canonical: "store:bakery"
    std::string kind;       // "location", "store", "unit", "amenity", "point"
    std::string name;       // to show; the reference where there is none
    std::vector<nav::Place> points;  // a store in several units has several
};

// A bare word is tried as location, store and unit. Throws core::Error(usage) for bad syntax and for an ambiguous place (the candidates
// are in the advice), core::Error(failed) for one that does not exist (with the closest slug as "did you mean").
ResolvedPlace resolve_place(const Snapshot& snapshot, std::string_view text);

}  // namespace mallctl::operations
