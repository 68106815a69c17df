// "What is near?": stores and amenities by walking distance, or in a straight line.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/clock.hpp"
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
    bool straight_line = false;
    bool open_now = false;
    core::Instant at = {};
};

struct NearHit {
    std::string kind;
    std::string id;    // UUID
    std::string slug;  // of a store; empty for an amenity
    std::string name;
    std::string category;
    std::string level;              // label
    std::vector<std::string> units;  // refs
    double distance_m = 0;
    std::optional<double> duration_s;  // nothing for --straight-line
    std::string state;                 // "open", "closed", "unknown"
    std::optional<core::Instant> state_until;
    core::Point point;  // geographic
};

struct NearAnswer {
    ResolvedPlace from;
    std::vector<NearHit> hits;  // nearest first, ties by slug then id
    std::size_t unreachable = 0;  // candidates that no path reaches
};

NearAnswer near(const Snapshot& snapshot, const NearRequest& request);

std::string to_json(const NearAnswer& answer);
std::string to_geojson(const NearAnswer& answer);

}  // namespace mallctl::operations
