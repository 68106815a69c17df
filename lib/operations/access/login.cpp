#include "operations/access/login.hpp"

#include <algorithm>

#include "core/utf8.hpp"

namespace mallctl::operations {

std::optional<std::string> normal_login(std::string_view text) {
    constexpr std::size_t longest = 254;  // RFC 5321 section 4.5.3.1.3, without its brackets
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    const std::size_t at = text.find('@');
    if (text.size() > longest || at == 0 || at == std::string_view::npos || at + 1 == text.size() ||
        text.find('@', at + 1) != std::string_view::npos || text.find(' ') != std::string_view::npos ||
        !core::is_utf8(text) || core::has_control_character(text))
        return std::nullopt;
    std::string login(text);
    std::transform(login.begin(), login.end(), login.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return login;
}

}  // namespace mallctl::operations
