#include "catalog/hours/scanner.hpp"

#include <algorithm>
#include <array>

#include "core/error.hpp"

namespace mallctl::catalog::hours {

namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return lower(c) >= 'a' && lower(c) <= 'z';
}

// Why a word of the specification is refused, and what to write.
struct Refusal {
    std::string_view word;
    const char* why;
    const char* advice;
};
constexpr const char* sun = "times that depend on the sun are not understood";
constexpr const char* clock_advice = "write the time of day";
constexpr const char* order = "this stands in the wrong place";
constexpr const char* order_advice =
    "the order is: year, month and day, week, weekday, hours, open or off, comment";
constexpr std::array refusals = {
    Refusal{"sh", "school holidays are not known", "write their dates: 2026 Dec 23-2027 Jan 05"},
    Refusal{"sunrise", sun, clock_advice},
    Refusal{"sunset", sun, clock_advice},
    Refusal{"dawn", sun, clock_advice},
    Refusal{"dusk", sun, clock_advice},
    Refusal{"ph", order, order_advice},
    Refusal{"easter", order, order_advice},
    Refusal{"week", order, order_advice},
    Refusal{"open", order, order_advice},
    Refusal{"off", order, order_advice},
    Refusal{"closed", order, order_advice},
    Refusal{"unknown", order, order_advice},
};
constexpr std::array<std::string_view, 19> ordered = {"mo",  "tu",  "we",  "th",  "fr",  "sa",  "su",
                                                      "jan", "feb", "mar", "apr", "may", "jun", "jul",
                                                      "aug", "sep", "oct", "nov", "dec"};

}  // namespace

std::size_t Scanner::skip_spaces() {
    const std::size_t begin = at_;
    while (!done() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
    return at_ - begin;
}

bool Scanner::take(char c) {
    if (done() || text_[at_] != c) return false;
    ++at_;
    return true;
}

bool Scanner::take(std::string_view sign) {
    if (!text_.substr(at_).starts_with(sign)) return false;
    at_ += sign.size();
    return true;
}

bool Scanner::at_word(std::string_view word) const {
    const auto rest = text_.substr(at_);
    if (rest.size() < word.size()) return false;
    if (!std::equal(word.begin(), word.end(), rest.begin(), [](char a, char b) { return a == lower(b); }))
        return false;
    return rest.size() == word.size() || !is_letter(rest[word.size()]);
}

bool Scanner::take_word(std::string_view word) {
    if (!at_word(word)) return false;
    at_ += word.size();
    return true;
}

std::size_t Scanner::digits() const {
    std::size_t end = at_;
    while (end < text_.size() && is_digit(text_[end])) ++end;
    return end - at_;
}

bool Scanner::at_time() const {
    const std::size_t end = at_ + digits();
    return end > at_ && end + 1 < text_.size() && text_[end] == ':' && is_digit(text_[end + 1]);
}

int Scanner::number(std::size_t longest, const char* why) {
    const std::size_t count = digits();
    if (count == 0) refuse_rest();
    if (count > longest) refuse(at_, why);
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) value = value * 10 + (text_[at_++] - '0');
    return value;
}

bool Scanner::take_comment() {
    const std::size_t begin = at_;
    if (!take('"')) return false;
    while (!done() && text_[at_] != '"') {
        if (static_cast<unsigned char>(text_[at_]) < ' ') refuse(at_, "a comment is one line of text");
        ++at_;
    }
    if (!take('"')) refuse(begin, "the comment does not end", "close it with \"");
    return true;
}

void Scanner::refuse_rest() const {
    if (done()) refuse(at_, "more is expected here", "write hours like Mo-Fr 10:00-20:00; Sa 10:00-18:00");
    const auto known = std::find_if(refusals.begin(), refusals.end(),
                                    [&](const Refusal& entry) { return at_word(entry.word); });
    if (known != refusals.end()) refuse(at_, known->why, known->advice);
    if (std::any_of(ordered.begin(), ordered.end(), [&](auto word) { return at_word(word); }))
        refuse(at_, order, order_advice);
    switch (text_[at_]) {
        case '"':
            refuse(at_, order, order_advice);
        case '+':
            refuse(at_, "open ends (\"+\") are not understood", "write when it closes");
        case '(':
            refuse(at_, sun, clock_advice);
        case '[':
            refuse(at_, "only a single weekday can be the nth of a month", "write it like Su[1] or Su[-1]");
        case '/':
            refuse(at_, "steps (\"/\") are only understood of weeks");
        default:
            break;
    }
    if (is_letter(text_[at_])) {
        refuse(at_, "this word is not understood",
               "weekdays are Mo, Tu, We, Th, Fr, Sa, Su, holidays are PH, months are Jan, Feb, Mar, ...");
    }
    refuse(at_, "this is not understood here", "write hours like Mo-Fr 10:00-20:00; Sa 10:00-18:00");
}

void Scanner::refuse(std::size_t at, const std::string& why, const std::string& advice) const {
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

}  // namespace mallctl::catalog::hours
