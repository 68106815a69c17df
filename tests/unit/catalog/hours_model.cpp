#include "hours_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <map>

namespace mallctl::test {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

const std::vector<std::string> weekday_names = {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};
const std::vector<std::string> month_names = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

// What the dates of random rules mean, each by the text of a day: "2026-12-24", "12-24", week "52".
struct DateText {
    std::string full;
    std::string month_day;
    int week = 0;
};

DateText text_of(sys_days day) {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(day);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 32> text{};
    DateText found;
    std::strftime(text.data(), text.size(), "%Y-%m-%d", &parts);
    found.full = text.data();
    found.month_day = found.full.substr(5);
    std::strftime(text.data(), text.size(), "%V", &parts);
    found.week = std::stoi(text.data());
    return found;
}

// Easter Sundays as published, not computed.
const std::map<std::string, std::string> easters = {
    {"2011", "2011-04-24"}, {"2012", "2012-04-08"}, {"2025", "2025-04-20"}, {"2026", "2026-04-05"},
    {"2027", "2027-03-28"}, {"2028", "2028-04-16"}, {"2029", "2029-04-01"}};

bool is_days_from_easter(sys_days day, int least, int most) {
    for (int offset = least; offset <= most; ++offset) {
        const auto text = text_of(day - days{offset}).full;
        const auto easter = easters.find(text.substr(0, 4));
        if (easter != easters.end() && easter->second == text) return true;
    }
    return false;
}

struct DateChoice {
    std::string text;
    bool (*holds)(sys_days);
};
const std::vector<DateChoice> date_choices = {
    {"Mar", [](sys_days day) { return text_of(day).month_day.starts_with("03"); }},
    {"Feb,Oct:",
     [](sys_days day) {
         const auto month = text_of(day).month_day.substr(0, 2);
         return month == "02" || month == "10";
     }},
    {"Nov-Feb",
     [](sys_days day) {
         const auto text = text_of(day).month_day;
         return text >= "11-01" || text <= "02-31";
     }},
    {"Dec 31", [](sys_days day) { return text_of(day).month_day == "12-31"; }},
    {"Feb 29", [](sys_days day) { return text_of(day).month_day == "02-29"; }},
    {"Mar 01,29,31,Oct 25-26",
     [](sys_days day) {
         const auto text = text_of(day).month_day;
         return text == "03-01" || text == "03-29" || text == "03-31" || text == "10-25" || text == "10-26";
     }},
    {"Dec 29-Jan 03",
     [](sys_days day) {
         const auto text = text_of(day).month_day;
         return text >= "12-29" || text <= "01-03";
     }},
    {"2026 Dec 30-2027 Jan 02",
     [](sys_days day) {
         const auto text = text_of(day).full;
         return text >= "2026-12-30" && text <= "2027-01-02";
     }},
    {"2028 Feb 28-Mar 01",
     [](sys_days day) {
         const auto text = text_of(day).full;
         return text >= "2028-02-28" && text <= "2028-03-01";
     }},
    {"2027+", [](sys_days day) { return text_of(day).full >= "2027"; }},
    {"2026,2028 Feb-Mar",
     [](sys_days day) {
         const auto text = text_of(day);
         const auto year = text.full.substr(0, 4);
         return (year == "2026" || year == "2028") && text.month_day >= "02-01" && text.month_day <= "03-31";
     }},
    {"week 01-53/2", [](sys_days day) { return text_of(day).week % 2 == 1; }},
    {"week 01,09-14,43-44,52",
     [](sys_days day) {
         const int week = text_of(day).week;
         return week == 1 || (week >= 9 && week <= 14) || week == 43 || week == 44 || week == 52;
     }},
    {"easter", [](sys_days day) { return is_days_from_easter(day, 0, 0); }},
    {"easter -9 days-easter +1 day", [](sys_days day) { return is_days_from_easter(day, -9, 1); }},
};

bool is_nth(sys_days day, int nth) {
    const auto month = text_of(day).month_day.substr(0, 2);
    const days week{nth > 0 ? 7 : -7};
    int count = 1;
    for (sys_days other = day - week; text_of(other).month_day.substr(0, 2) == month; other -= week) ++count;
    return count == std::abs(nth);
}

bool is_of(const ModelRule& rule, sys_days day, const std::vector<sys_days>& holidays) {
    for (const auto& choice : date_choices) {
        if (choice.text == rule.dates && !choice.holds(day)) return false;
    }
    if (rule.days.empty()) return true;
    if (rule.holidays && std::find(holidays.begin(), holidays.end(), day) != holidays.end()) return true;
    const int weekday = static_cast<int>(std::chrono::weekday{day}.iso_encoding()) - 1;
    const bool named = std::find(rule.weekdays.begin(), rule.weekdays.end(), weekday) != rule.weekdays.end();
    return named && (!rule.nth || is_nth(day, *rule.nth));
}

std::string state_named(const ModelRule& rule) {
    if (rule.word == "off") return "closed";
    return rule.word.empty() || rule.word == "open" ? "open" : "unknown";
}

// Rules that count on a day, whose hours may go on during the next one.
std::vector<const ModelRule*> rules_of(const std::vector<ModelRule>& rules, sys_days day,
                                       const std::vector<sys_days>& holidays) {
    std::vector<const ModelRule*> found;
    for (const auto& rule : rules) {
        if (!is_of(rule, day, holidays)) continue;
        if (rule.join == ";" && state_named(rule) != "closed") found.clear();
        // Closed for the day, with the night that begins on it.
        if (rule.spans.empty() && state_named(rule) == "closed" && rule.join != "||") found.clear();
        found.push_back(&rule);
    }
    return found;
}

bool covers(const ModelRule& rule, int minute) {
    if (rule.spans.empty()) return minute < 1440;
    return std::any_of(rule.spans.begin(), rule.spans.end(),
                       [minute](const auto& span) { return span.first <= minute && minute < span.second; });
}

int pick(std::mt19937& random, int least, int most) {
    return least + static_cast<int>(random() % static_cast<unsigned>(most - least + 1));
}
bool one_in(std::mt19937& random, int n) {
    return pick(random, 1, n) == 1;
}

void choose_days(ModelRule& rule, std::mt19937& random) {
    if (one_in(random, 4)) return;
    const int first = pick(random, 0, 6);
    const int count = one_in(random, 2) ? 1 : pick(random, 1, 7);
    for (int i = 0; i < count; ++i) rule.weekdays.push_back((first + i) % 7);
    rule.days = weekday_names[static_cast<std::size_t>(first)];
    if (count > 1) rule.days += "-" + weekday_names[static_cast<std::size_t>(rule.weekdays.back())];
    if (count == 1 && one_in(random, 4)) {
        rule.nth = one_in(random, 2) ? pick(random, 1, 5) : -pick(random, 1, 5);
        rule.days += fmt::format("[{}]", *rule.nth);
    }
    if (one_in(random, 5)) {
        rule.holidays = true;
        rule.days += ",PH";
    }
    if (one_in(random, 8)) {
        rule = {};
        rule.holidays = true;
        rule.days = "PH";
    }
}

void choose_hours(ModelRule& rule, std::mt19937& random) {
    const std::array<const char*, 6> words = {"", "", "open", "off", "unknown", "\"call; || 10:00\""};
    rule.word = words[static_cast<std::size_t>(pick(random, 0, 5))];
    const int count = rule.word.empty() ? pick(random, 1, 3) : pick(random, 0, 2);
    for (int i = 0; i < count; ++i) {
        const int step = one_in(random, 2) ? 60 : 15;
        const int from = pick(random, 0, 1439 / step) * step;
        const int longest = one_in(random, 4) ? 2880 : 1440;
        int to = pick(random, from / step + 1, longest / step) * step;
        if (to - from > 1440) to = from + 1440;
        rule.spans.emplace_back(from, to);
    }
}

}  // namespace

std::string ModelRule::text() const {
    std::string text = dates;
    if (!days.empty()) text += (text.empty() ? "" : " ") + days;
    for (std::size_t i = 0; i < spans.size(); ++i) {
        text += i > 0 ? "," : text.empty() ? "" : " ";
        text += fmt::format("{:02}:{:02}-{:02}:{:02}", spans[i].first / 60, spans[i].first % 60,
                            spans[i].second / 60, spans[i].second % 60);
    }
    if (!word.empty()) text += (text.empty() ? "" : " ") + word;
    return text;
}

std::vector<ModelRule> random_rules(std::mt19937& random) {
    std::vector<ModelRule> rules(static_cast<std::size_t>(pick(random, 1, 4)));
    for (auto& rule : rules) {
        choose_days(rule, random);
        if (one_in(random, 3)) rule.dates = date_choices[static_cast<std::size_t>(pick(random, 0, 14))].text;
        choose_hours(rule, random);
        const int join = pick(random, 1, 6);
        rule.join = &rule == &rules.front() || join > 3 ? ";" : join == 3 ? "||" : ",";
        // ", 10:00-12:00" after hours goes on with them.
        const bool hours_only = rule.dates.empty() && rule.days.empty();
        if (hours_only && rule.join == "," && (&rule - 1)->word.empty()) rule.join = ";";
    }
    return rules;
}

std::string text_of(const std::vector<ModelRule>& rules) {
    std::string text;
    for (const auto& rule : rules)
        text += (text.empty() ? "" : rule.join == "||" ? " || " : rule.join + " ") + rule.text();
    return text;
}

std::string state_of(const std::vector<ModelRule>& rules, sys_days day, int minute,
                     const std::vector<sys_days>& holidays) {
    const auto yesterday = rules_of(rules, day - days{1}, holidays);
    const auto today = rules_of(rules, day, holidays);
    std::string state = "closed";
    for (const auto& rule : rules) {
        const auto counts = [&](const auto& of_day, int at) {
            return std::find(of_day.begin(), of_day.end(), &rule) != of_day.end() && covers(rule, at);
        };
        if (!counts(today, minute) && !counts(yesterday, minute + 1440)) continue;
        if (rule.join == "||" && state != "closed") continue;
        state = state_named(rule);
    }
    return state;
}

}  // namespace mallctl::test
