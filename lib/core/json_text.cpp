#include "core/json_text.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "core/escape.hpp"
#include "core/utf8.hpp"

namespace mallctl::core {

namespace {

// Where numbers are written without an exponent.
constexpr double least_plain = 1e-4;
constexpr double exponents_begin = 1e15;

}  // namespace

void append_json_text(std::string& out, std::string_view text) {
    std::size_t bad = find_invalid_utf8(text);
    if (bad == std::string_view::npos) {
        append_json_string(out, text);
        return;
    }
    std::string mended;
    for (; bad != std::string_view::npos; bad = find_invalid_utf8(text)) {
        mended += text.substr(0, bad);
        mended += "\xEF\xBF\xBD";
        text.remove_prefix(bad + 1);
    }
    append_json_string(out, mended.append(text));
}

void append_json_number(std::string& out, double value) {
    if (!std::isfinite(value)) {
        out += "null";
        return;
    }
    const double size = std::abs(value);
    const bool plain = size == 0 || (size >= least_plain && size < exponents_begin);
    std::array<char, 32> digits{};
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), value,
                                       plain ? std::chars_format::fixed : std::chars_format::scientific);
    const std::string_view text(digits.data(), static_cast<std::size_t>(written.ptr - digits.data()));
    out += text;
    if (plain && text.find('.') == std::string_view::npos) out += ".0";
}

void append_json_rounded(std::string& out, double value, unsigned places) {
    constexpr std::array<double, 10> powers{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
    const double whole = std::round(value * powers[places]);
    // Up to 15 digits a decimal is the shortest of its double.
    constexpr double fifteen_digits = 1e15;
    const bool is_short = std::abs(whole) < fifteen_digits;  // false for what is no number
    if (!is_short || (whole != 0 && std::abs(whole) < least_plain * powers[places])) {
        append_json_number(out, whole / powers[places]);
        return;
    }
    std::array<char, 24> digits{};
    char* const end = digits.data() + digits.size();
    char* begin = end;
    auto left = static_cast<std::uint64_t>(std::abs(whole));
    bool kept = false;  // zeros at the end of the fraction are not, but for the first
    for (unsigned place = places; place > 0; --place, left /= 10) {
        kept = kept || left % 10 != 0 || place == 1;
        if (kept) *--begin = static_cast<char>('0' + left % 10);
    }
    if (places == 0) *--begin = '0';
    *--begin = '.';
    do {
        *--begin = static_cast<char>('0' + left % 10);
        left /= 10;
    } while (left != 0);
    if (whole < 0) *--begin = '-';
    out.append(begin, end);
}

void append_json_integer(std::string& out, std::int64_t value) {
    std::array<char, 24> digits{};
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    out.append(digits.data(), written.ptr);
}

}  // namespace mallctl::core
