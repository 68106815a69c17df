// "How do I get there?"
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "core/error.hpp"
#include "nav/guidance/guidance.hpp"
#include "operations/ledger.hpp"
#include "operations/place.hpp"

namespace mallctl::operations {

// After the place where the way begins.
inline constexpr std::size_t most_stops = 100;

// "quickest" or "fewest-turns"; nothing for any other text.
std::optional<nav::Preference> parse_preference(std::string_view name);
const char* to_string(nav::Preference preference);

struct RouteRequest {
    std::vector<std::string> stops;  // places: where the way begins, then where it leads, in order
    nav::Profile profile = nav::Profile::walk;
    nav::Preference preference = nav::Preference::quickest;
    bool optimize = false;      // the stops after the first in the order that takes the least time
    bool explain = false;       // with the ledger
    std::string language = {};  // of the instructions, as guide_language takes it
    core::Instant at = {};      // whose leases and closures hold
};

struct RouteStop {
    ResolvedPlace place;        // its first point is the one that the way goes to
    std::size_t asked = 0;      // its position in the request
    std::size_t first_leg = 0;  // of Route::legs, the first of the way on; their number at the end
    double distance_m = 0;      // from the begin of the way to here
    double duration_s = 0;
};

struct RouteAnswer {
    std::string mall;          // slug
    std::int64_t version = 0;  // of the mall
    nav::Profile profile = nav::Profile::walk;
    nav::Preference preference = nav::Preference::quickest;
    std::vector<RouteStop> stops;  // in the order of the way; at least two
    nav::Route route;              // all of it
    std::string language;          // of the instructions' texts: a tag, "de"
    std::vector<nav::Instruction> instructions;
    std::vector<nav::LevelInfo> levels;  // what Leg::level indexes
    std::vector<std::string> closures;   // slugs of those in force, which the route respects
    std::optional<Ledger> ledger;        // where it was asked for

    const ResolvedPlace& from() const { return stops.front().place; }
    const ResolvedPlace& to() const { return stops.back().place; }
};

// The best way through all stops. One that has several points (a store in two units) is reached at the one
// that makes the whole way the quickest. Throws core::Error(usage) for fewer than two stops or more than
// most_stops after the first, NoRouteError, core::Error(failed) where there is no navigation graph ("mallctl
// build nav"), and what resolve_place and guide_language throw. With `optimize` exact for up to
// nav::most_exact_stops stops; for a store of several points as long as the choices are at most 64.
RouteAnswer route(const Snapshot& snapshot, const RouteRequest& request);

// What keeps somebody from getting on, with the label of its level.
struct Obstruction {
    nav::Blocking what;
    std::string level;
};

// Thrown when both places exist and nothing joins them, so that a server can tell it from a place that does
// not exist.
class NoRouteError : public core::Error {
  public:
    NoRouteError(const std::string& message, std::string advice, std::vector<Obstruction> obstructions)
        : Error(core::Fault::failed, message, std::move(advice)), obstructions_(std::move(obstructions)) {}

    // In the order of the way that would be quickest without them; empty where nothing known would help.
    const std::vector<Obstruction>& obstructions() const { return obstructions_; }

  private:
    std::vector<Obstruction> obstructions_;
};

}  // namespace mallctl::operations
