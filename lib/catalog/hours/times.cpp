#include "catalog/hours/times.hpp"

namespace mallctl::catalog::hours {

namespace {

constexpr const char* form = "a time is written HH:MM";

// HH:MM or H:MM as a minute of the day.
int read_time(Scanner& text, int latest) {
    const std::size_t begin = text.at();
    const int hours = text.number(2, form);
    if (!text.take(':')) text.refuse(text.at(), form);
    const std::size_t minutes_at = text.at();
    if (text.digits() != 2) text.refuse(minutes_at, "minutes have two digits");
    const int minutes = text.number(2, form);
    if (minutes > 59) text.refuse(minutes_at, "an hour has 60 minutes");
    const int time = hours * 60 + minutes;
    if (time > latest)
        text.refuse(begin, latest < minutes_of_day ? "hours begin before 24:00" : "hours end by 48:00");
    return time;
}

Span read_span(Scanner& text) {
    const int from = read_time(text, minutes_of_day - 1);
    text.skip_spaces();
    if (text.peek() == '+') text.refuse_rest();
    if (!text.take('-')) text.refuse(text.at(), "\"-\" and the closing time are expected");
    text.skip_spaces();
    int to = read_time(text, 2 * minutes_of_day);
    if (to <= from) to += minutes_of_day;
    return {from, to};
}

}  // namespace

Times read_times(Scanner& text) {
    Times times;
    while (true) {
        times.spans.push_back(read_span(text));
        text.skip_spaces();
        if (!text.take(',')) return times;
        const bool spaced = text.skip_spaces() > 0;
        if (text.digits() == 0 || text.digits() > 2) {
            times.next_rule = true;
            return times;
        }
        times.spaced = times.spaced || spaced;
    }
}

}  // namespace mallctl::catalog::hours
