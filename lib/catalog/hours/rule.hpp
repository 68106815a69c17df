// What opening hours are made of once they are read: rules, in the order of the text.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace mallctl::catalog::hours {

enum class Status : std::uint8_t { closed, open, unknown };

// What the separator before a rule makes of it.
enum class Join : std::uint8_t {
    replacing,  // ";", or the first: on its days it replaces the rules before it, unless it says closed
    adding,     // ",": counts beside the rules before it, and over them where both name a time
    fallback,   // "||": counts where the rules before it leave the place closed
};

struct Span {
    int from = 0;  // minute of the day, 0..1439
    int to = 0;    // may pass 1440 for times after midnight, at most 2880; more than `from`

    bool operator==(const Span&) const = default;
};
constexpr int minutes_of_day = 24 * 60;

struct YearRange {
    int from = 0;
    int to = 0;  // included

    bool operator==(const YearRange&) const = default;
};

struct DateRange {
    enum class Kind : std::uint8_t {
        yearly,  // `month * 32 + day`; from a later to an earlier one it passes the end of the year
        dated,   // days since 1970-01-01
        easter,  // days after Easter Sunday of the year, at most 60 either way
    };
    Kind kind = Kind::yearly;
    int from = 0;
    int to = 0;  // included

    bool operator==(const DateRange&) const = default;
};

// All of them must hold for a day; what is empty always does.
struct Dates {
    std::vector<YearRange> years;
    std::vector<DateRange> ranges;
    std::uint64_t weeks = 0;  // bit n: week n of ISO 8601, 1..53

    bool any() const { return !years.empty() || !ranges.empty() || weeks != 0; }
};

// A day is named when one of these names it. Index and bit 0 are Monday.
struct Weekdays {
    bool named = false;     // false: every day
    bool holidays = false;  // PH
    std::uint8_t every = 0;
    std::array<std::uint16_t, 7> nth{};  // bit n: the (n+1)th of its month; bit 5+n: the (n+1)th from its end
};
constexpr std::uint8_t whole_week = 0x7F;

struct Rule {
    Join join = Join::replacing;
    Status status = Status::open;
    Dates dates;
    Weekdays days;
    std::vector<Span> spans;  // of a rule without hours: the whole day
    bool whole_day = false;   // no hours are stated
    std::size_t begin = 0;    // where it stands in the text, in bytes

    // A closing that leaves other hours of its day as they are, or an additional rule, replaces nothing.
    bool replaces() const { return join == Join::replacing && status != Status::closed; }
    bool closes_days() const { return join != Join::fallback && status == Status::closed && whole_day; }
};

}  // namespace mallctl::catalog::hours
