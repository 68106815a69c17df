#include "catalog/columns/free_hours.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <utility>
#include <vector>

#include "catalog/columns/cell_text.hpp"
#include "catalog/columns/hour_words.hpp"

namespace mallctl::catalog::columns {

namespace {

using WordKind = HourWord::Kind;

constexpr int day = 24 * 60;
constexpr int latest_after_midnight = 6 * 60;
constexpr unsigned all_weekdays = 0x7F;
constexpr unsigned holidays = 0x80;

struct Span {
    int from = 0;
    int to = 0;  // less than `from` where it passes midnight
};

struct Fault {
    std::string why;
};

// Days, or times: what a text is a sequence of.
struct Item {
    bool is_days = false;
    unsigned days = 0;  // bit 0 is Monday, bit 7 public holidays
    std::vector<Span> spans;
    bool closed = false;
};

struct Rule {
    unsigned days = 0;  // 0: none were stated
    std::vector<Span> spans;
    bool closed = false;
};

std::string clock(int minutes) {
    std::array<char, 16> text{};
    const int size = std::snprintf(text.data(), text.size(), "%02d:%02d", minutes / 60, minutes % 60);
    return {text.data(), static_cast<std::size_t>(size)};
}

Span span_of(const HourWord& from, const HourWord& to) {
    // "1:00 - 5:00pm" may begin at one in the night; "13:00 - 5:00pm" cannot.
    if (from.marked != to.marked) {
        const int unsaid = from.marked ? to.value : from.value;
        if (unsaid < 13 * 60) throw Fault{"one of two times says am or pm, the other does not"};
    }
    Span span{from.value, to.value};
    if (span.from == day) throw Fault{"24:00 begins nothing"};
    if (span.to == 0) span.to = day;
    if (span.from == span.to) throw Fault{"a time that ends as it begins"};
    if (span.to > span.from) return span;
    if (span.to > latest_after_midnight) throw Fault{"a time that ends before it begins"};
    if (!to.marked && !to.two_digits) throw Fault{"it may lack a pm"};
    return span;
}

class Sequence {
  public:
    explicit Sequence(const std::vector<HourWord>& words) : words_(words) {}

    std::vector<Item> items() {
        while (at_ < words_.size()) add(next());
        return std::move(items_);
    }

  private:
    Item next() {
        Item item;
        const HourWord& word = words_[at_++];
        switch (word.kind) {
            case WordKind::time:
                item.spans.push_back(span_of(word, second(WordKind::time, "a time alone")));
                break;
            case WordKind::weekday:
                item.is_days = true;
                item.days = is_at(WordKind::dash) ? week_part(word.value, second(WordKind::weekday,
                                                                                 "a dash between "
                                                                                 "other than two days")
                                                                              .value)
                                                  : 1U << static_cast<unsigned>(word.value);
                break;
            case WordKind::every_day:
                item.is_days = true;
                item.days = all_weekdays;
                break;
            case WordKind::holiday:
                item.is_days = true;
                item.days = holidays;
                break;
            case WordKind::closed:
                item.closed = true;
                break;
            default:
                throw Fault{"a dash between other than two times or two days"};
        }
        return item;
    }

    bool is_at(WordKind kind) const { return at_ < words_.size() && words_[at_].kind == kind; }

    // What stands behind the dash at this place.
    const HourWord& second(WordKind kind, const char* fault) {
        if (!is_at(WordKind::dash)) throw Fault{fault};
        ++at_;
        if (!is_at(kind)) throw Fault{fault};
        return words_[at_++];
    }

    // "Su-Th" goes over the end of the week.
    static unsigned week_part(int from, int to) {
        unsigned days = 0;
        for (int weekday = from;; weekday = (weekday + 1) % 7) {
            days |= 1U << static_cast<unsigned>(weekday);
            if (weekday == to) return days;
        }
    }

    // Days beside days, and times beside times, are one item.
    void add(Item item) {
        if (items_.empty() || items_.back().is_days != item.is_days) {
            items_.push_back(std::move(item));
            return;
        }
        Item& last = items_.back();
        if ((last.days & item.days) != 0) throw Fault{"it names a day twice"};
        last.days |= item.days;
        last.spans.insert(last.spans.end(), item.spans.begin(), item.spans.end());
        last.closed = last.closed || item.closed;
    }

    const std::vector<HourWord>& words_;
    std::size_t at_ = 0;
    std::vector<Item> items_;
};

std::vector<Rule> pair(const std::vector<Item>& items) {
    if (items.empty()) throw Fault{"it says no time"};
    if (items.size() == 1) {
        if (items[0].is_days || items[0].closed) throw Fault{"it says no time"};
        return {{0, items[0].spans, false}};
    }
    if (items.size() % 2 != 0) throw Fault{"it is not clear which days its times are for"};
    std::vector<Rule> rules;
    for (std::size_t i = 0; i < items.size(); i += 2) {
        const Item& days = items[i].is_days ? items[i] : items[i + 1];
        const Item& times = items[i].is_days ? items[i + 1] : items[i];
        const auto same = std::find_if(rules.begin(), rules.end(),
                                       [&](const Rule& rule) { return (rule.days & days.days) != 0; });
        if (same == rules.end()) {
            rules.push_back({days.days, times.spans, times.closed});
            continue;
        }
        if (same->days != days.days) throw Fault{"it says two things of one day"};
        same->spans.insert(same->spans.end(), times.spans.begin(), times.spans.end());
        same->closed = same->closed || times.closed;
    }
    return rules;
}

void check(Rule& rule) {
    if (rule.closed != rule.spans.empty()) throw Fault{"it says open and closed of one day"};
    std::sort(rule.spans.begin(), rule.spans.end(),
              [](const Span& a, const Span& b) { return a.from < b.from; });
    for (std::size_t i = 1; i < rule.spans.size(); ++i) {
        const Span& before = rule.spans[i - 1];
        if (before.to < before.from || before.to > rule.spans[i].from)
            throw Fault{"two times of one day overlap"};
    }
}

std::string days_text(unsigned days) {
    static constexpr std::array names = {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};
    std::string text;
    for (unsigned from = 0; from < 7; ++from) {
        if ((days >> from & 1U) == 0) continue;
        unsigned to = from;
        while (to < 6 && (days >> (to + 1) & 1U) != 0) ++to;
        text += std::string(text.empty() ? "" : ",") + names[from];
        if (to > from) text += std::string(to > from + 1 ? "-" : ",") + names[to];
        from = to;
    }
    if ((days & holidays) != 0) text += text.empty() ? "PH" : ",PH";
    return text;
}

std::string rule_text(const Rule& rule) {
    std::string text = days_text(rule.days);
    if (rule.closed) return text + " off";
    for (std::size_t i = 0; i < rule.spans.size(); ++i) {
        text += i > 0 ? "," : text.empty() ? "" : " ";
        text += clock(rule.spans[i].from) + "-" + clock(rule.spans[i].to);
    }
    return text;
}

// No two rules name a day, so ";" (which replaces) and "," (which adds) mean the same for weekdays; but ";"
// would cut the night of the day before.
std::string join(const std::vector<Rule>& rules) {
    const bool night = std::any_of(rules.begin(), rules.end(), [](const Rule& rule) {
        return !rule.spans.empty() && rule.spans.back().to < rule.spans.back().from;
    });
    std::string text;
    for (const auto& rule : rules) {
        if (!text.empty()) text += night && !rule.closed ? ", " : "; ";
        text += rule_text(rule);
    }
    return text;
}

}  // namespace

FreeHours read_free_hours(std::string_view text) {
    const std::string line = tidy(text);
    std::string_view rest;
    const auto words = read_hour_words(line, rest);
    if (!words) return {{}, "\"" + std::string(rest) + "\" is not understood"};
    try {
        auto rules = pair(Sequence(*words).items());
        for (auto& rule : rules) check(rule);
        return {join(rules), {}};
    } catch (const Fault& fault) {
        return {{}, fault.why};
    }
}

}  // namespace mallctl::catalog::columns
