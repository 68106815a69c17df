// The state of rules over the wall clock of a zone. Takes no memory.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "catalog/hours/calendar.hpp"
#include "catalog/hours/rule.hpp"
#include "core/clock.hpp"

namespace mallctl::catalog::hours {

// A minute of the wall clock, and what the rules say of it.
class Cursor {
  public:
    Cursor(const std::vector<Rule>& rules, std::span<const std::chrono::sys_days> holidays)
        : rules_(rules), holidays_(holidays) {}

    void move_to(std::chrono::sys_days day, int minute);
    // To the next minute at which a rule begins or ends to count, at midnight at the latest.
    void move_on();

    std::chrono::sys_days day() const { return today_.date; }
    int minute() const { return minute_; }
    Status status() const;

  private:
    Day look_up(std::chrono::sys_days day) const;

    const std::vector<Rule>& rules_;
    std::span<const std::chrono::sys_days> holidays_;
    Day yesterday_;  // its nights go on today
    Day today_;
    int minute_ = 0;
};

// The state at `instant` stays until the returned instant; nothing when it stays for `horizon` at least.
std::optional<core::Instant> next_change(Cursor cursor, core::Instant instant, std::string_view zone,
                                         std::chrono::days horizon);

// The minute of the wall clock at `instant`. Of one that occurs twice, as a clock is put back, its first
// occurrence counts: in the second the wall clock counts as having passed the whole hour.
Cursor cursor_at(const std::vector<Rule>& rules, std::span<const std::chrono::sys_days> holidays,
                 core::Instant instant, std::string_view zone);

}  // namespace mallctl::catalog::hours
