#include "importers/osm/element.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace mallctl::importers::osm {

namespace {

// Closed ways with one of these are areas (wiki.openstreetmap.org/wiki/Area), unless area=no or indoor=wall.
constexpr std::array area_keys{"amenity",    "shop",    "office", "craft",  "leisure",
                               "healthcare", "tourism", "room",   "stairs", "elevator"};

bool is_indoor_area(const Element& element) {
    return element.is("indoor", "room") || element.is("indoor", "area") || element.is("indoor", "corridor") ||
           element.is("indoor", "level");
}

bool closed_way_is_area(const Element& element) {
    if (element.is("indoor", "wall") || element.is("area", "no")) return false;
    if (element.has("indoor") || element.has("area") || element.has("building")) return true;
    if (element.is("highway", "elevator")) return true;
    return std::any_of(area_keys.begin(), area_keys.end(), [&](const char* key) { return element.has(key); });
}

}  // namespace

std::string_view Element::tag(std::string_view key) const {
    const auto it = tags.find(key);
    return it == tags.end() ? std::string_view() : std::string_view(it->second);
}

bool Element::has(std::string_view key) const {
    const std::string_view value = tag(key);
    return !value.empty() && value != "no";
}

void set_way(Element& element, core::LineString points) {
    const bool closed = points.size() >= 4 && points.front() == points.back();
    const bool area = closed ? closed_way_is_area(element) : points.size() >= 3 && is_indoor_area(element);
    element.shape = area ? Shape::area : Shape::line;
    if (area) {
        element.area = {core::Polygon{{std::move(points)}}};
    } else {
        element.line = std::move(points);
    }
}

}  // namespace mallctl::importers::osm
