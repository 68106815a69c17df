#include "operations/near_json.hpp"

#include <nlohmann/json.hpp>

#include "core/json_text.hpp"
#include "operations/json_parts.hpp"

namespace mallctl::operations {

namespace {

using core::append_json_text;

void append_time_or_null(std::string& out, const std::optional<core::Instant>& time) {
    if (time)
        append_json_text(out, core::format_instant(*time));
    else
        out += "null";
}

}  // namespace

void append_hit(std::string& out, const NearHit& hit) {
    out += "{\"kind\":";
    append_json_text(out, hit.kind);
    out += ",\"id\":";
    append_json_text(out, core::to_string(hit.id));
    if (!hit.slug.empty()) {
        out += ",\"slug\":";
        append_json_text(out, hit.slug);
    }
    out += ",\"name\":";
    append_json_text(out, hit.name);
    out += ",\"category\":";
    append_json_text(out, hit.category);
    out += ",\"level\":";
    append_json_text(out, hit.level);
    out += ",\"units\":";
    append_texts(out, hit.units);
    out += ",\"point\":";
    append_point(out, hit.point);
    out += ",\"distance_m\":";
    append_metres(out, hit.distance_m);
    out += ",\"duration_s\":";
    if (hit.duration_s)
        append_seconds(out, *hit.duration_s);
    else
        out += "null";
    if (hit.kind == "store") {
        out += ",\"state\":";
        append_json_text(out, hit.state);
        out += ",\"state_until\":";
        append_time_or_null(out, hit.state_until);
    }
    out += '}';
}

nlohmann::ordered_json to_object(const NearHit& hit) {
    std::string text;
    append_hit(text, hit);
    return Json::parse(text);
}

std::string to_json(const NearAnswer& answer) {
    constexpr std::size_t usual_hit = 320;
    std::string out;
    out.reserve(256 + answer.hits.size() * usual_hit);
    out += "{\"mall\":";
    append_json_text(out, answer.mall);
    out += ",\"from\":{\"reference\":";
    append_json_text(out, answer.from.reference);
    out += ",\"kind\":";
    append_json_text(out, answer.from.kind);
    out += ",\"name\":";
    append_json_text(out, answer.from.name);
    out += "},\"hits\":[";
    for (const auto& hit : answer.hits) {
        if (&hit != &answer.hits.front()) out += ',';
        append_hit(out, hit);
    }
    out += "],\"unreachable\":";
    core::append_json_integer(out, static_cast<std::int64_t>(answer.unreachable));
    out += '}';
    return out;
}

}  // namespace mallctl::operations
