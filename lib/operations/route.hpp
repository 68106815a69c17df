// "How do I get there?"
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "core/error.hpp"
#include "nav/guidance/guidance.hpp"
#include "operations/place.hpp"

namespace mallctl::operations {

struct RouteAnswer {
    std::string mall;          // slug
    std::int64_t version = 0;  // of the mall
    ResolvedPlace from;
    ResolvedPlace to;
    nav::Profile profile = nav::Profile::walk;
    nav::Route route;
    std::string language;  // of the instructions' texts: a tag, "de"
    std::vector<nav::Instruction> instructions;
    std::vector<nav::LevelInfo> levels;  // what Leg::level indexes
};

// The quickest way; between places of several points (a store in two units), of the quickest pair. Throws
// core::Error(failed) when there is no route, saying what cuts it, or no navigation graph ("mallctl build
// nav"), and what resolve_place and guide_language throw.
RouteAnswer route(const Snapshot& snapshot, std::string_view from, std::string_view to, nav::Profile profile,
                  core::Instant at, std::string_view language = {});

// The JSON of `mallctl route --format json` and of GET .../route: one function, so that they cannot disagree.
// Lengths are rounded to centimetres, durations to tenths of a second, coordinates to 1e-8 degrees.
std::string to_json(const RouteAnswer& answer);

// Thrown when both places exist and nothing joins them, so that a server can tell it from a place that does
// not exist.
class NoRouteError : public core::Error {
  public:
    using core::Error::Error;
};

}  // namespace mallctl::operations
