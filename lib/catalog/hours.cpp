#include "catalog/hours.hpp"

#include <algorithm>
#include <chrono>

#include "catalog/hours_parser.hpp"

namespace mallctl::catalog {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr int minutes_of_day = 24 * 60;
constexpr days horizon{8};

struct Interval {
    core::Instant from;
    core::Instant to;
};

// `minute` counts from the midnight that begins `day` and may pass 1440.
core::Instant instant_of(sys_days day, int minute, std::string_view zone) {
    const std::chrono::year_month_day date{day + days{minute / minutes_of_day}};
    return core::from_local(static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                            static_cast<unsigned>(date.day()), minute % minutes_of_day, zone);
}

// The open intervals around `today`, sorted and merged where they touch. Spans last at most two days, so that
// two days before today can still matter.
std::vector<Interval> open_intervals(const OpeningHours::Week& week, sys_days today, std::string_view zone) {
    std::vector<Interval> intervals;
    for (sys_days day = today - days{2}; day <= today + horizon + days{1}; day += days{1}) {
        const unsigned weekday = std::chrono::weekday{day}.iso_encoding() - 1;
        for (const auto& span : week[weekday]) {
            intervals.push_back({instant_of(day, span.from, zone), instant_of(day, span.to, zone)});
        }
    }
    std::sort(intervals.begin(), intervals.end(),
              [](const Interval& a, const Interval& b) { return a.from < b.from; });
    std::vector<Interval> merged;
    for (const auto& interval : intervals) {
        if (interval.from >= interval.to) continue;  // wholly inside the gap of a change to summer time
        if (!merged.empty() && interval.from <= merged.back().to) {
            merged.back().to = std::max(merged.back().to, interval.to);
        } else {
            merged.push_back(interval);
        }
    }
    return merged;
}

}  // namespace

OpeningHours OpeningHours::parse(std::string_view text) {
    OpeningHours hours;
    hours.week_ = HoursParser(text).week();
    return hours;
}

OpeningHours::State OpeningHours::at(core::Instant instant, std::string_view zone) const {
    const auto local = core::to_local(instant, zone);
    const sys_days today{std::chrono::year{local.year} / std::chrono::month{local.month} /
                         std::chrono::day{local.day}};
    State state;
    for (const auto& interval : open_intervals(week_, today, zone)) {
        if (interval.to <= instant) continue;
        state.open = interval.from <= instant;
        const core::Instant change = state.open ? interval.to : interval.from;
        if (change <= instant + horizon) state.until = change;
        break;
    }
    return state;
}

}  // namespace mallctl::catalog
