#include "server/http/target.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

#include "server/http/text.hpp"

namespace mallctl::server::http {

namespace {

constexpr std::size_t max_parts = 64;

bool is_alphanumeric(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

ParsedTarget refused(std::string why) {
    return {std::nullopt, std::move(why)};
}

// Takes the part before the next separator off the front; false when there is none left.
bool take_part(std::string_view& rest, bool& ended, char separator, std::string_view& part) {
    if (ended) return false;
    const std::size_t end = rest.find(separator);
    part = rest.substr(0, end);
    ended = end == std::string_view::npos;
    if (!ended) rest.remove_prefix(end + 1);
    return true;
}

// Strips "http://authority"; false when the authority is none.
bool strip_authority(std::string_view& target) {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (!target.starts_with(scheme)) continue;
        target.remove_prefix(scheme.size());
        const std::size_t end = std::min(target.find_first_of("/?"), target.size());
        if (!is_host(target.substr(0, end))) return false;
        target.remove_prefix(end);
        if (target.empty()) target = "/";
        return true;
    }
    return true;
}

std::string read_path(std::string_view path, Target& target) {
    target.path = path;
    if (path == "/") return {};
    const auto slashes = static_cast<std::size_t>(std::count(path.begin(), path.end(), '/'));
    if (slashes > max_parts) return "the path has too many segments";
    target.segments.reserve(slashes);
    path.remove_prefix(1);
    std::string_view part;
    for (bool ended = false; take_part(path, ended, '/', part);) {
        std::optional<std::string> decoded = percent_decode(part);
        if (!decoded) return "the path holds a percent escape that is broken or is not UTF-8 text";
        target.segments.push_back(*std::move(decoded));
    }
    return {};
}

// '+' is a space, as HTML forms send it.
std::optional<std::string> decode_form(std::string_view text) {
    if (text.find('+') == std::string_view::npos) return percent_decode(text);
    std::string plain(text);
    std::replace(plain.begin(), plain.end(), '+', ' ');
    return percent_decode(plain);
}

std::string read_query(std::string_view text, Query& query) {
    const auto parts = static_cast<std::size_t>(std::count(text.begin(), text.end(), '&')) + 1;
    if (parts > max_parts) return "the query has too many parameters";
    query.parameters.reserve(parts);
    std::string_view part;
    for (bool ended = false; take_part(text, ended, '&', part);) {
        if (part.empty()) continue;
        const std::size_t equals = std::min(part.find('='), part.size());
        std::optional<std::string> name = decode_form(part.substr(0, equals));
        std::optional<std::string> value = decode_form(part.substr(std::min(equals + 1, part.size())));
        if (!name || !value) return "the query holds a percent escape that is broken or is not UTF-8 text";
        if (name->empty()) return "the query holds a parameter without a name";
        if (query.get(*name)) return fmt::format("parameter '{}' is given twice", *name);
        query.parameters.emplace_back(*std::move(name), *std::move(value));
    }
    return {};
}

bool is_ipv6_literal(std::string_view text) {
    return text.size() >= 2 && std::all_of(text.begin(), text.end(), [](char c) {
               return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' || c == '.';
           });
}

bool is_port(std::string_view text) {
    return text.size() <= 5 && std::all_of(text.begin(), text.end(), is_digit);
}

}  // namespace

std::optional<std::string_view> Query::get(std::string_view name) const {
    for (const auto& [key, value] : parameters) {
        if (key == name) return value;
    }
    return std::nullopt;
}

ParsedTarget parse_target(std::string_view text) {
    const bool printable = std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7F; });
    if (!printable)
        return refused("the request target holds bytes outside printable ASCII: percent-encode them");
    if (text.find('#') != std::string_view::npos) return refused("the request target holds a fragment");
    const bool is_absolute = !text.starts_with('?');
    if (!strip_authority(text)) return refused("the request target's authority is malformed");
    Target target;
    const std::size_t mark = text.find('?');
    std::string_view path = text.substr(0, mark);
    if (is_absolute && path.empty() && mark != std::string_view::npos) path = "/";
    if (!path.starts_with('/')) return refused("the request target is not a path");
    if (std::string fault = read_path(path, target); !fault.empty()) return refused(std::move(fault));
    if (mark != std::string_view::npos) {
        if (std::string fault = read_query(text.substr(mark + 1), target.query); !fault.empty()) {
            return refused(std::move(fault));
        }
    }
    return {std::move(target), {}};
}

bool is_host(std::string_view host) {
    if (host.starts_with('[')) {
        const std::size_t end = host.find(']');
        if (end == std::string_view::npos || !is_ipv6_literal(host.substr(1, end - 1))) return false;
        const std::string_view rest = host.substr(end + 1);
        return rest.empty() || (rest.front() == ':' && is_port(rest.substr(1)));
    }
    const std::size_t colon = host.find(':');
    const std::string_view name = host.substr(0, colon);
    if (name.empty() || name.size() > 255) return false;
    const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
        return is_alphanumeric(c) || c == '-' || c == '.' || c == '_';
    });
    return plain && (colon == std::string_view::npos || is_port(host.substr(colon + 1)));
}

}  // namespace mallctl::server::http
