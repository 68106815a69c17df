// Routes as JSON, and their parts that other answers show.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "nav/graph.hpp"
#include "operations/route.hpp"

namespace mallctl::operations {

// The JSON of `mallctl route --format json` and of GET .../route: one function, so that they cannot disagree.
// Lengths are rounded to centimetres, durations to tenths of a second, coordinates to 1e-8 degrees. Written
// without a tree of values in between: the server answers with it.
std::string to_json(const RouteAnswer& answer);

// The same as an object.
nlohmann::ordered_json to_object(const RouteAnswer& answer);

nlohmann::ordered_json leg_json(const nav::Leg& leg, const std::vector<nav::LevelInfo>& levels);

// One instruction as an object: its data and its text.
void append_instruction(std::string& out, const nav::Instruction& step,
                        const std::vector<nav::LevelInfo>& levels);

// [{"kind", "cause", "label", "id", "level", "point"}].
nlohmann::ordered_json to_array(const std::vector<Obstruction>& obstructions);

}  // namespace mallctl::operations
