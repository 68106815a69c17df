// Money: integer minor units with an ISO 4217 currency; decimals only where people write and read them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mallctl::core {

// Digits after the decimal point of an active currency of ISO 4217 (2 for EUR, 0 for JPY, 3 for KWD); nothing
// for a code that is not one.
std::optional<int> currency_exponent(std::string_view code);

// "12000.50" in EUR is 1200050. Digits with an optional '-' before and a '.' inside, no more decimals than
// the currency has, no grouping; throws core::Error(rejected) with the reason otherwise, also beyond the
// range of std::int64_t.
std::int64_t parse_money(std::string_view text, std::string_view currency);

// "12000.50": always with all decimals of the currency. The inverse of parse_money.
std::string format_money(std::int64_t minor, std::string_view currency);

}  // namespace mallctl::core
