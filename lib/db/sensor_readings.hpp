// What counters of parking and footfall told.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "db/session.hpp"

namespace mallctl::db {

struct SensorReading {
    std::string sensor;
    std::string at;     // RFC 3339, with its fraction of a second
    std::string kind;   // "parking", "footfall"
    std::string place;  // slug of the parking zone or location
    std::optional<std::int64_t> count;
    std::optional<std::int64_t> delta;
};

enum class Reading {
    stored,
    known,          // the same was told before
    conflicting,    // the sensor told something else of this time
    unknown_place,  // there is no such parking zone, or location
};

// "stored", "known", ...
const char* to_string(Reading outcome);

// Stores the readings in one statement, each by itself; the outcomes are beside them. Of two in the batch
// about one sensor and time the first counts. Readings may come in any order of their times.
std::vector<Reading> store_readings(Transaction& transaction, const std::vector<SensorReading>& readings);

// Deletes at most so many of the readings before `older_than` and returns how many. How full parking zones
// are stays as it is: of counters that tell only what changed, old changes become one.
std::int64_t forget_readings(Transaction& transaction, core::Instant older_than, std::int64_t most);

struct ParkingZoneLevel {
    std::string zone;  // slug
    std::string name;  // JSON: names by locale
    std::string level;
    std::optional<std::int64_t> capacity;
    std::optional<std::int64_t> taken;     // bays, 0 to the capacity; nothing before any reading
    std::optional<core::Instant> read_at;  // the newest reading
};

// By slug. Of each sensor of a zone: its newest count and the deltas after it (without a count all deltas); a
// zone is the sum of its sensors.
std::vector<ParkingZoneLevel> parking_levels(Transaction& transaction);

}  // namespace mallctl::db
