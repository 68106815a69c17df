#include "core/names.hpp"

#include <algorithm>

namespace mallctl::core {

namespace {

constexpr std::size_t max_slug_length = 63;

bool is_lower_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

}  // namespace

std::string pick_name(const Names& names, const std::vector<std::string>& locales) {
    for (const auto& locale : locales) {
        if (const auto it = names.find(locale); it != names.end()) return it->second;
    }
    for (const char* fallback : {"", "en"}) {
        if (const auto it = names.find(fallback); it != names.end()) return it->second;
    }
    return names.empty() ? std::string{} : names.begin()->second;
}

bool is_slug(std::string_view text) {
    if (text.empty() || text.size() > max_slug_length || !is_lower_or_digit(text.front())) return false;
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return is_lower_or_digit(c) || c == '_' || c == '-'; });
}

std::string make_slug(std::string_view text) {
    std::string slug;
    bool gap = false;
    for (char c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (!is_lower_or_digit(c)) {
            gap = !slug.empty();
            continue;
        }
        if (slug.size() + (gap ? 2 : 1) > max_slug_length) break;
        if (gap) slug += '-';
        gap = false;
        slug += c;
    }
    return slug;
}

}  // namespace mallctl::core
