#include "importers/ogr/layer_reader.hpp"

#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <cmath>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/error.hpp"
#include "core/utf8.hpp"
#include "importers/ogr/columns.hpp"
#include "importers/refused.hpp"

namespace mallctl::importers::ogr {

namespace {

using Json = nlohmann::json;

constexpr std::size_t max_features = 1'000'000;

// Bytes that are not UTF-8 are read as Latin-1, and counted.
std::string to_utf8(const char* bytes, std::size_t& recoded) {
    std::string text = bytes == nullptr ? "" : bytes;
    if (core::is_utf8(text)) return text;
    ++recoded;
    return core::utf8_of_latin1(text);
}

// Reads one layer, feature by feature, into text.
class LayerReader {
  public:
    LayerReader(OGRLayer& layer, Format format, std::string origin, const mapping::Mapping* mapping,
                std::function<core::Point(core::Point)> place, core::Diagnostics& findings)
        : layer_(layer),
          name_(text_of(layer.GetName())),
          format_(format),
          origin_(std::move(origin)),
          place_(std::move(place)),
          findings_(findings) {
        const bool has_rule = mapping != nullptr && mapping->layer_rule(name_) != nullptr;
        if (!has_rule) class_ = class_of_layer(name_);
    }

    std::string read() {
        std::string text = "{\"type\":\"FeatureCollection\",\"features\":[";
        layer_.ResetReading();
        while (const OGRFeatureUniquePtr feature{layer_.GetNextFeature()}) {
            if (number_ == max_features) {
                throw refused(origin_, fmt::format("it holds more than {} features", max_features),
                              "name only what is part of the plan");
            }
            ++number_;
            add(json_of(*feature), text);
            if (text.size() > max_total_size) {
                throw refused(origin_,
                              fmt::format("as GeoJSON it takes more than {} MiB", max_total_size >> 20),
                              "name only what is part of the plan");
            }
        }
        for (const auto& [id, json] : connectors_) append(json, text);
        report("P039", recoded_, "texts that are not UTF-8 are read as Latin-1",
               "state the encoding in a .cpg file");
        report("P003", unread_, "geometries that are no points, lines or areas are not read",
               "export them as polygons, without solids");
        return text + "]}\n";
    }

  private:
    static void append(const Json& json, std::string& text) {
        if (!text.ends_with('[')) text += ",\n";
        text += json.dump();
    }

    // A connector is a row a stop, as our own export has it, and one feature with all its stops.
    void add(Json json, std::string& text) {
        Json& properties = json["properties"];
        const bool is_stop = class_ == "connector" && properties.contains("id") &&
                             properties.contains("level") && !properties.contains("stops");
        if (!is_stop) return append(json, text);
        Json stop{{"level", properties["level"]}};
        if (properties.contains("unit")) stop["unit"] = properties["unit"];
        const auto [it, is_new] = connectors_.try_emplace(properties["id"].dump(), std::move(json));
        it->second["properties"]["stops"].push_back(std::move(stop));
    }

    std::string text_of(const char* bytes) { return to_utf8(bytes, recoded_); }

    Json position(double x, double y) const {
        const auto fault = [&](const char* what) {
            return refused(origin_,
                           fmt::format("feature {}: the coordinate {}, {} is {}", number_, x, y, what),
                           "correct it, or check the coordinate system of the file");
        };
        if (!std::isfinite(x) || !std::isfinite(y)) throw fault("no finite number");
        const core::Point point = place_({x, y});
        if (!std::isfinite(point.x) || !std::isfinite(point.y) || std::abs(point.x) > 180 ||
            std::abs(point.y) > 90) {
            throw fault("no place on Earth");
        }
        return {point.x, point.y};
    }

    Json positions(const OGRSimpleCurve& curve) const {
        Json list = Json::array();
        for (int i = 0; i < curve.getNumPoints(); ++i) list.push_back(position(curve.getX(i), curve.getY(i)));
        return list;
    }

    Json rings(const OGRPolygon& polygon) const {
        Json list = Json::array();
        for (const OGRLinearRing* ring : polygon) list.push_back(positions(*ring));
        return list;
    }

    // Null for a geometry of another kind.
    Json geometry(const OGRGeometry& drawn) {
        const std::unique_ptr<OGRGeometry> linear(drawn.getLinearGeometry());
        if (linear == nullptr || linear->IsEmpty() != FALSE) return nullptr;
        const auto made = [](const char* type, Json coordinates) -> Json {
            return {{"type", type}, {"coordinates", std::move(coordinates)}};
        };
        const auto parts = [&](const char* type, auto part_of) {
            Json list = Json::array();
            for (const OGRGeometry* part : *linear->toGeometryCollection()) list.push_back(part_of(*part));
            return made(type, std::move(list));
        };
        switch (wkbFlatten(linear->getGeometryType())) {
            case wkbPoint:
                return made("Point", position(linear->toPoint()->getX(), linear->toPoint()->getY()));
            case wkbLineString:
                return made("LineString", positions(*linear->toLineString()));
            case wkbPolygon:
            case wkbTriangle:
                return made("Polygon", rings(*linear->toPolygon()));
            case wkbMultiPoint:
                return parts("MultiPoint", [&](const OGRGeometry& part) {
                    return position(part.toPoint()->getX(), part.toPoint()->getY());
                });
            case wkbMultiLineString:
                return parts("MultiLineString",
                             [&](const OGRGeometry& part) { return positions(*part.toLineString()); });
            case wkbMultiPolygon:
                return parts("MultiPolygon",
                             [&](const OGRGeometry& part) { return rings(*part.toPolygon()); });
            default:
                ++unread_;
                return nullptr;
        }
    }

    Json value_of(const OGRFeature& feature, int index, const std::string& property) {
        const OGRFieldDefn& column = *feature.GetFieldDefnRef(index);
        if (column.GetType() == OFTStringList) {
            Json list = Json::array();
            for (char** it = feature.GetFieldAsStringList(index); it != nullptr && *it != nullptr; ++it)
                list.push_back(text_of(*it));
            return list;
        }
        const std::string text = text_of(feature.GetFieldAsString(index));
        if (is_truth(property)) {
            if (const auto truth = truth_in(text)) return *truth;
        }
        if (column.GetType() == OFTInteger || column.GetType() == OFTInteger64)
            return feature.GetFieldAsInteger64(index);
        if (column.GetType() == OFTReal) {
            const double number = feature.GetFieldAsDouble(index);
            if (!std::isfinite(number)) return nullptr;
            // A floor in a column of decimals is still floor 1, not "1.0".
            const bool whole = number == std::floor(number) && std::abs(number) < 1e15;
            return whole ? Json(static_cast<std::int64_t>(number)) : Json(number);
        }
        if (text.starts_with('{') || text.starts_with('[')) {
            Json parsed = Json::parse(text, nullptr, false);
            if (!parsed.is_discarded()) return parsed;
        }
        return text;
    }

    Json json_of(const OGRFeature& feature) {
        Json properties = Json::object();
        Json names = Json::object();
        for (int i = 0; i < feature.GetFieldCount(); ++i) {
            if (feature.IsFieldSetAndNotNull(i) == 0) continue;
            const std::string column = text_of(feature.GetFieldDefnRef(i)->GetNameRef());
            const std::string property = property_of(column);
            Json value = value_of(feature, i, property);
            if (const auto locale = locale_of(column); locale && value.is_string()) {
                names[*locale] = value;
            }
            properties[property] = std::move(value);
        }
        if (!names.empty()) {
            const auto plain = properties.find("name");
            if (plain != properties.end() && plain->is_string()) names[""] = *plain;
            properties["name"] = std::move(names);
        }
        if (!properties.contains("layer")) properties["layer"] = name_;
        if (!class_.empty() && !properties.contains("class")) properties["class"] = class_;
        if (class_ == "level" && !properties.contains("short_name") && properties.contains("level"))
            properties["short_name"] = properties["level"];
        const OGRGeometry* shape = feature.GetGeometryRef();
        Json json{{"type", "Feature"},
                  {"geometry", shape == nullptr ? Json(nullptr) : geometry(*shape)},
                  {"properties", std::move(properties)}};
        if (!json["properties"].contains("id") && format_ == Format::gpkg)
            json["id"] = fmt::format("{}/{}", name_, feature.GetFID());
        return json;
    }

    void report(const char* code, std::size_t count, const char* what, const char* advice) {
        if (count == 0) return;
        core::Diagnostic finding;
        finding.code = code;
        finding.message = fmt::format("{} {}", count, what);
        finding.advice = advice;
        finding.where.file = origin_;
        findings_.push_back(std::move(finding));
    }

    std::map<std::string, Json> connectors_;  // by id
    std::size_t recoded_ = 0;
    std::size_t unread_ = 0;
    std::size_t number_ = 0;
    OGRLayer& layer_;
    std::string name_;
    Format format_;
    std::string origin_;
    std::string class_;
    std::function<core::Point(core::Point)> place_;
    core::Diagnostics& findings_;
};

}  // namespace

std::string read_layer(OGRLayer& layer, Format format, const std::string& origin,
                       const mapping::Mapping* mapping, const std::function<core::Point(core::Point)>& place,
                       core::Diagnostics& findings) {
    return LayerReader(layer, format, origin, mapping, place, findings).read();
}

std::string name_of(OGRLayer& layer) {
    std::size_t recoded = 0;
    return to_utf8(layer.GetName(), recoded);
}

}  // namespace mallctl::importers::ogr
