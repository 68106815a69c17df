#include "server/http/etag.hpp"

#include <cstddef>

#include "core/digest.hpp"

namespace mallctl::server::http {

std::string etag_of(std::string_view body) {
    return '"' + core::sha256_hex(body).substr(0, 32) + '"';
}

namespace {

enum class Compare { weak, strong };

// Whether the list of tags holds `etag`, or is "*".
bool holds(std::string_view list, std::string_view etag, Compare compare) {
    while (!list.empty()) {
        const std::size_t comma = list.find(',');
        std::string_view tag = list.substr(0, comma);
        list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
        const std::size_t first = tag.find_first_not_of(" \t");
        if (first == std::string_view::npos) continue;
        tag = tag.substr(first, tag.find_last_not_of(" \t") - first + 1);
        if (compare == Compare::weak && tag.starts_with("W/")) tag.remove_prefix(2);
        if (tag == "*" || tag == etag) return true;
    }
    return false;
}

}  // namespace

bool none_match_holds(std::string_view if_none_match, std::string_view etag) {
    return holds(if_none_match, etag, Compare::weak);
}

bool match_holds(std::string_view if_match, std::string_view etag) {
    return holds(if_match, etag, Compare::strong);
}

}  // namespace mallctl::server::http
