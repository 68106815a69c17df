#include "catalog/hours/evaluator.hpp"

#include <algorithm>

#include "catalog/hours/days.hpp"

namespace mallctl::catalog::hours {

namespace {

using core::Instant;
using std::chrono::days;
using std::chrono::seconds;
using std::chrono::sys_days;

struct WallTime {
    sys_days day;
    int minute = 0;

    bool operator==(const WallTime&) const = default;
};

WallTime wall_time(Instant instant, std::string_view zone) {
    const auto local = core::to_local(instant, zone);
    return {sys_days{std::chrono::year{local.year} / std::chrono::month{local.month} /
                     std::chrono::day{local.day}},
            local.minute_of_day};
}

Instant first_instant(WallTime wall, std::string_view zone) {
    const std::chrono::year_month_day date{wall.day};
    return core::from_local(static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                            static_cast<unsigned>(date.day()), wall.minute, zone);
}

seconds offset(Instant instant, std::string_view zone) {
    const WallTime wall = wall_time(instant, zone);
    const auto minute = std::chrono::floor<std::chrono::minutes>(instant);
    return sys_days{wall.day} + std::chrono::minutes{wall.minute} - minute;
}

// The last minute of the wall clock before it is put back, somewhere after `first` and by `second`.
WallTime before_put_back(Instant first, Instant second, std::string_view zone) {
    const seconds summer = offset(first, zone);
    while (second - first > seconds{1}) {
        const Instant middle = first + (second - first) / 2;
        (offset(middle, zone) == summer ? first : second) = middle;
    }
    return wall_time(first, zone);
}

bool covers(const Rule& rule, int minute) {
    return std::any_of(rule.spans.begin(), rule.spans.end(),
                       [minute](Span span) { return span.from <= minute && minute < span.to; });
}

// The first begin or end of a span after `minute`, where it is before `next`.
void look_ahead(const Rule& rule, int minute, int& next) {
    for (const Span span : rule.spans) {
        if (span.from > minute) next = std::min(next, span.from);
        if (span.to > minute) next = std::min(next, span.to);
    }
}

}  // namespace

void Cursor::move_to(sys_days day, int minute) {
    yesterday_ = look_up(day - days{1});
    today_ = look_up(day);
    minute_ = minute;
}

void Cursor::move_on() {
    int next = minutes_of_day;
    for (const Rule& rule : rules_) {
        if (is_of(rule, today_)) look_ahead(rule, minute_, next);
        if (is_of(rule, yesterday_)) {
            int beyond = next + minutes_of_day;
            look_ahead(rule, minute_ + minutes_of_day, beyond);
            next = beyond - minutes_of_day;
        }
    }
    if (next < minutes_of_day) {
        minute_ = next;
        return;
    }
    yesterday_ = today_;
    today_ = look_up(today_.date + days{1});
    minute_ = 0;
}

Status Cursor::status() const {
    Status status = Status::closed;
    for (const Rule& rule : rules_) {
        const bool today = is_of(rule, today_);
        // No night of an earlier rule is lost here: order.hpp refuses rules where one could be.
        if (today && rule.replaces()) status = Status::closed;
        if (rule.join == Join::fallback && status != Status::closed) continue;
        const bool counts = (today && covers(rule, minute_)) ||
                            (covers(rule, minute_ + minutes_of_day) && is_of(rule, yesterday_));
        if (counts) status = rule.status;
    }
    return status;
}

Day Cursor::look_up(sys_days day) const {
    return make_day(day, std::binary_search(holidays_.begin(), holidays_.end(), day));
}

Cursor cursor_at(const std::vector<Rule>& rules, std::span<const sys_days> holidays, Instant instant,
                 std::string_view zone) {
    WallTime wall = wall_time(instant, zone);
    const Instant first = first_instant(wall, zone);
    if (instant - first >= std::chrono::minutes{1}) wall = before_put_back(first, instant, zone);
    Cursor cursor(rules, holidays);
    cursor.move_to(wall.day, wall.minute);
    return cursor;
}

std::optional<Instant> next_change(Cursor cursor, Instant instant, std::string_view zone, days horizon) {
    const Status now = cursor.status();
    // Wall clocks may gain a day on instants: Samoa had no 30 December 2011.
    const sys_days last = cursor.day() + horizon + days{1};
    while (true) {
        cursor.move_on();
        if (cursor.day() > last) return std::nullopt;
        if (cursor.status() == now) continue;
        const WallTime wall{cursor.day(), cursor.minute()};
        const Instant change = first_instant(wall, zone);
        if (change > instant + horizon) return std::nullopt;
        // A change to summer time skips some minutes: what counts is the first one after them.
        if (const WallTime shown = wall_time(change, zone); shown != wall) {
            cursor.move_to(shown.day, shown.minute);
            if (cursor.status() == now) continue;
        }
        return change;
    }
}

}  // namespace mallctl::catalog::hours
