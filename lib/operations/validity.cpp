#include "operations/validity.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "catalog/offer_state.hpp"
#include "catalog/term_state.hpp"

namespace mallctl::operations {

namespace {

// How far ahead State::until looks (catalog/hours.hpp).
constexpr std::chrono::days hours_horizon{8};

// The first instant of a day ("2026-01-31") on the clock of a zone; nothing for a text that is no day.
std::optional<core::Instant> begin_of(std::string_view day, std::string_view zone) {
    const auto number = [&](std::size_t from, std::size_t length, auto& value) {
        if (day.size() < from + length) return false;
        const char* const end = day.data() + from + length;
        return std::from_chars(day.data() + from, end, value).ptr == end;
    };
    int year = 0;
    unsigned month = 0;
    unsigned date = 0;
    if (!number(0, 4, year) || !number(5, 2, month) || !number(8, 2, date)) return std::nullopt;
    return core::from_local(year, month, date, 0, zone);
}

// The next day on which any store moves.
std::string next_move(const Snapshot& snapshot, const std::string& today) {
    std::string next;
    const auto consider = [&](const std::string& day) {
        if (day > today && (next.empty() || day < next)) next = day;
    };
    for (const Tenancy& tenancy : snapshot.tenancies) {
        for (const auto& lease : tenancy.leased) {
            consider(lease.from);
            consider(lease.to);
        }
    }
    return next;
}

// When the next closure begins or ends.
std::optional<core::Instant> next_closure(const Snapshot& snapshot, core::Instant at) {
    std::optional<core::Instant> next;
    const auto consider = [&](const std::optional<core::Instant>& change) {
        if (change && *change > at && (!next || *change < *next)) next = change;
    };
    for (const auto& closure : snapshot.catalog.closures) {
        consider(closure.from);
        consider(closure.until);
    }
    return next;
}

// Until when the state of a store is told as it is for those who arrive at `arrival`, as an instant of
// arrival.
core::Instant state_holds_until(const Snapshot& snapshot, std::size_t store, core::Instant arrival) {
    const auto& hours = *snapshot.hours[store];
    const std::string& zone = snapshot.mall.time_zone;
    const auto state = hours.at(arrival, zone, snapshot.holidays);
    if (state.until) return *state.until;
    // A change that is still too far away to be told comes nearer.
    const auto later = hours.at(arrival + hours_horizon, zone, snapshot.holidays);
    if (!later.until) return arrival + hours_horizon;
    return *later.until - hours_horizon + std::chrono::seconds(1);
}

}  // namespace

core::Instant places_hold_until(const Snapshot& snapshot, core::Instant at) {
    core::Instant until = at + longest_validity;
    if (const auto change = next_closure(snapshot, at)) until = std::min(until, *change);
    const std::string& zone = snapshot.mall.time_zone;
    const std::string move = next_move(snapshot, catalog::local_day(at, zone));
    if (const auto begin = begin_of(move, zone)) until = std::min(until, *begin);
    return std::max(until, at + std::chrono::seconds(1));
}

core::Instant rows_hold_until(const Snapshot& snapshot, const PublicKind& kind, core::Instant at) {
    core::Instant until = at + longest_validity;
    if (kind.name == "closure") {
        if (const auto change = next_closure(snapshot, at)) until = std::min(until, *change);
    } else if (kind.name == "offer") {
        for (const auto& offer : snapshot.wares.offers) {
            const auto change = catalog::next_change(offer.draft, offer.from, offer.to, at);
            if (change) until = std::min(until, *change);
        }
    } else if (kind.name == "store") {
        until = std::min(until, places_hold_until(snapshot, at));
        for (std::size_t store = 0; store < snapshot.hours.size(); ++store) {
            if (snapshot.hours[store]) until = std::min(until, state_holds_until(snapshot, store, at));
        }
    }
    return std::max(until, at + std::chrono::seconds(1));
}

core::Instant holds_until(const Snapshot& snapshot, const NearAnswer& answer, core::Instant at) {
    core::Instant until = places_hold_until(snapshot, at);
    const auto& stores = snapshot.catalog.stores;
    for (const NearHit& hit : answer.hits) {
        const auto store = std::find_if(stores.begin(), stores.end(),
                                        [&](const catalog::Store& each) { return each.slug == hit.slug; });
        if (hit.kind != "store" || store == stores.end()) continue;
        const auto index = static_cast<std::size_t>(store - stores.begin());
        if (!snapshot.hours[index]) continue;
        const std::chrono::seconds walk(std::llround(hit.duration_s.value_or(0)));
        until = std::min(until, state_holds_until(snapshot, index, at + walk) - walk);
    }
    return std::max(until, at + std::chrono::seconds(1));
}

}  // namespace mallctl::operations
