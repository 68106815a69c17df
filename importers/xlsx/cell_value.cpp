#include "importers/xlsx/cell_value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>

namespace mallctl::importers::xlsx {

namespace {

using catalog::FieldType;

// '0' in the pattern stands for any digit.
bool has_form(std::string_view text, std::string_view pattern) {
    return text.size() == pattern.size() &&
           std::equal(text.begin(), text.end(), pattern.begin(),
                      [](char c, char p) { return p == '0' ? c >= '0' && c <= '9' : c == p; });
}

std::string date_value(const std::string& text) {
    if (text.size() < 10 || !has_form(text.substr(0, 10), "0000/00/00")) return text;
    std::string date = text.substr(0, 10);
    std::replace(date.begin(), date.end(), '/', '-');
    const std::string time = text.substr(10);
    if (time.empty() || time == " 00:00:00") return date;
    if (!has_form(time, " 00:00:00")) return text;
    return date + (time.ends_with(":00") ? time.substr(0, 6) : time);
}

std::string number_value(const std::string& text) {
    constexpr std::size_t digits_shown = 15;
    const auto digits = std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    const bool fraction = text.find('.') != std::string::npos && digits > static_cast<int>(digits_shown);
    if (!fraction && text.find_first_of("eE") == std::string::npos) return text;
    double value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return text;
    if (value != 0 && (std::abs(value) < 1e-9 || std::abs(value) >= 1e15)) return text;
    const double size = value == 0 ? 0 : std::floor(std::log10(std::abs(value)));
    const int decimals = std::clamp(static_cast<int>(digits_shown) - 1 - static_cast<int>(size), 0, 20);
    std::string shown = fmt::format("{:.{}f}", value, decimals);
    if (shown.find('.') == std::string::npos) return shown;
    shown.erase(shown.find_last_not_of('0') + 1);
    if (shown.ends_with('.')) shown.pop_back();
    return shown;
}

}  // namespace

std::string cell_value(const std::string& text, FieldType type) {
    switch (type) {
        case FieldType::date:
        case FieldType::dates:
        case FieldType::time:
            return date_value(text);
        case FieldType::money:
        case FieldType::number:
        case FieldType::integer:
        case FieldType::percent:
        case FieldType::longitude:
        case FieldType::latitude:
        case FieldType::heading:
            return number_value(text);
        default:
            return text;
    }
}

}  // namespace mallctl::importers::xlsx
