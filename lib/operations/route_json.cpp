#include "operations/route_json.hpp"

#include <nlohmann/json.hpp>

#include "core/json_text.hpp"
#include "operations/json_parts.hpp"
#include "operations/ledger_json.hpp"

namespace mallctl::operations {

namespace {

using core::append_json_text;

void append_count(std::string& out, std::size_t count) {
    core::append_json_integer(out, static_cast<std::int64_t>(count));
}

// Where the route meets a stop: the leg that begins there, or the end of the last.
void append_place(std::string& out, const RouteAnswer& answer, const RouteStop& stop) {
    const auto& legs = answer.route.legs;
    const bool is_end = stop.first_leg == legs.size();
    const nav::Leg& leg = is_end ? legs.back() : legs[stop.first_leg];
    out += "\"reference\":";
    append_json_text(out, stop.place.reference);
    out += ",\"kind\":";
    append_json_text(out, stop.place.kind);
    out += ",\"name\":";
    append_json_text(out, stop.place.name);
    out += ",\"level\":";
    append_json_text(out, answer.levels[is_end ? leg.to_level : leg.level].label);
    out += ",\"point\":";
    append_point(out, is_end ? leg.coordinates.back() : leg.coordinates.front());
}

// With what it is of the whole.
void append_stop(std::string& out, const RouteAnswer& answer, const RouteStop& stop) {
    out += "{\"index\":";
    append_count(out, stop.asked);
    out += ',';
    append_place(out, answer, stop);
    out += ",\"first_leg\":";
    append_count(out, stop.first_leg);
    out += ",\"distance_m\":";
    append_metres(out, stop.distance_m);
    out += ",\"duration_s\":";
    append_seconds(out, stop.duration_s);
    out += '}';
}

void append_leg(std::string& out, const nav::Leg& leg, const std::vector<nav::LevelInfo>& levels) {
    out += "{\"kind\":";
    out += leg.kind == nav::LegKind::walk ? "\"walk\"" : "\"connector\"";
    out += ",\"level\":";
    append_json_text(out, levels[leg.level].label);
    out += ",\"to_level\":";
    append_json_text(out, levels[leg.to_level].label);
    out += ",\"distance_m\":";
    append_metres(out, leg.distance_m);
    out += ",\"duration_s\":";
    append_seconds(out, leg.duration_s);
    out += ",\"coordinates\":";
    append_line(out, leg.coordinates);
    if (leg.kind == nav::LegKind::connector) {
        out += ",\"wait_s\":";
        append_seconds(out, leg.wait_s);
        out += ",\"connector\":{\"id\":";
        append_json_text(out, leg.connector ? core::to_string(*leg.connector) : "");
        out += ",\"category\":";
        append_json_text(out, leg.connector_category);
        out += ",\"name\":";
        append_json_text(out, leg.connector_name);
        out += '}';
    }
    out += '}';
}

// "key":[...] with a comma in front, of what `append` writes of each.
template <class Items, class Append>
void append_list(std::string& out, std::string_view key, const Items& items, const Append& append) {
    out += ",\"";
    out += key;
    out += "\":[";
    for (const auto& item : items) {
        if (&item != &items.front()) out += ',';
        append(item);
    }
    out += ']';
}

std::size_t usual_size(const RouteAnswer& answer) {
    std::size_t points = 0;
    for (const auto& leg : answer.route.legs) points += leg.coordinates.size();
    return 1024 + points * 28 + answer.route.legs.size() * 256 + answer.stops.size() * 224 +
           answer.instructions.size() * 384;
}

}  // namespace

Json leg_json(const nav::Leg& leg, const std::vector<nav::LevelInfo>& levels) {
    std::string text;
    append_leg(text, leg, levels);
    return Json::parse(text);
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

std::string to_json(const RouteAnswer& answer) {
    std::string out;
    out.reserve(usual_size(answer));
    out += "{\"mall\":";
    append_json_text(out, answer.mall);
    out += ",\"version\":";
    core::append_json_integer(out, answer.version);
    out += ",\"from\":{";
    append_place(out, answer, answer.stops.front());
    out += "},\"to\":{";
    append_place(out, answer, answer.stops.back());
    out += "},\"profile\":";
    append_json_text(out, nav::to_string(answer.profile));
    out += ",\"prefer\":";
    append_json_text(out, to_string(answer.preference));
    out += ",\"distance_m\":";
    append_metres(out, answer.route.distance_m);
    out += ",\"duration_s\":";
    append_seconds(out, answer.route.duration_s);
    out += ",\"closures\":";
    append_texts(out, answer.closures);
    append_list(out, "stops", answer.stops, [&](const auto& stop) { append_stop(out, answer, stop); });
    append_list(out, "legs", answer.route.legs,
                [&](const auto& leg) { append_leg(out, leg, answer.levels); });
    out += ",\"language\":";
    append_json_text(out, answer.language);
    append_list(out, "instructions", answer.instructions,
                [&](const auto& step) { append_instruction(out, step, answer.levels); });
    if (answer.ledger) {
        out += ",\"explain\":";
        out += to_text(to_object(*answer.ledger));
    }
    out += '}';
    return out;
}

Json to_object(const RouteAnswer& answer) {
    return Json::parse(to_json(answer));
}

}  // namespace mallctl::operations
