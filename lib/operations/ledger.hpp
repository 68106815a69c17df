// What a route costs, item by item: sums add up to the last digit shown.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/clock.hpp"
#include "core/names.hpp"
#include "nav/graph.hpp"

namespace mallctl::operations {

// In whole centimetres and tenths of a second, rounded so that columns add up to the totals, and each row and
// the totals to their durations.
struct LedgerItem {
    std::int64_t distance_cm = 0;
    std::int64_t walking_ds = 0;  // tenths of a second, as are the others
    std::int64_t waiting_ds = 0;  // for a lift to come
    std::int64_t riding_ds = 0;   // or climbing
    std::int64_t turning_ds = 0;  // what turns count; no part of the duration

    std::int64_t duration_ds() const { return walking_ds + waiting_ds + riding_ds; }
};

// A closure in force, and what it does to the route.
struct ClosureEffect {
    std::string label;  // its slug
    core::Names reason;
    std::optional<core::Instant> until;
    bool changed = false;  // the route would be another without it, or with no other closure than it
    // How much sooner one would arrive if it alone ended, as to the tenth of a second.
    double costs_s = 0;
};

struct Ledger {
    std::vector<LedgerItem> legs;  // one for one
    LedgerItem total;
    double speed_m_s = 0;  // on the level
    std::vector<ClosureEffect> closures;
    // The same stops in the same order with nothing closed; nothing where nothing is closed.
    std::optional<double> open_distance_m;
    std::optional<double> open_duration_s;
};

// Of a route alone, without closures.
Ledger make_ledger(const nav::Route& route, nav::Profile profile, nav::Preference preference);

// Whole numbers that add up to `total`, each within one of its value: those with the largest remainders are
// rounded up (Hamilton's method of apportionment), earlier ones first. `total` is the rounded sum of values.
std::vector<std::int64_t> apportion(std::span<const double> values, std::int64_t total);

}  // namespace mallctl::operations
