#include <nlohmann/json.hpp>

#include <cmath>

#include "operations/guide.hpp"
#include "operations/json_parts.hpp"

namespace mallctl::operations {

namespace {

double round_degrees(double degrees) {
    return std::round(degrees * 10) / 10;
}

Json landmark_json(const nav::Landmark& landmark) {
    return {{"id", core::to_string(landmark.id)},
            {"name", landmark.name},
            {"relation", nav::to_string(landmark.relation)},
            {"side", nav::to_string(landmark.side)},
            {"distance_m", round_m(landmark.distance_m)}};
}

Json ride_json(const nav::RideStep& ride) {
    return {{"id", ride.id ? core::to_string(*ride.id) : ""},
            {"category", ride.category},
            {"name", ride.name},
            {"direction", nav::to_string(ride.direction)}};
}

}  // namespace

nlohmann::ordered_json instruction_json(const nav::Instruction& step,
                                        const std::vector<nav::LevelInfo>& levels) {
    Json json{{"kind", nav::to_string(step.kind)},
              {"text", step.text},
              {"distance_m", round_m(step.distance_m)},
              {"duration_s", round_s(step.duration_s)},
              {"level", levels.at(step.level).label},
              {"to_level", levels.at(step.to_level).label},
              {"point", point_json(step.at)}};
    if (step.bearing) json["bearing"] = std::fmod(round_degrees(*step.bearing), 360);
    if (step.turn_degrees != 0) json["turn_degrees"] = round_degrees(step.turn_degrees);
    if (step.side) json["side"] = nav::to_string(*step.side);
    if (!step.place.empty()) json["place"] = step.place;
    if (step.landmark) json["landmark"] = landmark_json(*step.landmark);
    if (step.passed) json["passed"] = landmark_json(*step.passed);
    if (step.connector) json["connector"] = ride_json(*step.connector);
    return json;
}

}  // namespace mallctl::operations
