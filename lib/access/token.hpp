// Opaque tokens: 256 bits that mean nothing but to the database that has their digest.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mallctl::access {

// The prefix says at a glance, also to those who search a repository for secrets, what a token is.
enum class TokenKind : std::uint8_t {
    api_key,     // "mk_"
    session,     // "ms_"
    invitation,  // "mi_"
    attempt,     // "mo_": a code that was sent, to be given with it
};

// The prefix and 43 characters of base64url.
std::string make_token(TokenKind kind);

// What a text would be by its prefix and its form, which costs no look at a database; nothing for others.
std::optional<TokenKind> token_kind(std::string_view token);

// The hexadecimal SHA-256 by which a token is kept and found. A token has so many bits that a quick hash
// keeps it.
std::string token_digest(std::string_view token);

}  // namespace mallctl::access
