#include <cmath>

#include "core/json_text.hpp"
#include "operations/json_parts.hpp"
#include "operations/route_json.hpp"

namespace mallctl::operations {

namespace {

using core::append_json_text;

void append_degrees(std::string& out, double degrees) {
    core::append_json_rounded(out, degrees, 1);
}

double round_degrees(double degrees) {
    return std::round(degrees * 10) / 10;
}

void append_landmark(std::string& out, const nav::Landmark& landmark) {
    out += "{\"id\":";
    append_json_text(out, core::to_string(landmark.id));
    out += ",\"name\":";
    append_json_text(out, landmark.name);
    out += ",\"relation\":";
    append_json_text(out, nav::to_string(landmark.relation));
    out += ",\"side\":";
    append_json_text(out, nav::to_string(landmark.side));
    out += ",\"distance_m\":";
    append_metres(out, landmark.distance_m);
    out += '}';
}

void append_ride(std::string& out, const nav::RideStep& ride) {
    out += "{\"id\":";
    append_json_text(out, ride.id ? core::to_string(*ride.id) : "");
    out += ",\"category\":";
    append_json_text(out, ride.category);
    out += ",\"name\":";
    append_json_text(out, ride.name);
    out += ",\"direction\":";
    append_json_text(out, nav::to_string(ride.direction));
    out += '}';
}

// What not every instruction has.
void append_particulars(std::string& out, const nav::Instruction& step) {
    if (step.bearing) {
        out += ",\"bearing\":";
        append_degrees(out, std::fmod(round_degrees(*step.bearing), 360));
    }
    if (step.turn_degrees != 0) {
        out += ",\"turn_degrees\":";
        append_degrees(out, step.turn_degrees);
    }
    if (step.side) {
        out += ",\"side\":";
        append_json_text(out, nav::to_string(*step.side));
    }
    if (!step.place.empty()) {
        out += ",\"place\":";
        append_json_text(out, step.place);
    }
    if (step.landmark) {
        out += ",\"landmark\":";
        append_landmark(out, *step.landmark);
    }
    if (step.passed) {
        out += ",\"passed\":";
        append_landmark(out, *step.passed);
    }
    if (step.connector) {
        out += ",\"connector\":";
        append_ride(out, *step.connector);
    }
}

}  // namespace

void append_instruction(std::string& out, const nav::Instruction& step,
                        const std::vector<nav::LevelInfo>& levels) {
    out += "{\"kind\":";
    append_json_text(out, nav::to_string(step.kind));
    out += ",\"text\":";
    append_json_text(out, step.text);
    out += ",\"distance_m\":";
    append_metres(out, step.distance_m);
    out += ",\"duration_s\":";
    append_seconds(out, step.duration_s);
    out += ",\"level\":";
    append_json_text(out, levels.at(step.level).label);
    out += ",\"to_level\":";
    append_json_text(out, levels.at(step.to_level).label);
    out += ",\"point\":";
    append_point(out, step.at);
    append_particulars(out, step);
    out += '}';
}

}  // namespace mallctl::operations
