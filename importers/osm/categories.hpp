// From the words of OpenStreetMap to those of IMDF.
#pragma once

#include <string>
#include <string_view>

#include "importers/osm/element.hpp"

namespace mallctl::importers::osm {

// The connector that an element is: "elevator", "stairs", "escalator" or "movingwalkway"; "" for any other.
std::string_view connector_category(const Element& element);

// The unit category that the tags say: by what it connects, shop, amenity, room, office, ... and last by
// `indoor`; "" where an area with these tags is no room of a floor.
std::string unit_category(const Element& element);

// The same without `indoor`: what is in a room, so what the room is for; "" where nothing says it.
std::string use_category(const Element& element);

// What stands at a place: "restroom", "atm", "seat", ...; the word of OpenStreetMap where IMDF has none, ""
// where nothing of interest stands there.
std::string amenity_category(const Element& element);

// The trade of a shop, restaurant, practice or office ("clothes", "restaurant"): who has one of these becomes
// a store when it has a name. "" for everything else, also for vacant shops.
std::string trade_of(const Element& element);

// IMDF opening category of a door or entrance.
std::string opening_category(const Element& element);

// IMDF building category.
std::string building_category(const Element& element);

}  // namespace mallctl::importers::osm
