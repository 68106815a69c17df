#include "catalog/hours/weekdays.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

namespace mallctl::catalog::hours {

namespace {

constexpr std::array<std::string_view, 7> names = {"mo", "tu", "we", "th", "fr", "sa", "su"};

bool at_weekday(const Scanner& text) {
    return std::any_of(names.begin(), names.end(), [&](auto name) { return text.at_word(name); });
}

unsigned read_weekday(Scanner& text) {
    for (unsigned day = 0; day < names.size(); ++day) {
        if (text.take_word(names[day])) return day;
    }
    text.refuse_rest();
}

unsigned read_count(Scanner& text) {
    const std::size_t begin = text.at();
    const int count = text.number(1, "a month has at most five of a weekday");
    if (count < 1 || count > 5) text.refuse(begin, "a month has at most five of a weekday");
    return static_cast<unsigned>(count);
}

// After "[": "1", "1,3", "1-2", "-1".
std::uint16_t read_nth(Scanner& text) {
    unsigned found = 0;
    do {
        text.skip_spaces();
        const bool from_end = text.take('-');
        const std::size_t begin = text.at();
        const unsigned first = read_count(text);
        unsigned last = first;
        if (!from_end && text.take('-')) last = read_count(text);
        if (last < first) text.refuse(begin, "the range ends before it begins");
        for (unsigned n = first; n <= last; ++n) found |= 1U << (from_end ? n + 4 : n - 1);
        text.skip_spaces();
    } while (text.take(','));
    if (!text.take(']')) text.refuse(text.at(), "\"]\" is expected");
    if (text.skip_spaces(); text.peek() == '+' || text.peek() == '-')
        text.refuse(text.at(), "days before or after another are not understood");
    return static_cast<std::uint16_t>(found);
}

void read_item(Scanner& text, Weekdays& days) {
    if (text.take_word("ph")) {
        if (text.skip_spaces(); text.peek() == '+' || text.peek() == '-')
            text.refuse(text.at(), "days before or after another are not understood");
        days.holidays = true;
        return;
    }
    const unsigned first = read_weekday(text);
    if (text.take('[')) {
        days.nth[first] |= read_nth(text);
        return;
    }
    const unsigned last = text.take('-') ? read_weekday(text) : first;
    for (unsigned day = first;; day = (day + 1) % 7) {
        days.every |= static_cast<std::uint8_t>(1U << day);
        if (day == last) break;
    }
}

}  // namespace

bool at_weekdays(const Scanner& text) {
    return text.at_word("ph") || at_weekday(text);
}

Weekdays read_weekdays(Scanner& text) {
    Weekdays days;
    days.named = true;
    do {
        text.skip_spaces();
        read_item(text, days);
        text.skip_spaces();
    } while (text.take(','));
    if (at_weekdays(text)) {
        text.refuse(text.at(), "\",\" is expected between weekdays and holidays",
                    "PH,Su names both; holidays on some weekdays only are not understood");
    }
    text.take(':');  // "Mo-Fr: 10:00-20:00": the specification's separator for readability
    text.skip_spaces();
    return days;
}

}  // namespace mallctl::catalog::hours
