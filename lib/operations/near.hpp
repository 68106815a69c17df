// "What is near?": stores and amenities by walking distance, or in a straight line.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "core/names.hpp"
#include "operations/place.hpp"

namespace mallctl::operations {

struct NearRequest {
    std::string from;
    nav::Profile profile = nav::Profile::walk;
    std::string kind = "store";  // "store" or "amenity"
    std::string category;        // exact, or a prefix up to a '.'; empty: all
    std::size_t limit = 10;
    std::optional<double> within_m;
    std::optional<double> within_s;
    bool straight_line = false;  // metres in plan view, through walls and across levels
    bool open_now = false;       // only stores that are open when one gets there
    core::Instant at = {};       // when one leaves
};

struct NearHit {
    std::string kind;
    core::Uuid id;
    std::string slug;   // of a store; empty for an amenity
    std::string name;   // in the mall's first locale that there is; the slug or category where there is none
    core::Names names;  // all there are
    std::string category;
    std::string level;               // label, of the nearest unit
    std::vector<std::string> units;  // refs, or ids where there is none
    core::Point point;               // geographic
    double distance_m = 0;
    std::optional<double> duration_s;  // nothing in a straight line
    std::string state;                 // on arrival: "open", "closed", "unknown"; in a straight line at once
    std::optional<core::Instant> state_until;
};

// All that is reached within a walking time.
struct ReachedArea {
    std::size_t start = 0;  // position in NearAreas::from.points: a store has one area for each of its units
    std::string level;      // label
    int ordinal = 0;
    core::MultiPolygon shape;  // geographic, valid
};

struct NearAreas {
    std::string mall;
    ResolvedPlace from;
    nav::Profile profile = nav::Profile::walk;
    double within_s = 0;
    std::vector<ReachedArea> areas;  // by start, then by level in the order of the graph
};

struct NearAnswer {
    std::string mall;
    ResolvedPlace from;
    std::vector<NearHit> hits;    // nearest first (by walking time), ties by slug then id
    std::size_t unreachable = 0;  // candidates that no path reaches
};

// Reads how far: "50m", "1.2km", "90s" or "5min" into `within_m` or `within_s`. Throws core::Error(usage) for
// anything else, and for a time where the line is straight.
void read_within(std::string_view text, NearRequest& request);

// Throws core::Error(usage) for an unknown kind, core::Error(failed) without a navigation graph (except in a
// straight line), and what resolve_place throws. One shortest-path tree, then O(candidates log candidates).
NearAnswer near(const Snapshot& snapshot, const NearRequest& request);

// The isochrone of `within_s`, or of `within_m` at the profile's speed on the level, which connectors do not
// keep to. Throws core::Error(usage) where neither is given or for a straight line, and as near().
NearAreas reached_areas(const Snapshot& snapshot, const NearRequest& request);

std::string to_json(const NearAnswer& answer);

}  // namespace mallctl::operations
