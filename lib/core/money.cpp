#include "core/money.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "core/error.hpp"

namespace mallctl::core {

namespace {

constexpr std::string_view no_decimals =
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF ";
constexpr std::string_view three_decimals = "BHD IQD JOD KWD LYD OMR TND ";
constexpr std::string_view four_decimals = "CLF UYW ";
// ISO 4217:2015 with its amendments up to number 179, without the codes that are no money (XAU, XTS, ...).
constexpr std::string_view two_decimals =
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE "
    "CHF CHW CNY "
    "COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF "
    "IDR ILS INR "
    "IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV "
    "MYR MZN NAD "
    "NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP "
    "STN SVC SYP "
    "SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD YER ZAR ZMW ZWG ";

bool lists(std::string_view codes, std::string_view code) {
    const auto at = codes.find(std::string(code) + " ");
    return at != std::string_view::npos && at % 4 == 0;
}

int exponent_of(std::string_view currency) {
    const auto exponent = currency_exponent(currency);
    if (!exponent)
        throw Error(Fault::rejected, "\"" + std::string(currency) + "\" is not a currency of ISO 4217");
    return *exponent;
}

[[noreturn]] void refuse(std::string_view text, const std::string& why) {
    throw Error(Fault::rejected, "\"" + std::string(text.substr(0, 40)) + "\" is not an amount: " + why,
                "write it like 12000.50");
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

std::optional<int> currency_exponent(std::string_view code) {
    if (code.size() != 3) return std::nullopt;
    if (lists(two_decimals, code)) return 2;
    if (lists(no_decimals, code)) return 0;
    if (lists(three_decimals, code)) return 3;
    if (lists(four_decimals, code)) return 4;
    return std::nullopt;
}

std::int64_t parse_money(std::string_view text, std::string_view currency) {
    const int exponent = exponent_of(currency);
    const bool negative = !text.empty() && text.front() == '-';
    const std::string_view digits = text.substr(negative ? 1 : 0);
    const auto point = std::min(digits.find('.'), digits.size());
    const auto decimals = digits.size() - std::min(point + 1, digits.size());
    if (point == 0 || (point < digits.size() && decimals == 0)) refuse(text, "digits are missing");
    if (static_cast<int>(decimals) > exponent) {
        refuse(text, std::string(currency) + " has " + std::to_string(exponent) + " decimals");
    }
    // Counted towards the negative side, which reaches one further.
    constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
    std::int64_t value = 0;
    const auto append = [&](int digit) {
        if (value < (least + digit) / 10) refuse(text, "it is too large");
        value = value * 10 - digit;
    };
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i == point) continue;
        if (!is_digit(digits[i])) refuse(text, "only digits and one decimal point are understood");
        append(digits[i] - '0');
    }
    for (int i = static_cast<int>(decimals); i < exponent; ++i) append(0);
    if (!negative && value == least) refuse(text, "it is too large");
    return negative ? value : -value;
}

std::string format_money(std::int64_t minor, std::string_view currency) {
    const auto exponent = static_cast<std::size_t>(exponent_of(currency));
    std::string digits = std::to_string(minor);
    const bool negative = digits.front() == '-';
    if (negative) digits.erase(0, 1);
    if (digits.size() <= exponent) digits.insert(0, exponent + 1 - digits.size(), '0');
    if (exponent > 0) digits.insert(digits.size() - exponent, ".");
    return (negative ? "-" : "") + digits;
}

}  // namespace mallctl::core
