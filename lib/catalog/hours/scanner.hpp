// The text of opening hours, taken from the front; refusals with the column of the fault.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mallctl::catalog::hours {

class Scanner {
  public:
    explicit Scanner(std::string_view text) : text_(text) {}

    bool done() const { return at_ == text_.size(); }
    std::size_t at() const { return at_; }
    void go_back(std::size_t at) { at_ = at; }
    char peek() const { return done() ? '\0' : text_[at_]; }

    // How many spaces and tabs there were.
    std::size_t skip_spaces();
    bool take(char c);
    bool take(std::string_view sign);
    // Words in any case. A word ends where no letter follows: "Mon" is not "Mo".
    bool at_word(std::string_view word) const;
    bool take_word(std::string_view word);

    // How many digits stand here, and whether they begin a time: those of "Jan 02: off" do not.
    std::size_t digits() const;
    bool at_time() const;
    // One to `longest` digits (at most 4); refuses, saying `why`, where there are more.
    int number(std::size_t longest, const char* why);

    // A text in double quotes, without them. Nothing is taken where no quote stands.
    bool take_comment();

    // Refuses what stands here, as exactly as it is known.
    [[noreturn]] void refuse_rest() const;
    // Throws core::Error(rejected) with a finding M003 whose where.column is that of `at`, from 1, in
    // characters.
    [[noreturn]] void refuse(std::size_t at, const std::string& why, const std::string& advice = {}) const;

  private:
    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace mallctl::catalog::hours
