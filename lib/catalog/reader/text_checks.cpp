#include "catalog/reader/text_checks.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>

namespace mallctl::catalog {

bool has_unprintable(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && !is_blank(c)) || c == 0x7F;
    });
}

bool is_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    for (const std::size_t i : {0, 1, 2, 3, 5, 6, 8, 9}) {
        if (!is_digit(text[i])) return false;
    }
    const auto number = [&](std::size_t begin, std::size_t count) {
        unsigned value = 0;
        for (const char c : text.substr(begin, count)) value = 10 * value + static_cast<unsigned>(c - '0');
        return value;
    };
    const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(number(0, 4))},
                                           std::chrono::month{number(5, 2)}, std::chrono::day{number(8, 2)}};
    return date.ok() && date.year() > std::chrono::year{0};
}

bool is_url(std::string_view text) {
    const std::size_t scheme = text.starts_with("https://") ? 8 : text.starts_with("http://") ? 7 : 0;
    return scheme > 0 && text.size() > scheme &&
           text.find_first_of(" \t\r\n\"<>\\") == std::string_view::npos;
}

bool is_email(std::string_view text) {
    const auto at = text.find('@');
    return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
           text.find('@', at + 1) == std::string_view::npos &&
           text.find_first_of(" \t\r\n\"<>,;") == std::string_view::npos;
}

bool read_decimal(std::string_view text, double& value) {
    if (text.starts_with('+')) {
        text.remove_prefix(1);
        if (text.starts_with('-')) return false;
    }
    const char* const end = text.data() + text.size();
    const auto [stop, failure] = std::from_chars(text.data(), end, value);
    if (failure != std::errc{} || stop != end || !std::isfinite(value) || std::abs(value) > 1e15)
        return false;
    value += 0.0;
    return true;
}

}  // namespace mallctl::catalog
