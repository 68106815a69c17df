// The alphabets in which bytes are written into tokens and read aloud.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mallctl::access {

// RFC 4648 section 5 without padding, as tokens and JSON Web Signatures hold bytes (RFC 7515 section 2).
std::string to_base64url(std::string_view bytes);

// Nothing for any text that to_base64url would not write: padding, other characters, a length that no bytes
// have, bits that stand for nothing. So no two texts are the same bytes.
std::optional<std::string> from_base64url(std::string_view text);

// RFC 4648 section 6 without padding: A to Z and 2 to 7, as authenticators take secrets.
std::string to_base32(std::string_view bytes);
std::optional<std::string> from_base32(std::string_view text);

}  // namespace mallctl::access
