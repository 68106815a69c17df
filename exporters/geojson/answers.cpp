#include "exporters/geojson/answers.hpp"

#include <nlohmann/json.hpp>

#include "operations/json_parts.hpp"
#include "operations/near_json.hpp"
#include "operations/route_json.hpp"

namespace mallctl::exporters {

namespace {

using operations::Json;

Json feature(const char* geometry_type, Json coordinates, Json properties) {
    return {{"type", "Feature"},
            {"geometry", {{"type", geometry_type}, {"coordinates", std::move(coordinates)}}},
            {"properties", std::move(properties)}};
}

std::string collection(Json features) {
    return Json{{"type", "FeatureCollection"}, {"features", std::move(features)}}.dump();
}

}  // namespace

std::string to_geojson(const operations::RouteAnswer& answer) {
    Json features = Json::array();
    for (const auto& leg : answer.route.legs) {
        Json properties = operations::leg_json(leg, answer.levels);
        properties.erase("coordinates");
        features.push_back(
            feature("LineString", operations::line_json(leg.coordinates), std::move(properties)));
    }
    return collection(std::move(features));
}

std::string to_geojson(const operations::NearAnswer& answer) {
    Json features = Json::array();
    for (const auto& hit : answer.hits) {
        Json properties = operations::to_object(hit);
        properties.erase("point");
        features.push_back(feature("Point", operations::point_json(hit.point), std::move(properties)));
    }
    return collection(std::move(features));
}

std::string to_geojson(const operations::NearAreas& areas) {
    Json features = Json::array();
    for (const auto& area : areas.areas) {
        Json properties{{"level", area.level},
                        {"ordinal", area.ordinal},
                        {"within_s", operations::round_s(areas.within_s)},
                        {"profile", nav::to_string(areas.profile)}};
        if (areas.from.points.size() > 1) properties["start"] = area.start;
        features.push_back({{"type", "Feature"},
                            {"geometry", operations::multi_polygon_json(area.shape)},
                            {"properties", std::move(properties)}});
    }
    return collection(std::move(features));
}

}  // namespace mallctl::exporters
