// "What is near?": stores and amenities by walking distance, or in a straight line.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
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
    bool open_now = false;       // only stores that are open at `at`
    core::Instant at = {};
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
    std::string state;                 // "open", "closed", "unknown"
    std::optional<core::Instant> state_until;
};

struct NearAnswer {
    std::string mall;
    ResolvedPlace from;
    std::vector<NearHit> hits;    // nearest first (by walking time), ties by slug then id
    std::size_t unreachable = 0;  // candidates that no path reaches
};

// Throws core::Error(usage) for an unknown kind, core::Error(failed) without a navigation graph (except in a
// straight line), and what resolve_place throws. One shortest-path tree, then O(candidates log candidates).
NearAnswer near(const Snapshot& snapshot, const NearRequest& request);

std::string to_json(const NearAnswer& answer);

}  // namespace mallctl::operations
