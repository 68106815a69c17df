// Bearer tokens of a trusted issuer: JSON Web Tokens (RFC 7519) as JSON Web Signatures in compact form (RFC
// 7515), checked as RFC 8725 has it.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "access/jwks.hpp"
#include "core/clock.hpp"

namespace mallctl::access {

inline constexpr std::size_t longest_jwt = 8192;  // bytes

// What a token must say to be believed.
struct JwtRules {
    std::string issuer;                   // "iss", exactly
    std::string audience;                 // one of "aud"
    std::chrono::seconds leeway{60};      // as clocks differ
    std::chrono::hours longest_life{24};  // from now to "exp": a token for years cannot be taken back
};

struct Claims {
    std::string issuer;
    std::string subject;
    core::Instant expires;
    std::string email;  // empty unless "email_verified" is true
    std::string scope;  // words with a space between (RFC 8693 section 4.2); empty: none
    // Of an ID token (OpenID Connect Core section 2); empty: none.
    std::string nonce;
    std::string authorized_party;  // "azp"
};

// Either the claims, or one sentence that says why the token is refused, for the log: it quotes nothing of
// it.
struct CheckedJwt {
    std::optional<Claims> claims;
    std::string fault;
};

// Checks form, signature and claims. The key is the one that "kid" names, and signs as the key says: "alg"
// must be that of the key, so neither "none" nor an HMAC with the public key passes. "crit" is refused. Never
// throws for a token. O(length).
CheckedJwt check_jwt(std::string_view token, const KeySet& keys, const JwtRules& rules, core::Instant now);

// The key that a token names ("kid"), before anything is checked; empty where it names none.
std::string key_named_by(std::string_view token);

// Whether a text is meant as one: three parts with dots between.
bool looks_like_jwt(std::string_view token);

}  // namespace mallctl::access
