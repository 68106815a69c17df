#include "operations/ledger.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "operations/stop_order.hpp"

namespace mallctl::operations {

namespace {

constexpr double to_cm = 100;
constexpr double to_ds = 10;

using Column = std::int64_t LedgerItem::*;

double sum(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

void fill(Ledger& ledger, Column column, const std::vector<double>& values, std::int64_t total) {
    const auto whole = apportion(values, total);
    for (std::size_t i = 0; i < whole.size(); ++i) ledger.legs[i].*column = whole[i];
    ledger.total.*column = total;
}

// By leg, in tenths of a second.
struct Durations {
    std::vector<double> walking;
    std::vector<double> waiting;
    std::vector<double> riding;
};

Durations durations_of(const nav::Route& route) {
    Durations durations;
    for (const auto& leg : route.legs) {
        const bool is_walk = leg.kind == nav::LegKind::walk;
        durations.walking.push_back(is_walk ? leg.duration_s * to_ds : 0);
        durations.waiting.push_back(is_walk ? 0 : leg.wait_s * to_ds);
        durations.riding.push_back(is_walk ? 0 : (leg.duration_s - leg.wait_s) * to_ds);
    }
    return durations;
}

}  // namespace

std::vector<std::int64_t> apportion(std::span<const double> values, std::int64_t total) {
    std::vector<std::int64_t> whole;
    std::vector<std::size_t> by_remainder(values.size());
    for (const double value : values) whole.push_back(static_cast<std::int64_t>(std::floor(value)));
    std::iota(by_remainder.begin(), by_remainder.end(), std::size_t{0});
    std::stable_sort(by_remainder.begin(), by_remainder.end(), [&](std::size_t a, std::size_t b) {
        return values[a] - std::floor(values[a]) > values[b] - std::floor(values[b]);
    });
    const std::int64_t missing = total - std::accumulate(whole.begin(), whole.end(), std::int64_t{0});
    for (std::int64_t i = 0; i < missing && !whole.empty(); ++i)
        ++whole[by_remainder[static_cast<std::size_t>(i) % whole.size()]];
    return whole;
}

Ledger make_ledger(const nav::Route& route, nav::Profile profile, nav::Preference preference) {
    Ledger ledger;
    ledger.legs.resize(route.legs.size());
    ledger.speed_m_s = nav::speed_m_s(profile);
    std::vector<double> metres;
    std::vector<double> turning;
    for (const auto& leg : route.legs) {
        metres.push_back(leg.distance_m * to_cm);
        turning.push_back(preference == nav::Preference::fewest_turns ? turning_s(leg) * to_ds : 0);
    }
    fill(ledger, &LedgerItem::distance_cm, metres, std::llround(route.distance_m * to_cm));
    fill(ledger, &LedgerItem::turning_ds, turning, std::llround(sum(turning)));
    const Durations durations = durations_of(route);
    const std::array columns{sum(durations.walking), sum(durations.waiting), sum(durations.riding)};
    const auto totals = apportion(columns, std::llround(route.duration_s * to_ds));
    fill(ledger, &LedgerItem::walking_ds, durations.walking, totals[0]);
    fill(ledger, &LedgerItem::waiting_ds, durations.waiting, totals[1]);
    fill(ledger, &LedgerItem::riding_ds, durations.riding, totals[2]);
    return ledger;
}

}  // namespace mallctl::operations
