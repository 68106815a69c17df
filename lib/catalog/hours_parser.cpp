#include "catalog/hours_parser.hpp"

#include <algorithm>

#include "core/error.hpp"

namespace mallctl::catalog {

namespace {

constexpr int minutes_of_day = 24 * 60;
constexpr std::size_t longest_text = 1000;
constexpr std::array<std::string_view, 7> weekday_names = {"mo", "tu", "we", "th", "fr", "sa", "su"};

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return lower(c) >= 'a' && lower(c) <= 'z';
}

// What the specification has and this reader has not, by the word that begins it.
struct Unsupported {
    std::string_view word;
    const char* why;
};
constexpr std::array<Unsupported, 22> unsupported = {{
    {"ph", "public holidays are not supported"},
    {"sh", "school holidays are not supported"},
    {"easter", "dates are not supported"},
    {"week", "week numbers are not supported"},
    {"sunrise", "times that depend on the sun are not supported"},
    {"sunset", "times that depend on the sun are not supported"},
    {"dawn", "times that depend on the sun are not supported"},
    {"dusk", "times that depend on the sun are not supported"},
    {"unknown", "\"unknown\" is not supported"},
    {"open", "\"open\" is not supported: hours without it mean open"},
    {"jan", "months and dates are not supported"},
    {"feb", "months and dates are not supported"},
    {"mar", "months and dates are not supported"},
    {"apr", "months and dates are not supported"},
    {"may", "months and dates are not supported"},
    {"jun", "months and dates are not supported"},
    {"jul", "months and dates are not supported"},
    {"aug", "months and dates are not supported"},
    {"sep", "months and dates are not supported"},
    {"oct", "months and dates are not supported"},
    {"nov", "months and dates are not supported"},
    {"dec", "months and dates are not supported"},
}};

}  // namespace

OpeningHours::Week HoursParser::week() {
    if (text_.size() > longest_text) refuse(longest_text, "opening hours have at most 1000 characters");
    skip_spaces();
    if (done()) refuse(at_, "hours are expected");
    Joined joined = Joined::replacing;
    do {
        joined = rule(joined);
        skip_spaces();
    } while (!done());
    if (joined == Joined::adding) refuse(at_, "a rule is expected after \",\"");
    return week_;
}

// One rule with the separator after it, which says how the next one is joined.
HoursParser::Joined HoursParser::rule(Joined joined) {
    const std::size_t begin = at_;
    Days days;
    days.fill(true);
    if (at_weekday()) days = weekdays();
    std::vector<OpeningHours::Span> found;
    bool adds_next = false;
    if (take_word("24/7")) {
        if (begin + 4 != at_) refuse(begin, "\"24/7\" stands without weekdays");
        found.push_back({0, minutes_of_day});
    } else if (const std::size_t off = at_; take_word("off") || take_word("closed")) {
        if (joined == Joined::adding)
            refuse(off, "\"off\" cannot follow \",\"", "separate the rules by \";\"");
    } else {
        adds_next = spans(found);
    }
    if (joined == Joined::replacing) replace(days, begin);
    for (std::size_t day = 0; day < 7; ++day) {
        if (days[day]) week_[day].insert(week_[day].end(), found.begin(), found.end());
    }
    skip_spaces();
    if (adds_next) return Joined::adding;
    if (!done() && !take(';')) refuse_rest();
    return Joined::replacing;
}

HoursParser::Days HoursParser::weekdays() {
    Days days{};
    do {
        skip_spaces();
        const std::size_t first = weekday();
        std::size_t last = first;
        if (take('-')) last = weekday();
        for (std::size_t day = first;; day = (day + 1) % 7) {
            days[day] = true;
            if (day == last) break;
        }
        skip_spaces();
    } while (take(','));
    take(':');  // "Mo-Fr: 10:00-20:00": the specification's separator for readability
    skip_spaces();
    if (done() || text_[at_] == ';') {
        refuse(at_, "hours are expected after the weekdays", "write 00:00-24:00 for the whole day, or off");
    }
    return days;
}

std::size_t HoursParser::weekday() {
    for (std::size_t day = 0; day < weekday_names.size(); ++day) {
        if (take_word(weekday_names[day])) return day;
    }
    refuse_rest();
}

bool HoursParser::at_weekday() const {
    return std::any_of(weekday_names.begin(), weekday_names.end(),
                       [&](std::string_view name) { return at_word(name); });
}

bool HoursParser::spans(std::vector<OpeningHours::Span>& found) {
    while (true) {
        found.push_back(span());
        skip_spaces();
        if (!take(',')) return false;
        skip_spaces();
        if (at_weekday()) return true;
    }
}

OpeningHours::Span HoursParser::span() {
    const int from = clock_time(minutes_of_day - 1);
    skip_spaces();
    if (!take('-')) refuse(at_, "\"-\" and the closing time are expected");
    skip_spaces();
    int to = clock_time(2 * minutes_of_day);
    if (to <= from) to += minutes_of_day;
    return {from, to};
}

// HH:MM or H:MM as a minute of the day.
int HoursParser::clock_time(int latest) {
    const std::size_t begin = at_;
    if (done() || !is_digit(text_[at_])) refuse_rest();
    const int hours = number();
    if (!take(':')) refuse(at_, "a time is written HH:MM");
    const std::size_t minutes_at = at_;
    const int minutes = number();
    if (at_ != minutes_at + 2) refuse(minutes_at, "minutes have two digits");
    if (minutes > 59) refuse(minutes_at, "an hour has 60 minutes");
    const int time = hours * 60 + minutes;
    if (time > latest)
        refuse(begin, latest < minutes_of_day ? "hours begin before 24:00" : "hours end by 48:00");
    return time;
}

int HoursParser::number() {
    const std::size_t begin = at_;
    int value = 0;
    while (!done() && is_digit(text_[at_])) {
        if (at_ - begin == 2) refuse(begin, "a time is written HH:MM");
        value = value * 10 + (text_[at_++] - '0');
    }
    if (at_ == begin) refuse_rest();
    return value;
}

void HoursParser::replace(const Days& days, std::size_t column) {
    keep_nights(days, column);
    for (std::size_t day = 0; day < 7; ++day) {
        if (days[day]) week_[day].clear();
    }
}

// See hours.hpp: a night that a later rule would cut, or not, depending on who reads it.
void HoursParser::keep_nights(const Days& days, std::size_t column) const {
    for (std::size_t day = 0; day < 7; ++day) {
        const bool night = std::any_of(week_[day].begin(), week_[day].end(),
                                       [](const auto& span) { return span.to > minutes_of_day; });
        if (night && (days[day] || days[(day + 1) % 7])) {
            refuse(column, "it is not clear whether this rule ends the earlier hours past midnight",
                   "separate the rules by \",\" where the night goes on, or end the earlier hours at 24:00");
        }
    }
}

void HoursParser::skip_spaces() {
    while (!done() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
}

bool HoursParser::take(char c) {
    if (done() || text_[at_] != c) return false;
    ++at_;
    return true;
}

// A word ends where no letter follows, so that "Mon" and "offline" are not read as "Mo" and "off".
bool HoursParser::at_word(std::string_view word) const {
    const auto rest = text_.substr(at_);
    if (rest.size() < word.size()) return false;
    if (!std::equal(word.begin(), word.end(), rest.begin(), [](char a, char b) { return a == lower(b); }))
        return false;
    return rest.size() == word.size() || !is_letter(rest[word.size()]);
}

bool HoursParser::take_word(std::string_view word) {
    if (!at_word(word)) return false;
    at_ += word.size();
    return true;
}

void HoursParser::refuse_rest() const {
    if (done()) refuse(at_, "a time is expected");
    const auto known = std::find_if(unsupported.begin(), unsupported.end(),
                                    [&](const Unsupported& entry) { return at_word(entry.word); });
    if (known != unsupported.end()) refuse(at_, known->why);
    switch (text_[at_]) {
        case '"':
            refuse(at_, "comments are not supported");
        case '|':
            refuse(at_, "fallback rules (\"||\") are not supported");
        case '+':
            refuse(at_, "open ends (\"+\") are not supported", "write the closing time");
        case '(':
            refuse(at_, "times that depend on the sun are not supported");
        case '[':
            refuse(at_, "the nth weekday of a month is not supported");
        case '/':
            refuse(at_, "intervals (\"/\") are not supported");
        default:
            break;
    }
    if (is_letter(text_[at_]))
        refuse(at_, "this word is not understood", "weekdays are Mo, Tu, We, Th, Fr, Sa, Su");
    refuse(at_, "this is not understood here", "write hours like Mo-Fr 10:00-20:00; Sa 10:00-18:00");
}

void HoursParser::refuse(std::size_t at, const std::string& why, const std::string& advice) const {
    // Bytes before `at` that continue a UTF-8 character do not count.
    const auto before = text_.substr(0, at);
    const auto continued = std::count_if(
        before.begin(), before.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; });
    const int column = static_cast<int>(at - static_cast<std::size_t>(continued)) + 1;
    core::Diagnostic finding;
    finding.code = "M003";
    finding.severity = core::Severity::error;
    finding.message = why;
    finding.advice = advice;
    finding.where.column = column;
    throw core::Error(core::Fault::rejected, "opening hours, column " + std::to_string(column) + ": " + why,
                      advice, {finding});
}

}  // namespace mallctl::catalog
