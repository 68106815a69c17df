#include "catalog/columns/unit_numbers.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <utility>

#include "catalog/columns/cell_text.hpp"

namespace mallctl::catalog::columns {

namespace {

constexpr std::size_t longest_number = 40;
constexpr std::size_t most_digits = 9;
constexpr std::int64_t longest_range = 200;
constexpr std::size_t most_units = 1000;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// "OTG37A": the letters before the digits, the digits, the letters behind.
struct Number {
    std::string before;
    std::string digits;
    std::string behind;

    std::string text() const { return before + digits + behind; }
    std::int64_t value() const { return std::stoll(digits); }
    Number plain(std::int64_t value) const {
        std::string text = std::to_string(value);
        if (text.size() < digits.size()) text.insert(0, digits.size() - text.size(), '0');
        return {before, std::move(text), {}};
    }
};

std::optional<Number> read_number(std::string_view text) {
    Number number;
    std::size_t i = 0;
    for (; i < text.size() && !is_digit(text[i]); ++i) {
        if (is_letter(text[i]))
            number.before += text[i];
        else if (text[i] != ' ')
            return std::nullopt;
    }
    for (; i < text.size() && is_digit(text[i]); ++i) number.digits += text[i];
    while (i < text.size() && text[i] == ' ') ++i;
    for (; i < text.size() && is_letter(text[i]); ++i) number.behind += text[i];
    const bool whole = i == text.size() && !number.digits.empty();
    const bool bounded = number.digits.size() <= most_digits && number.behind.size() <= 2 &&
                         number.text().size() <= longest_number;
    if (!whole || !bounded) return std::nullopt;
    return number;
}

// The text with every dash of Unicode as "-".
std::string plain_dashes(std::string_view text) {
    std::string plain(text);
    for (const std::string_view dash : {"\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x88\x92", "\xEF\xBC\x8D"}) {
        for (auto at = plain.find(dash); at != std::string::npos; at = plain.find(dash, at))
            plain.replace(at, dash.size(), "-");
    }
    return plain;
}

// Apart by "&", ",", ";", "+", line breaks and the word "and"; without blanks around them, none empty.
std::vector<std::string> parts_of(std::string_view text) {
    std::vector<std::string> parts(1);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool mark = std::string_view("&,;+\n").find(text[i]) != std::string_view::npos;
        const bool word = i > 0 && text[i - 1] == ' ' && lowered(text.substr(i, 4)) == "and ";
        if (word) i += 3;
        if (mark || word) {
            parts.emplace_back();
        } else {
            parts.back() += text[i];
        }
    }
    for (auto& part : parts) part = tidy(plain_dashes(part));
    std::erase(parts, std::string());
    return parts;
}

class Reader {
  public:
    explicit Reader(const NumberRules& rules) : rules_(rules) {}

    UnitNumbers read(std::string_view text) {
        for (const auto& part : parts_of(text)) {
            if (const auto level = find_value(rules_.levels, part)) {
                level_ = *level;
            } else if (const auto number = without_words(part);
                       !number.empty() && (found_.units.size() >= most_units || !read_part(number))) {
                found_.unread.push_back(part);
            }
        }
        return std::move(found_);
    }

  private:
    std::string without_words(std::string part) const {
        for (const auto& word : rules_.drop) {
            const std::string lower = lowered(part);
            const std::string dropped = lowered(word);
            auto at = lower.starts_with(dropped) ? 0 : lower.find(' ' + dropped);
            if (at == std::string::npos) continue;
            part = tidy(part.substr(0, at) + ' ' + part.substr(at + (at > 0 ? 1 : 0) + word.size()));
        }
        return part;
    }

    bool read_part(const std::string& part) {
        if (!rules_.ranges) return read_whole(part);
        const auto dash = part.find('-');
        if (dash != std::string::npos)
            return read_range(tidy(part.substr(0, dash)), tidy(part.substr(dash + 1)));
        const bool letters =
            !part.empty() && part.size() <= 2 && std::all_of(part.begin(), part.end(), is_letter);
        if (letters && last_) {
            add({last_->before, last_->digits, part});
            return true;
        }
        const auto number = read_number(part);
        if (number) add(*number);
        return number.has_value();
    }

    // A number in which "-" is a letter like others.
    bool read_whole(const std::string& part) {
        const auto word = part.rfind(' ') == std::string::npos ? 0 : part.rfind(' ') + 1;
        const bool words = std::all_of(part.begin(), part.begin() + static_cast<std::ptrdiff_t>(word),
                                       [](char c) { return is_letter(c) || c == ' '; });
        const bool last = std::all_of(
            part.begin() + static_cast<std::ptrdiff_t>(word), part.end(),
            [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '/'; });
        const bool digit =
            std::any_of(part.begin() + static_cast<std::ptrdiff_t>(word), part.end(), is_digit);
        if (!words || !last || !digit || part.size() > longest_number) return false;
        std::string number = part;
        std::erase(number, ' ');
        add_text(number);
        return true;
    }

    bool read_range(const std::string& left, const std::string& right) {
        const auto from = read_number(left);
        if (!from) return false;
        const bool letter = right.size() == 1 && is_letter(right[0]);
        if (letter && from->behind.size() == 1) return read_letters(*from, right[0]);
        auto to = read_number(right);
        if (!to || (!to->before.empty() && lowered(to->before) != lowered(from->before))) return false;
        to->before = from->before;
        if (to->digits.size() < from->digits.size())
            to->digits = from->digits.substr(0, from->digits.size() - to->digits.size()) + to->digits;
        const auto more = to->value() - from->value();
        if (more < 0 || more > longest_range || (more == 0 && to->behind <= from->behind)) return false;
        add(*from);
        for (auto value = from->value() + 1; value < to->value(); ++value) add(from->plain(value));
        add(*to);
        return true;
    }

    bool read_letters(const Number& from, char to) {
        if (to <= from.behind[0]) return false;
        for (char letter = from.behind[0]; letter <= to; ++letter)
            add({from.before, from.digits, std::string(1, letter)});
        return true;
    }

    void add(const Number& number) {
        last_ = number;
        add_text(number.text());
    }

    void add_text(const std::string& number) {
        std::string unit = level_.empty() ? number : number + "@" + level_;
        if (seen_.insert(unit).second) found_.units.push_back(std::move(unit));
    }

    const NumberRules& rules_;
    UnitNumbers found_;
    std::set<std::string> seen_;
    std::string level_;
    std::optional<Number> last_;
};

}  // namespace

UnitNumbers read_unit_numbers(std::string_view text, const NumberRules& rules) {
    return Reader(rules).read(text);
}

}  // namespace mallctl::catalog::columns
