// Opening hours as shops write them, in the grammar of OpenStreetMap.
#pragma once

#include <string>
#include <string_view>

namespace mallctl::catalog::columns {

struct FreeHours {
    std::string hours;  // "Mo-Fr 10:00-22:00; Sa,Su,PH 11:00-21:00"; empty where the text is not understood
    std::string fault;  // then: why not
};

// Understood: times with the days that they are for, the days always before the times or always behind them
// ("10:00 – 22:00 MON – SAT11:00 – 22:00 SUN & PHs", "Mon - Thu: 11:00-15:00, 18:00-22:00; Fri: closed"), or
// times alone, which are for every day. "Daily" and "every day" are all weekdays, "PH" public holidays. Days
// that the text does not name are closed, as they are in OSM's grammar.
// Never guessed: refused is a text with any other word in it (hour_words.hpp), two statements for one day,
// times that overlap, a span where one end says am or pm and the other does not say and could be either, a
// span past midnight that ends after 06:00, and one that may be 9 to 5 without its pm ("9:00 - 5:00").
FreeHours read_free_hours(std::string_view text);

}  // namespace mallctl::catalog::columns
