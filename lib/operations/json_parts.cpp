#include "operations/json_parts.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/json_text.hpp"

namespace mallctl::operations {

namespace {

double rounded(double value, double unit) {
    const double result = std::round(value / unit) * unit;
    return result == 0 ? 0 : result;  // never "-0.0"
}

}  // namespace

std::string to_text(const Json& json, int indent) {
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

// Dividing by a whole number gives the double nearest to the decimal, which prints without a tail of digits.
double round_m(double metres) {
    return rounded(metres * 100, 1) / 100;
}
double round_s(double seconds) {
    return rounded(seconds * 10, 1) / 10;
}

Json point_json(core::Point point) {
    return {rounded(point.x * 1e8, 1) / 1e8, rounded(point.y * 1e8, 1) / 1e8};
}

Json line_json(const std::vector<core::Point>& points) {
    Json line = Json::array();
    for (const auto& point : points) line.push_back(point_json(point));
    return line;
}

void append_metres(std::string& out, double metres) {
    core::append_json_rounded(out, metres, 2);
}
void append_seconds(std::string& out, double seconds) {
    core::append_json_rounded(out, seconds, 1);
}

void append_point(std::string& out, core::Point point) {
    out += '[';
    core::append_json_rounded(out, point.x, 8);
    out += ',';
    core::append_json_rounded(out, point.y, 8);
    out += ']';
}

void append_line(std::string& out, const std::vector<core::Point>& points) {
    out += '[';
    for (const auto& point : points) {
        if (&point != &points.front()) out += ',';
        append_point(out, point);
    }
    out += ']';
}

void append_texts(std::string& out, const std::vector<std::string>& texts) {
    out += '[';
    for (const auto& text : texts) {
        if (&text != &texts.front()) out += ',';
        core::append_json_text(out, text);
    }
    out += ']';
}

Json counts_json(const core::ChangeCounts& counts) {
    return {{"added", counts.added},
            {"updated", counts.updated},
            {"removed", counts.removed},
            {"unchanged", counts.unchanged}};
}

Json multi_polygon_json(const core::MultiPolygon& polygons) {
    Json coordinates = Json::array();
    for (const auto& polygon : polygons) {
        Json rings = Json::array();
        for (const auto& ring : polygon.rings) rings.push_back(line_json(ring));
        coordinates.push_back(std::move(rings));
    }
    return {{"type", "MultiPolygon"}, {"coordinates", std::move(coordinates)}};
}

Json geometry_json(const core::Geometry& geometry) {
    if (const auto* area = std::get_if<core::MultiPolygon>(&geometry)) return multi_polygon_json(*area);
    if (const auto* point = std::get_if<core::Point>(&geometry))
        return {{"type", "Point"}, {"coordinates", point_json(*point)}};
    const auto* lines = std::get_if<core::MultiLineString>(&geometry);
    if (lines == nullptr) return nullptr;
    Json coordinates = Json::array();
    for (const core::LineString& line : *lines) coordinates.push_back(line_json(line));
    return {{"type", "MultiLineString"}, {"coordinates", std::move(coordinates)}};
}

}  // namespace mallctl::operations
