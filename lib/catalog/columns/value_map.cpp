#include "catalog/columns/value_map.hpp"

#include <algorithm>

#include "core/glob.hpp"

namespace mallctl::catalog::columns {

bool has_unclear_star(const ValueRule& rule) {
    if (rule.becomes.find('*') == std::string::npos) return false;
    const auto stars = std::count(rule.pattern.begin(), rule.pattern.end(), '*');
    return stars != 1 || rule.pattern.find('?') != std::string::npos;
}

std::optional<std::string> find_value(const ValueMap& map, std::string_view text) {
    for (const auto& rule : map) {
        if (!core::glob_matches(rule.pattern, text)) continue;
        std::string value;
        for (const char c : rule.becomes) {
            if (c == '*') {
                value += core::star_of(rule.pattern, text);
            } else {
                value += c;
            }
        }
        return value;
    }
    return std::nullopt;
}

}  // namespace mallctl::catalog::columns
