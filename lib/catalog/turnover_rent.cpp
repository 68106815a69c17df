#include "catalog/turnover_rent.hpp"

#include <algorithm>

#include "core/error.hpp"
#include "core/money.hpp"

namespace mallctl::catalog {

namespace {

constexpr std::int64_t whole = 1'000'000;  // the rate of 100 %
constexpr std::size_t decimals = 4;        // of a percentage, of which 1 is 10'000 millionths

[[noreturn]] void refuse(const std::string& why) {
    throw core::Error(core::Fault::rejected, why,
                      "write AMOUNT:PERCENT, as in 0:4;1000000:5.5 for 4 % and, above 1000000, 5.5 %");
}

bool are_digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::int32_t parse_rate(std::string_view text) {
    const auto point = text.find('.');
    const std::string_view units = text.substr(0, point);
    const std::string_view rest = point == std::string_view::npos ? "0" : text.substr(point + 1);
    if (!are_digits(units) || !are_digits(rest)) refuse("the percentage is not a number");
    if (rest.size() > decimals) refuse("the percentage has more than four decimals");
    // More than three digits are more than 100, whatever the zeros in front.
    if (units.size() > 3) refuse("the percentage is not between 0 and 100");
    const std::string digits =
        std::string(units) + std::string(rest) + std::string(decimals - rest.size(), '0');
    const std::int64_t rate = std::stoll(digits);
    if (rate > whole) refuse("the percentage is not between 0 and 100");
    return static_cast<std::int32_t>(rate);
}

}  // namespace

TurnoverTier parse_turnover_tier(std::string_view text, std::string_view currency) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) refuse("it is no AMOUNT:PERCENT");
    TurnoverTier tier;
    tier.from_minor = core::parse_money(text.substr(0, colon), currency);
    if (tier.from_minor < 0) refuse("the amount is below zero");
    tier.rate = parse_rate(text.substr(colon + 1));
    return tier;
}

std::vector<TurnoverTier> parse_turnover_tiers(const std::vector<std::string>& texts,
                                               std::string_view currency) {
    std::vector<TurnoverTier> tiers;
    for (const auto& text : texts) {
        tiers.push_back(parse_turnover_tier(text, currency));
        if (tiers.size() > 1 && tiers[tiers.size() - 2].from_minor >= tiers.back().from_minor)
            refuse("the amounts do not ascend");
    }
    return tiers;
}

std::string to_string(const TurnoverTier& tier, std::string_view currency) {
    std::string rate = std::to_string(tier.rate);
    if (rate.size() <= decimals) rate.insert(0, decimals + 1 - rate.size(), '0');
    rate.insert(rate.size() - decimals, ".");
    rate.erase(rate.find_last_not_of('0') + 1);
    if (rate.back() == '.') rate.pop_back();
    return core::format_money(tier.from_minor, currency) + ':' + rate;
}

std::int64_t turnover_rent(const std::vector<TurnoverTier>& tiers, std::int64_t turnover_minor) {
    std::int64_t rent = 0;
    std::int64_t millionths = 0;  // of a minor unit, beside `rent`
    for (std::size_t i = 0; i < tiers.size() && tiers[i].from_minor < turnover_minor; ++i) {
        const bool is_last = i + 1 == tiers.size();
        const std::int64_t top = is_last ? turnover_minor : std::min(turnover_minor, tiers[i + 1].from_minor);
        const std::int64_t part = top - tiers[i].from_minor;
        // part * rate may not fit; its two halves do.
        rent += part / whole * tiers[i].rate;
        millionths += part % whole * tiers[i].rate;
        rent += millionths / whole;
        millionths %= whole;
    }
    return rent + (2 * millionths >= whole ? 1 : 0);
}

}  // namespace mallctl::catalog
