// Rent that follows a shop's turnover, in tiers, beside the base rent.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mallctl::catalog {

// The part of a yearly turnover above `from_minor`, up to the next tier, is charged at this rate.
struct TurnoverTier {
    std::int64_t from_minor = 0;  // of the currency, not negative
    std::int32_t rate = 0;        // millionths: 5.5 % is 55'000; 0 to 1'000'000

    bool operator==(const TurnoverTier&) const = default;
};

// One "AMOUNT:PERCENT", as "1000000:5.5": the amount in decimals of `currency`, the percentage from 0 to 100
// with at most four decimals. Throws core::Error(rejected) with the reason.
TurnoverTier parse_turnover_tier(std::string_view text, std::string_view currency);

// All tiers of a lease. Throws core::Error(rejected) with the reason, also where the amounts do not ascend.
std::vector<TurnoverTier> parse_turnover_tiers(const std::vector<std::string>& texts,
                                               std::string_view currency);

// "1000000.00:5.5": the inverse of parse_turnover_tier, without zeros behind the percentage.
std::string to_string(const TurnoverTier& tier, std::string_view currency);

// The rent for a year's turnover, both in minor units: the exact sum over the tiers, rounded once, half up.
// Nothing is charged below the first tier, and nothing for a turnover that is negative (more was returned
// than sold). `tiers` ascend. Never overflows: the rent is at most the turnover. O(tiers).
std::int64_t turnover_rent(const std::vector<TurnoverTier>& tiers, std::int64_t turnover_minor);

}  // namespace mallctl::catalog
