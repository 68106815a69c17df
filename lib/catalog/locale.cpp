#include "catalog/locale.hpp"

#include <algorithm>

namespace mallctl::catalog {

namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_letter_or_digit(char c) {
    return is_letter(c) || (c >= '0' && c <= '9');
}

}  // namespace

bool is_locale(std::string_view text) {
    if (text.size() > 35) return false;
    const auto language = text.substr(0, text.find('-'));
    if (language.size() < 2 || language.size() > 8 ||
        !std::all_of(language.begin(), language.end(), is_letter))
        return false;
    auto rest = text.substr(language.size());
    while (!rest.empty()) {
        rest.remove_prefix(1);
        const auto subtag = rest.substr(0, rest.find('-'));
        if (subtag.empty() || subtag.size() > 8) return false;
        if (!std::all_of(subtag.begin(), subtag.end(), is_letter_or_digit)) return false;
        rest.remove_prefix(subtag.size());
    }
    return true;
}

std::string names_key(std::string_view tag) {
    return tag == "und" ? std::string{} : std::string(tag);
}

std::string locale_tag(std::string_view key) {
    return key.empty() ? "und" : std::string(key);
}

}  // namespace mallctl::catalog
