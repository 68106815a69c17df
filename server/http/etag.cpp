#include "server/http/etag.hpp"

#include <cstddef>

#include "core/digest.hpp"

namespace mallctl::server::http {

std::string etag_of(std::string_view body) {
    return '"' + core::sha256_hex(body).substr(0, 32) + '"';
}

bool none_match_holds(std::string_view if_none_match, std::string_view etag) {
    while (!if_none_match.empty()) {
        const std::size_t comma = if_none_match.find(',');
        std::string_view tag = if_none_match.substr(0, comma);
        if_none_match.remove_prefix(comma == std::string_view::npos ? if_none_match.size() : comma + 1);
        const std::size_t first = tag.find_first_not_of(" \t");
        if (first == std::string_view::npos) continue;
        tag = tag.substr(first, tag.find_last_not_of(" \t") - first + 1);
        if (tag.starts_with("W/")) tag.remove_prefix(2);
        if (tag == "*" || tag == etag) return true;
    }
    return false;
}

}  // namespace mallctl::server::http
