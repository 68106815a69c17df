#include "db/masked_url.hpp"

#include <algorithm>

#include "core/error.hpp"
#include "db/endpoint.hpp"

namespace mallctl::db {

namespace {

constexpr const char* mask = "***";

// From the first ':' behind the scheme to the last '@': a password may hold any character between, as libpq
// reads it or not.
void mask_userinfo(std::string& url) {
    const auto scheme = url.find("://");
    const auto at = url.rfind('@');
    if (scheme == std::string::npos || at == std::string::npos) return;
    const auto colon = url.find(':', scheme + 3);
    if (colon < at) url.replace(colon + 1, at - colon - 1, mask);
}

// The values of password= and sslpassword=, bare or in single quotes.
void mask_keys(std::string& text) {
    constexpr std::string_view key = "password";
    const char* const bare_end = text.find("://") == std::string::npos ? " " : "&";
    for (auto at = text.find(key); at != std::string::npos; at = text.find(key, at + key.size())) {
        const auto equals = text.find_first_not_of(' ', at + key.size());
        if (equals == std::string::npos || text[equals] != '=') continue;
        const auto from = std::min(text.find_first_not_of(' ', equals + 1), text.size());
        auto end = from;
        if (from < text.size() && text[from] == '\'') {
            // A quote inside is written \'.
            do end = text.find('\'', end + 1);
            while (end != std::string::npos && text[end - 1] == '\\');
            end = end == std::string::npos ? text.size() : end + 1;
        } else {
            end = std::min(text.find_first_of(bare_end, from), text.size());
        }
        text.replace(from, end - from, mask);
    }
}

}  // namespace

std::string masked_url(const std::string& conninfo) {
    if (conninfo.empty()) return {};
    try {
        endpoint_of_url(conninfo);
    } catch (const core::Error&) {
        return mask;
    }
    std::string text = conninfo;
    mask_userinfo(text);
    mask_keys(text);
    return text;
}

}  // namespace mallctl::db
