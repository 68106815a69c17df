#include "catalog/hours/parser.hpp"

#include <optional>
#include <utility>

#include "catalog/hours/dates.hpp"
#include "catalog/hours/order.hpp"
#include "catalog/hours/scanner.hpp"
#include "catalog/hours/times.hpp"
#include "catalog/hours/weekdays.hpp"

namespace mallctl::catalog::hours {

namespace {

constexpr std::size_t longest_text = 1000;  // bytes; bounds the number of rules, too

class Parser {
  public:
    explicit Parser(std::string_view text) : text_(text) {}

    std::vector<Rule> rules() && {
        text_.skip_spaces();
        if (text_.done()) text_.refuse(text_.at(), "hours are expected");
        std::optional<Join> join = Join::replacing;
        while (join) {
            Rule next = rule(*join);
            join = separator();  // before the rules are compared: what is not read is a fault of its own
            add(std::move(next));
        }
        return std::move(rules_);
    }

  private:
    Rule rule(Join join) {
        Rule rule;
        rule.join = join;
        rule.begin = text_.at();
        adds_next_ = false;
        const bool always = text_.take_word("24/7");
        if (!always) {
            if (at_dates(text_)) rule.dates = read_dates(text_);
            if (at_weekdays(text_)) rule.days = read_weekdays(text_);
        }
        const bool spaced = !always && times(rule);
        text_.skip_spaces();
        const std::size_t modifier_at = text_.at();
        const bool modified = !adds_next_ && modifier(rule);
        if (modified && spaced) {
            text_.refuse(modifier_at, "it is not clear whether this is of all the hours before it",
                         "leave out the space after \",\", or write the days again");
        }
        if (rule.spans.empty() && !modified && !always) refuse_no_hours(rule);
        rule.whole_day = rule.spans.empty();
        if (rule.whole_day) rule.spans.push_back({0, minutes_of_day});
        return rule;
    }

    // Returns true when it is not certain that all spans belong together.
    bool times(Rule& rule) {
        if (text_.digits() == 0) return false;
        if (const std::size_t begin = text_.at(); begin != rule.begin && text_.take("24/7"))
            text_.refuse(begin, "\"24/7\" stands without days", "write 00:00-24:00");
        Times read = read_times(text_);
        rule.spans = std::move(read.spans);
        adds_next_ = read.next_rule;
        return read.spaced;
    }

    // "open", "off", "closed" or "unknown" and a comment; a comment alone means unknown.
    bool modifier(Rule& rule) {
        const bool word = text_.take_word("open") || status_word(rule);
        text_.skip_spaces();
        const bool comment = text_.take_comment();
        if (comment && !word) rule.status = Status::unknown;
        return word || comment;
    }

    bool status_word(Rule& rule) {
        if (text_.take_word("unknown")) {
            rule.status = Status::unknown;
        } else if (text_.take_word("off") || text_.take_word("closed")) {
            rule.status = Status::closed;
        } else {
            return false;
        }
        return true;
    }

    [[noreturn]] void refuse_no_hours(const Rule& rule) {
        const bool at_end = text_.done() || text_.peek() == ';' || text_.peek() == ',' || text_.peek() == '|';
        if (!at_end || text_.at() == rule.begin) text_.refuse_rest();
        text_.refuse(text_.at(), "hours are expected after the days",
                     "write 00:00-24:00 for the whole day, or off");
    }

    void add(Rule rule) {
        if (const auto complaint = complaint_about(rule, rules_))
            text_.refuse(rule.begin, complaint->why, complaint->advice);
        rules_.push_back(std::move(rule));
    }

    // How the next rule is joined; nothing at the end.
    std::optional<Join> separator() {
        text_.skip_spaces();
        std::optional<Join> join;
        if (adds_next_ || text_.take(',')) {
            join = Join::adding;
        } else if (text_.take("||")) {
            join = Join::fallback;
        } else if (text_.take(';')) {
            join = Join::replacing;
        } else if (!text_.done()) {
            text_.refuse_rest();
        }
        text_.skip_spaces();
        if (!text_.done()) return join;
        if (join && join != Join::replacing)
            text_.refuse(text_.at(), "a rule is expected after the separator");
        return std::nullopt;
    }

    Scanner text_;
    std::vector<Rule> rules_;
    bool adds_next_ = false;  // the "," after the rule is taken
};

}  // namespace

std::vector<Rule> read_rules(std::string_view text) {
    if (text.size() > longest_text)
        Scanner(text).refuse(longest_text, "opening hours have at most 1000 characters");
    return Parser(text).rules();
}

}  // namespace mallctl::catalog::hours
