#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "importers/osm/osm.hpp"

namespace mallctl::importers::osm {

namespace {

using features::Feature;
using features::Json;

Json tags_in(const Json& properties) {
    const Json nested = properties.member("tags");
    return nested.kind() == Json::Kind::object ? nested : properties;
}

Tags read_tags(const Feature& feature) {
    Tags tags;
    const Json properties = tags_in(feature.properties);
    for (const std::string& key : properties.keys()) {
        if (auto value = properties.text(key)) tags.emplace(key, *std::move(value));
    }
    return tags;
}

// "way/1" of the editor's own export, "way/1" in "@id" of overpass turbo's; the number in its file where
// there is neither.
std::string id_of(const Feature& feature) {
    if (const auto id = feature.properties.text("@id")) return *id;
    return feature.id.empty() ? "feature/" + std::to_string(feature.number) : feature.id;
}

// True where the feature says `indoor`, false where it says what our own reader goes by; nothing else is
// known of it then.
std::optional<bool> speaks_osm(const Json& feature) {
    constexpr std::array<std::string_view, 6> values{"room", "area", "corridor", "wall", "level", "yes"};
    const Json properties = feature.member("properties");
    if (feature.has("feature_type") || properties.has("class")) return false;
    const auto indoor = tags_in(properties).text("indoor");
    if (indoor && std::find(values.begin(), values.end(), *indoor) != values.end()) return true;
    return std::nullopt;
}

std::optional<Element> element_of(const Feature& feature) {
    Element element;
    element.id = id_of(feature);
    element.tags = read_tags(feature);
    element.where = feature.where;
    if (!feature.area.empty()) {
        element.shape = Shape::area;
        element.area = feature.area;
    } else if (!feature.lines.empty()) {
        set_way(element, feature.lines.front());
    } else if (!feature.points.empty()) {
        element.line = {feature.points.front()};
    } else {
        return std::nullopt;
    }
    return element;
}

}  // namespace

bool looks_like_osm(std::vector<features::Collection>& collections) {
    // Enough to meet a room, and no second reading of a large file that has none.
    constexpr std::size_t looked_at = 2000;
    for (features::Collection& collection : collections) {
        for (std::size_t i = 0; i < std::min(collection.size(), looked_at); ++i) {
            if (const auto answer = speaks_osm(collection.peek(i))) return *answer;
        }
    }
    return false;
}

std::vector<Element> elements_of(std::vector<features::Collection>& collections,
                                 core::Diagnostics& findings) {
    std::vector<Element> elements;
    for (features::Collection& collection : collections) {
        for (std::size_t i = 0; i < collection.size(); ++i) {
            if (auto element = element_of(collection.read(i, findings)))
                elements.push_back(*std::move(element));
        }
    }
    return elements;
}

}  // namespace mallctl::importers::osm
