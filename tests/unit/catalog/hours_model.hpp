// An oracle for opening hours, which shares nothing with the evaluator: random rules, how they are written,
// and what they say of a single minute, found by looking at every rule for it.
#pragma once

#include <chrono>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace mallctl::test {

struct ModelRule {
    std::string join;   // ";", "," or "||"; of the first: ";"
    std::string dates;  // as written; what they mean is in `counts_on_date`
    std::string days;
    std::vector<int> weekdays;  // 0 = Monday
    std::optional<int> nth;     // of the month, of all weekdays above; negative: from its end
    bool holidays = false;
    std::vector<std::pair<int, int>>
        spans;         // minutes of the day, the second may pass 1440; none: the whole day
    std::string word;  // "", "open", "off", "unknown", "\"a comment\""

    std::string text() const;
};

// A random text of a few rules, many of which are refused for being misread.
std::vector<ModelRule> random_rules(std::mt19937& random);
std::string text_of(const std::vector<ModelRule>& rules);

// "open", "closed" or "unknown" at a minute of a day. A night belongs to the evening on which it begins: a
// rule that replaces that evening replaces its night, and one that replaces the next day does not.
std::string state_of(const std::vector<ModelRule>& rules, std::chrono::sys_days day, int minute,
                     const std::vector<std::chrono::sys_days>& holidays);

}  // namespace mallctl::test
