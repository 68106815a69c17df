#include "importers/osm/roles.hpp"

#include "importers/osm/categories.hpp"

namespace mallctl::importers::osm {

namespace {

bool on_a_level(const Element& element) {
    return element.has("indoor") || !element.tag("level").empty();
}

Role of_point(const Element& element) {
    if (!element.tag("door").empty() || element.has("entrance") || element.is("indoor", "door"))
        return Role::door;
    if (connector_category(element) == "elevator") return Role::connector;
    if (!on_a_level(element)) return Role::outdoors;
    if (!amenity_category(element).empty()) return Role::place;
    return element.has("indoor") ? Role::unread : Role::outdoors;
}

// Floor that is walked on is indoors when it says so, has a roof or lies below the ground: squares and
// platforms in the open state their level too.
bool is_sheltered(const Element& element) {
    return element.has("indoor") || element.has("covered") || element.has("tunnel") ||
           element.tag("level").starts_with('-');
}

Role of_area(const Element& element) {
    if (element.has("building") && !element.has("indoor")) return Role::building;
    if (!on_a_level(element)) return Role::outdoors;
    const bool is_floor = element.has("highway") && connector_category(element).empty();
    const bool room = is_floor ? is_sheltered(element)
                               : element.has("indoor") || element.has("room") || element.has("shop") ||
                                     !trade_of(element).empty() || !connector_category(element).empty();
    if (room && !unit_category(element).empty()) return Role::room;
    if (!amenity_category(element).empty()) return Role::place;
    return element.has("indoor") ? Role::unread : Role::outdoors;
}

Role of_line(const Element& element) {
    const std::string_view connector = connector_category(element);
    const bool climbs = connector == "stairs" || connector == "escalator" || connector == "elevator";
    if (climbs && !element.tag("level").empty()) return Role::connector;
    return element.has("indoor") ? Role::unread : Role::outdoors;
}

}  // namespace

Role role_of(const Element& element) {
    if (element.tags.empty()) return Role::outdoors;
    if (element.shape == Shape::point) return of_point(element);
    if (element.is("indoor", "wall")) return Role::wall;
    if (element.shape == Shape::line) return of_line(element);
    return element.is("indoor", "level") ? Role::outline : of_area(element);
}

}  // namespace mallctl::importers::osm
