// What part of a plan an element becomes.
#pragma once

#include "importers/osm/element.hpp"

namespace mallctl::importers::osm {

enum class Role {
    outline,    // of a level
    room,       // a unit, also when people ride or climb in it
    wall,       //
    door,       // a node on the ring of a room
    connector,  // a lift that is a node; stairs and escalators that are lines
    place,      // an amenity or a shop without walls
    building,   // the outline of one
    unread,     // it says that it is indoors, and nothing here knows what it is
    outdoors,   // everything else
};

Role role_of(const Element& element);

}  // namespace mallctl::importers::osm
