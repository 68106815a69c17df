#include "catalog/columns/hour_words.hpp"

#include <array>

#include "catalog/columns/cell_text.hpp"

namespace mallctl::catalog::columns {

namespace {

using Kind = HourWord::Kind;

constexpr int midday = 12 * 60;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

struct Entry {
    std::string_view text;
    Kind kind;
    int value;
};

// The longer of two words that begin alike comes first.
constexpr std::array words = {
    Entry{"mondays", Kind::weekday, 0},
    Entry{"monday", Kind::weekday, 0},
    Entry{"mon", Kind::weekday, 0},
    Entry{"tuesdays", Kind::weekday, 1},
    Entry{"tuesday", Kind::weekday, 1},
    Entry{"tues", Kind::weekday, 1},
    Entry{"tue", Kind::weekday, 1},
    Entry{"wednesdays", Kind::weekday, 2},
    Entry{"wednesday", Kind::weekday, 2},
    Entry{"weds", Kind::weekday, 2},
    Entry{"wed", Kind::weekday, 2},
    Entry{"thursdays", Kind::weekday, 3},
    Entry{"thursday", Kind::weekday, 3},
    Entry{"thurs", Kind::weekday, 3},
    Entry{"thur", Kind::weekday, 3},
    Entry{"thu", Kind::weekday, 3},
    Entry{"fridays", Kind::weekday, 4},
    Entry{"friday", Kind::weekday, 4},
    Entry{"fri", Kind::weekday, 4},
    Entry{"saturdays", Kind::weekday, 5},
    Entry{"saturday", Kind::weekday, 5},
    Entry{"sat", Kind::weekday, 5},
    Entry{"sundays", Kind::weekday, 6},
    Entry{"sunday", Kind::weekday, 6},
    Entry{"sun", Kind::weekday, 6},
    Entry{"daily", Kind::every_day, 0},
    Entry{"everyday", Kind::every_day, 0},
    Entry{"every day", Kind::every_day, 0},
    Entry{"public holidays", Kind::holiday, 0},
    Entry{"public holiday", Kind::holiday, 0},
    Entry{"phs", Kind::holiday, 0},
    Entry{"ph", Kind::holiday, 0},
    Entry{"closed on", Kind::closed, 0},
    Entry{"closed", Kind::closed, 0},
    Entry{"and", Kind::separator, 0},
    Entry{"to", Kind::dash, 0},
    Entry{"-", Kind::dash, 0},
    Entry{"~", Kind::dash, 0},
    Entry{"\xE2\x80\x93", Kind::dash, 0},
    Entry{"\xE2\x80\x94", Kind::dash, 0},
    Entry{"\xE2\x88\x92", Kind::dash, 0},
    Entry{"\xEF\xBC\x8D", Kind::dash, 0},
    Entry{",", Kind::separator, 0},
    Entry{";", Kind::separator, 0},
    Entry{"&", Kind::separator, 0},
    Entry{"/", Kind::separator, 0},
    Entry{":", Kind::separator, 0},
    Entry{"(", Kind::separator, 0},
    Entry{")", Kind::separator, 0},
    Entry{" ", Kind::separator, 0},
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
    word.kind = Kind::time;
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
        if (word->kind != Kind::separator) found.push_back(*word);
    }
    return found;
}

}  // namespace mallctl::catalog::columns
