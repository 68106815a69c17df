// "How do I get there?"
#pragma once

#include <string>
#include <vector>

#include "nav/guidance.hpp"
#include "operations/place.hpp"

namespace mallctl::operations {

struct RouteAnswer {
    ResolvedPlace from;
    ResolvedPlace to;
    nav::Profile profile = nav::Profile::walk;
    nav::Route route;
    std::vector<nav::Instruction> instructions;
    std::vector<nav::LevelInfo> levels;  // what Leg::level indexes
};

// Throws core::Error(failed) when there is no route, saying what cuts it, or no navigation graph ("mallctl build nav").
RouteAnswer route(const Snapshot& snapshot, std::string_view from, std::string_view to, nav::Profile profile);

// The JSON of `mallctl route --format json` and of GET .../route: one function, so that they cannot disagree.
std::string to_json(const RouteAnswer& answer);
std::string to_geojson(const RouteAnswer& answer);

}  // namespace mallctl::operations
