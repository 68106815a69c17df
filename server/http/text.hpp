// Text in URLs, header fields and pages.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mallctl::server::http {

// DIGIT of RFC 5234: std::isdigit asks the locale.
constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Decodes %XX (RFC 3986 section 2.1). Nothing for a broken escape, for bytes that are not UTF-8 and for
// control characters, which no name has.
std::optional<std::string> percent_decode(std::string_view text);

// Everything but the unreserved characters of RFC 3986 section 2.3 and ':' '@' ',' becomes %XX: safe in a
// query value.
std::string percent_encode(std::string_view text);

// Without the spaces and tabs at its ends: the optional white space of RFC 9110 section 5.6.3.
std::string_view without_ows(std::string_view text);

// RFC 4648 section 4, with padding, of bytes given in hexadecimal.
std::string base64_of_hex(std::string_view hex);

}  // namespace mallctl::server::http
