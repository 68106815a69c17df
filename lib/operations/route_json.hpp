// A leg of a route as JSON, shared by every answer that shows one.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "nav/graph.hpp"

namespace mallctl::operations {

nlohmann::ordered_json leg_json(const nav::Leg& leg, const std::vector<nav::LevelInfo>& levels);

}  // namespace mallctl::operations
