#include "operations/route_json.hpp"

#include <nlohmann/json.hpp>

#include "operations/guide.hpp"
#include "operations/json_parts.hpp"
#include "operations/ledger_json.hpp"

namespace mallctl::operations {

namespace {

// Where the route meets a stop: the leg that begins there, or the end of the last.
Json stop_json(const RouteAnswer& answer, const RouteStop& stop) {
    const auto& legs = answer.route.legs;
    const bool is_end = stop.first_leg == legs.size();
    const nav::Leg& leg = is_end ? legs.back() : legs[stop.first_leg];
    return {{"reference", stop.place.reference},
            {"kind", stop.place.kind},
            {"name", stop.place.name},
            {"level", answer.levels[is_end ? leg.to_level : leg.level].label},
            {"point", point_json(is_end ? leg.coordinates.back() : leg.coordinates.front())}};
}

// The same, with what it is of the whole.
Json numbered_json(const RouteAnswer& answer, const RouteStop& stop) {
    Json json{{"index", stop.asked}};
    json.update(stop_json(answer, stop));
    json["first_leg"] = stop.first_leg;
    json["distance_m"] = round_m(stop.distance_m);
    json["duration_s"] = round_s(stop.duration_s);
    return json;
}

}  // namespace

Json leg_json(const nav::Leg& leg, const std::vector<nav::LevelInfo>& levels) {
    Json json{{"kind", leg.kind == nav::LegKind::walk ? "walk" : "connector"},
              {"level", levels[leg.level].label},
              {"to_level", levels[leg.to_level].label},
              {"distance_m", round_m(leg.distance_m)},
              {"duration_s", round_s(leg.duration_s)},
              {"coordinates", line_json(leg.coordinates)}};
    if (leg.kind == nav::LegKind::connector) {
        json["wait_s"] = round_s(leg.wait_s);
        json["connector"] = {{"id", leg.connector ? core::to_string(*leg.connector) : ""},
                             {"category", leg.connector_category},
                             {"name", leg.connector_name}};
    }
    return json;
}

Json to_array(const std::vector<Obstruction>& obstructions) {
    Json array = Json::array();
    for (const auto& [what, level] : obstructions) {
        array.push_back({{"kind", what.kind},
                         {"cause", what.cause},
                         {"label", what.label},
                         {"id", what.id ? Json(core::to_string(*what.id)) : Json(nullptr)},
                         {"level", level},
                         {"point", point_json(what.at)}});
    }
    return array;
}

Json to_object(const RouteAnswer& answer) {
    Json legs = Json::array();
    for (const auto& leg : answer.route.legs) legs.push_back(leg_json(leg, answer.levels));
    Json instructions = Json::array();
    for (const auto& step : answer.instructions)
        instructions.push_back(instruction_json(step, answer.levels));
    Json stops = Json::array();
    for (const auto& stop : answer.stops) stops.push_back(numbered_json(answer, stop));
    Json json{{"mall", answer.mall},
              {"version", answer.version},
              {"from", stop_json(answer, answer.stops.front())},
              {"to", stop_json(answer, answer.stops.back())},
              {"profile", nav::to_string(answer.profile)},
              {"prefer", to_string(answer.preference)},
              {"distance_m", round_m(answer.route.distance_m)},
              {"duration_s", round_s(answer.route.duration_s)},
              {"closures", answer.closures},
              {"stops", std::move(stops)},
              {"legs", std::move(legs)},
              {"language", answer.language},
              {"instructions", std::move(instructions)}};
    if (answer.ledger) json["explain"] = to_object(*answer.ledger);
    return json;
}

std::string to_json(const RouteAnswer& answer) {
    return to_object(answer).dump();
}

}  // namespace mallctl::operations
