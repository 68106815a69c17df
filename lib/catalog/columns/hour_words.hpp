// The words of opening hours in plain English: "MON – FRI10:00am to 9:30 p.m." is a list of them.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace mallctl::catalog::columns {

struct HourWord {
    enum class Kind { time, weekday, every_day, holiday, closed, dash, separator };

    Kind kind = Kind::separator;
    int value = 0;  // of a time: minutes, 0..1440; of a weekday: 0 is Monday
    // Of a time: whether am, pm, noon or midnight says which half of the day is meant.
    bool marked = false;
    bool midnight = false;    // written as midnight: the beginning of a day, or its end
    bool two_digits = false;  // of the hour
};

// Words may stand without a gap ("SAT11:00", "15:3018:00"), in any case. Times: "9:30", "09.30", "0930",
// "9am", "9:30 p.m.", "12nn", "12noon", "12midnight", "24:00". Notes on last orders in parentheses are left
// out; other parentheses separate. Nothing, and `rest` is where it stands, for a text with anything else in
// it.
std::optional<std::vector<HourWord>> read_hour_words(std::string_view text, std::string_view& rest);

}  // namespace mallctl::catalog::columns
