#include "importers/ogr/columns.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace mallctl::importers::ogr {

namespace {

constexpr std::size_t dbf_name_length = 10;

// What the GeoJSON reader looks for (importers/geojson/geojson.hpp), and what OpenStreetMap's tags say.
constexpr std::array<std::string_view, 30> properties{
    "id",      "class",        "feature_type",  "layer",         "name",       "ref",     "category",
    "level",   "level_id",     "direction",     "width",         "accessible", "one_way", "restriction",
    "ordinal", "short_name",   "elevation",     "outdoor",       "building",   "unit",    "units",
    "wait",    "stops",        "accessibility", "display_point", "indoor",     "shop",    "amenity",
    "door",    "opening_hours"};

constexpr std::array<std::string_view, 12> classes{"building", "footprint", "level", "outline",
                                                   "unit",     "opening",   "wall",  "fixture",
                                                   "amenity",  "section",   "kiosk", "connector"};

// What our own export calls a few of them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> aliases{
    {{"is_accessible", "accessible"},
     {"is_one_way", "one_way"},
     {"is_outdoor", "outdoor"},
     {"elevation_m", "elevation"},
     {"width_m", "width"},
     {"wait_s", "wait"},
     {"unit_id", "unit"}}};

std::string lowered(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return lower;
}

}  // namespace

std::string property_of(std::string_view column) {
    const std::string lower = lowered(column);
    for (const auto& [alias, property] : aliases) {
        if (lower == alias) return std::string(property);
    }
    for (const std::string_view property : properties) {
        if (lower == property) return lower;
        const bool cut = column.size() == dbf_name_length && property.size() > dbf_name_length;
        if (cut && property.starts_with(lower)) return std::string(property);
    }
    return std::string(column);
}

std::optional<std::string> locale_of(std::string_view column) {
    const std::string lower = lowered(column);
    if (!lower.starts_with("name_") && !lower.starts_with("name:")) return std::nullopt;
    const std::string locale = lower.substr(5);
    const bool is_language =
        locale.size() >= 2 && locale.size() <= 3 &&
        std::all_of(locale.begin(), locale.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    return is_language ? std::optional(locale) : std::nullopt;
}

bool is_truth(std::string_view property) {
    return property == "accessible" || property == "one_way" || property == "outdoor";
}

std::optional<bool> truth_in(std::string_view text) {
    const std::string lower = lowered(text);
    for (const char* yes : {"1", "true", "yes", "t", "y"}) {
        if (lower == yes) return true;
    }
    for (const char* no : {"0", "false", "no", "f", "n"}) {
        if (lower == no) return false;
    }
    return std::nullopt;
}

std::string class_of_layer(std::string_view layer) {
    const std::string lower = lowered(layer);
    for (const std::string_view name : classes) {
        const std::string plural = name == "amenity" ? "amenities" : std::string(name) + "s";
        if (lower == name || lower == plural) return std::string(name);
    }
    return {};
}

}  // namespace mallctl::importers::ogr
