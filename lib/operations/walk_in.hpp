// What a shopper who scans the poster at a location sees first.
#pragma once

#include <string>
#include <string_view>

#include "core/clock.hpp"
#include "operations/snapshot.hpp"
#include "operations/validity.hpp"

namespace mallctl::operations {

// JSON: the mall, the location, its level with outline, the nearest stores and amenities with units, live
// state and walking distance, and a deep link. Throws core::Error(failed) for an unknown location.
HeldText walk_in(const Snapshot& snapshot, std::string_view location_slug, core::Instant at);

// Its text alone.
std::string walk_in_json(const Snapshot& snapshot, std::string_view location_slug, core::Instant at);

}  // namespace mallctl::operations
