#include <nlohmann/json.hpp>

#include "operations/json_parts.hpp"
#include "operations/near.hpp"
#include "operations/near_json.hpp"

namespace mallctl::operations {

Json to_object(const NearHit& hit) {
    Json json{{"kind", hit.kind}, {"id", core::to_string(hit.id)}};
    if (!hit.slug.empty()) json["slug"] = hit.slug;
    json["name"] = hit.name;
    json["category"] = hit.category;
    json["level"] = hit.level;
    json["units"] = hit.units;
    json["point"] = point_json(hit.point);
    json["distance_m"] = round_m(hit.distance_m);
    json["duration_s"] = hit.duration_s ? Json(round_s(*hit.duration_s)) : Json(nullptr);
    if (hit.kind == "store") {
        json["state"] = hit.state;
        json["state_until"] = hit.state_until ? Json(core::format_instant(*hit.state_until)) : Json(nullptr);
    }
    return json;
}

std::string to_json(const NearAnswer& answer) {
    Json hits = Json::array();
    for (const auto& hit : answer.hits) hits.push_back(to_object(hit));
    return Json{
        {"mall", answer.mall},
        {"from",
         {{"reference", answer.from.reference}, {"kind", answer.from.kind}, {"name", answer.from.name}}},
        {"hits", std::move(hits)},
        {"unreachable", answer.unreachable}}
        .dump();
}

}  // namespace mallctl::operations
