#include "catalog/columns/hour_words.hpp"

#include <array>

#include "catalog/columns/cell_text.hpp"

namespace mallctl::catalog::columns {

namespace {

using WordKind = HourWord::Kind;

constexpr int midday = 12 * 60;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

struct Entry {
    std::string_view text;
    WordKind kind;
    int value;
};

// The longer of two words that begin alike comes first.
constexpr std::array words = {
    Entry{"mondays", WordKind::weekday, 0},
    Entry{"monday", WordKind::weekday, 0},
    Entry{"mon", WordKind::weekday, 0},
    Entry{"tuesdays", WordKind::weekday, 1},
    Entry{"tuesday", WordKind::weekday, 1},
    Entry{"tues", WordKind::weekday, 1},
    Entry{"tue", WordKind::weekday, 1},
    Entry{"wednesdays", WordKind::weekday, 2},
    Entry{"wednesday", WordKind::weekday, 2},
    Entry{"weds", WordKind::weekday, 2},
    Entry{"wed", WordKind::weekday, 2},
    Entry{"thursdays", WordKind::weekday, 3},
    Entry{"thursday", WordKind::weekday, 3},
    Entry{"thurs", WordKind::weekday, 3},
    Entry{"thur", WordKind::weekday, 3},
    Entry{"thu", WordKind::weekday, 3},
    Entry{"fridays", WordKind::weekday, 4},
    Entry{"friday", WordKind::weekday, 4},
    Entry{"fri", WordKind::weekday, 4},
    Entry{"saturdays", WordKind::weekday, 5},
    Entry{"saturday", WordKind::weekday, 5},
    Entry{"sat", WordKind::weekday, 5},
    Entry{"sundays", WordKind::weekday, 6},
    Entry{"sunday", WordKind::weekday, 6},
    Entry{"sun", WordKind::weekday, 6},
    Entry{"daily", WordKind::every_day, 0},
    Entry{"everyday", WordKind::every_day, 0},
    Entry{"every day", WordKind::every_day, 0},
    Entry{"public holidays", WordKind::holiday, 0},
    Entry{"public holiday", WordKind::holiday, 0},
    Entry{"phs", WordKind::holiday, 0},
    Entry{"ph", WordKind::holiday, 0},
    Entry{"closed on", WordKind::closed, 0},
    Entry{"closed", WordKind::closed, 0},
    Entry{"and", WordKind::separator, 0},
    Entry{"to", WordKind::dash, 0},
    Entry{"-", WordKind::dash, 0},
    Entry{"~", WordKind::dash, 0},
    Entry{"\xE2\x80\x93", WordKind::dash, 0},
    Entry{"\xE2\x80\x94", WordKind::dash, 0},
    Entry{"\xE2\x88\x92", WordKind::dash, 0},
    Entry{"\xEF\xBC\x8D", WordKind::dash, 0},
    Entry{",", WordKind::separator, 0},
    Entry{";", WordKind::separator, 0},
    Entry{"&", WordKind::separator, 0},
    Entry{"/", WordKind::separator, 0},
    Entry{":", WordKind::separator, 0},
    Entry{"(", WordKind::separator, 0},
    Entry{")", WordKind::separator, 0},
    Entry{" ", WordKind::separator, 0},
};

// What may stand behind the digits of a time.
enum class Half { none, am, pm, noon, midnight };
struct Mark {
    std::string_view text;
    Half half;
};
constexpr std::array marks = {Mark{"a.m.", Half::am},
                              Mark{"p.m.", Half::pm},
                              Mark{"am", Half::am},
                              Mark{"pm", Half::pm},
                              Mark{"noon", Half::noon},
                              Mark{"nn", Half::noon},
                              Mark{"midnight", Half::midnight}};

Half take_mark(std::string_view& text) {
    const std::size_t gap = text.starts_with(' ') ? 1 : 0;
    for (const auto& mark : marks) {
        if (!text.substr(gap).starts_with(mark.text)) continue;
        text.remove_prefix(gap + mark.text.size());
        return mark.half;
    }
    return Half::none;
}

int take_digits(std::string_view& text, std::size_t count) {
    int value = 0;
    for (; count > 0; --count, text.remove_prefix(1)) value = value * 10 + (text.front() - '0');
    return value;
}

std::size_t count_digits(std::string_view text) {
    std::size_t count = 0;
    while (count < text.size() && is_digit(text[count])) ++count;
    return count;
}

std::optional<HourWord> time_of(int hour, int minute, Half half) {
    HourWord word;
    word.kind = WordKind::time;
    word.marked = half != Half::none;
    word.midnight = half == Half::midnight;
    if (minute > 59 || hour > 24 || (hour == 24 && minute > 0)) return std::nullopt;
    if (word.marked && (hour < 1 || hour > 12)) return std::nullopt;
    word.value = hour * 60 + minute;
    if ((half == Half::noon || half == Half::midnight) && word.value != midday) return std::nullopt;
    if (half == Half::midnight) word.value = 0;
    if (half == Half::am && hour == 12) word.value -= midday;
    if (half == Half::pm && hour < 12) word.value += midday;
    return word;
}

// `text` begins with a digit.
std::optional<HourWord> take_time(std::string_view& text) {
    const std::size_t digits = count_digits(text);
    std::string_view rest = text;
    int hour = 0;
    int minute = 0;
    bool clock = false;
    if (digits == 4) {
        hour = take_digits(rest, 2);
        minute = take_digits(rest, 2);
        clock = true;
    } else if (digits <= 2) {
        hour = take_digits(rest, digits);
        clock =
            rest.size() > 2 && (rest[0] == ':' || rest[0] == '.') && is_digit(rest[1]) && is_digit(rest[2]);
        if (clock) {
            rest.remove_prefix(1);
            minute = take_digits(rest, 2);
        }
    } else {
        return std::nullopt;
    }
    const Half half = take_mark(rest);
    if (!clock && half == Half::none) return std::nullopt;  // a bare number may be anything
    auto word = time_of(hour, minute, half);
    if (!word) return std::nullopt;
    word->two_digits = digits != 1;
    text = rest;
    return word;
}

std::optional<HourWord> take_word(std::string_view& text) {
    if (is_digit(text.front())) return take_time(text);
    for (const auto& entry : words) {
        if (!text.starts_with(entry.text)) continue;
        text.remove_prefix(entry.text.size());
        HourWord word;
        word.kind = entry.kind;
        word.value = entry.value;
        return word;
    }
    return std::nullopt;
}

// "(Last order: 21:30)" says nothing of when a place is open.
bool skip_last_order(std::string_view& text) {
    for (const std::string_view note : {"(last order", "(dine-in last order"}) {
        const auto end = text.find(')');
        if (!text.starts_with(note) || end == std::string_view::npos) continue;
        text.remove_prefix(end + 1);
        return true;
    }
    return false;
}

}  // namespace

std::optional<std::vector<HourWord>> read_hour_words(std::string_view text, std::string_view& rest) {
    const std::string plain = lowered(text);
    std::string_view left = plain;
    std::vector<HourWord> found;
    while (!left.empty()) {
        if (skip_last_order(left)) continue;
        const auto word = take_word(left);
        if (!word) {
            rest = text.substr(text.size() - left.size());
            return std::nullopt;
        }
        if (word->kind != WordKind::separator) found.push_back(*word);
    }
    return found;
}

}  // namespace mallctl::catalog::columns
