// Amounts of the mall's currency.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "catalog/reader/row_faults.hpp"

namespace mallctl::catalog {

class Amounts {
  public:
    // ISO 4217, or empty, and then every amount is refused.
    void set_currency(std::string currency);
    const std::string& currency() const { return currency_; }

    // "12.50" of EUR is 1250: zero or more, no more decimals than the currency has.
    std::optional<Refusal> read(std::string_view text, std::int64_t& minor) const;

  private:
    std::string currency_;
    int exponent_ = 0;
};

}  // namespace mallctl::catalog
