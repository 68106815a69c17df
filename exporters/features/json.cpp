#include "exporters/features/json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/error.hpp"

namespace mallctl::exporters::features {

namespace {

Json positions(const std::vector<core::Point>& points) {
    Json list = Json::array();
    for (const core::Point point : points) list.push_back(position(point));
    return list;
}

Json rings(const core::Polygon& polygon) {
    Json list = Json::array();
    for (const core::Ring& ring : polygon.rings) list.push_back(positions(ring));
    return list;
}

Json object(const char* type, Json coordinates) {
    return {{"type", type}, {"coordinates", std::move(coordinates)}};
}

}  // namespace

Json position(core::Point point) {
    const auto rounded = [](double degrees) { return std::round(degrees * 1e9) / 1e9; };
    return Json::array({rounded(point.x), rounded(point.y)});
}

Json geometry(core::Point point) {
    return object("Point", position(point));
}

Json geometry(const core::LineString& line) {
    return object("LineString", positions(line));
}

Json geometry(const core::MultiLineString& lines) {
    if (lines.empty()) return nullptr;
    if (lines.size() == 1) return geometry(lines.front());
    Json list = Json::array();
    for (const core::LineString& line : lines) list.push_back(positions(line));
    return object("MultiLineString", std::move(list));
}

Json geometry(const core::MultiPolygon& area) {
    if (area.empty()) return nullptr;
    if (area.size() == 1) return object("Polygon", rings(area.front()));
    Json list = Json::array();
    for (const core::Polygon& polygon : area) list.push_back(rings(polygon));
    return object("MultiPolygon", std::move(list));
}

Json labels(const core::Names& names) {
    if (names.empty()) return nullptr;
    Json object = Json::object();
    for (const auto& [locale, name] : names) object[locale.empty() ? "und" : locale] = name;
    return object;
}

Json text_or_null(const std::string& text) {
    return text.empty() ? Json() : Json(text);
}

Json list_or_null(const std::vector<std::string>& texts) {
    return texts.empty() ? Json() : Json(texts);
}

std::string collection(const std::vector<Json>& features, const std::string& name) {
    std::string text = "{\"type\": \"FeatureCollection\", ";
    if (!name.empty()) text += "\"name\": " + Json(name).dump() + ", ";
    text += "\"features\": [";
    try {
        for (std::size_t i = 0; i < features.size(); ++i) {
            text += i == 0 ? "\n" : ",\n";
            text += features[i].dump();
        }
    } catch (const Json::exception&) {
        throw core::Error(core::Fault::failed, "a text of the plan is not valid UTF-8");
    }
    return text + "\n]}\n";
}

}  // namespace mallctl::exporters::features
