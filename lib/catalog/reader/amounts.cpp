#include "catalog/reader/amounts.hpp"

#include <algorithm>
#include <utility>

#include "catalog/reader/text_checks.hpp"
#include "core/error.hpp"
#include "core/money.hpp"

namespace mallctl::catalog {

namespace {

// Amounts of at most 18 digits and the currency's decimals: nearly all. False for any other text, and for
// one that is no amount.
bool read_short(std::string_view text, int exponent, std::int64_t& minor) {
    const auto point = std::min(text.find('.'), text.size());
    const auto decimals = text.size() - std::min(point + 1, text.size());
    const auto wanted = static_cast<std::size_t>(exponent);
    if (point == 0 || point + wanted > 18 || decimals > wanted) return false;
    if (point < text.size() && decimals == 0) return false;
    std::int64_t value = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i == point) continue;
        if (!is_digit(text[i])) return false;
        value = 10 * value + (text[i] - '0');
    }
    for (std::size_t i = decimals; i < wanted; ++i) value *= 10;
    minor = value;
    return true;
}

bool is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

// "12 EUR", "USD 4.20": whoever writes it may mean another currency than the mall's.
bool names_currency(std::string_view text) {
    return std::any_of(text.begin(), text.end(), is_letter) ||
           text.find_first_of("$") != std::string_view::npos || text.find("€") != std::string_view::npos ||
           text.find("£") != std::string_view::npos;
}

}  // namespace

void Amounts::set_currency(std::string currency) {
    const auto exponent = core::currency_exponent(currency);
    currency_ = exponent ? std::move(currency) : std::string{};
    exponent_ = exponent.value_or(0);
}

std::optional<Refusal> Amounts::read(std::string_view text, std::int64_t& minor) const {
    if (currency_.empty()) return Refusal{"the currency of the mall is not known"};
    if (read_short(text, exponent_, minor)) return std::nullopt;
    const std::string advice =
        "write an amount of " + currency_ + " like " + core::format_money(1234, currency_);
    if (text.starts_with('-')) return Refusal{"it is not an amount of zero or more", advice};
    if (names_currency(text)) return Refusal{"amounts are in " + currency_ + " and do not name it", advice};
    try {
        minor = core::parse_money(text, currency_);
    } catch (const core::Error& error) {
        const std::string why = error.what();
        const auto reason = why.rfind(": ");
        return Refusal{reason == std::string::npos ? why : why.substr(reason + 2), advice};
    }
    return std::nullopt;
}

}  // namespace mallctl::catalog
