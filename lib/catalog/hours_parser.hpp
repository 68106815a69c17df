// The reader behind OpeningHours::parse: one pass over the text, no backtracking.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/hours.hpp"

namespace mallctl::catalog {

class HoursParser {
  public:
    explicit HoursParser(std::string_view text) : text_(text) {}

    // The whole text; throws as OpeningHours::parse.
    OpeningHours::Week week();

  private:
    enum class Joined { replacing, adding };  // what ";" and "," before a rule mean
    using Days = std::array<bool, 7>;

    Joined rule(Joined joined);
    Days weekdays();
    std::size_t weekday();
    bool at_weekday() const;
    // Returns true when a "," after a span begins an additional rule.
    bool spans(std::vector<OpeningHours::Span>& found);
    OpeningHours::Span span();
    int clock_time(int latest);
    int number();
    void replace(const Days& days, std::size_t column);
    void keep_nights(const Days& days, std::size_t column) const;

    void skip_spaces();
    bool take(char c);
    bool take_word(std::string_view word);
    bool at_word(std::string_view word) const;
    bool done() const { return at_ == text_.size(); }
    [[noreturn]] void refuse_rest() const;
    [[noreturn]] void refuse(std::size_t at, const std::string& why, const std::string& advice = {}) const;

    std::string_view text_;
    std::size_t at_ = 0;
    OpeningHours::Week week_;
};

}  // namespace mallctl::catalog
