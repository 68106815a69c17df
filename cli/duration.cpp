#include "cli/duration.hpp"

#include <charconv>

#include "core/error.hpp"

namespace mallctl::cli {

std::chrono::milliseconds parse_duration(std::string_view text, const std::string& what) {
    long long count = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    const std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
    const long long factor = unit == "ms" ? 1 : unit == "s" ? 1'000 : unit == "min" ? 60'000 : 0;
    constexpr long long longest = 24LL * 3'600'000;
    if (error != std::errc{} || count < 0 || factor == 0 || count > longest / factor) {
        throw core::Error(core::Fault::usage, what + " \"" + std::string(text) + "\" is not a length of time",
                          "write a number with ms, s or min, such as 30s, up to a day");
    }
    return std::chrono::milliseconds(count * factor);
}

std::chrono::hours parse_days(std::string_view text, const std::string& what) {
    constexpr int longest = 3660;
    int days = 0;
    const char* const last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, days);
    if (error != std::errc{} || end + 1 != last || *end != 'd' || days < 1 || days > longest) {
        throw core::Error(core::Fault::usage, what + " \"" + std::string(text) + "\" is no number of days",
                          "write it as 30d, from 1d to 3660d");
    }
    return std::chrono::hours{24 * days};
}

}  // namespace mallctl::cli
