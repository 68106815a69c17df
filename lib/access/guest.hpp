// Guests: an anonymous session that the server signs and does not keep. It holds a random id and an end, and
// nothing of the visitor.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/clock.hpp"
#include "core/uuid.hpp"

namespace mallctl::access {

// A secret of the server. The newest signs; those before it are still believed, until they are removed.
struct SigningSecret {
    std::string id;  // 1 to 16 characters of base64url, in the token
    std::string bytes;
};

SigningSecret make_signing_secret();

struct GuestSession {
    core::Uuid id;
    core::Instant expires;

    bool operator==(const GuestSession&) const = default;
};

// "mg_" SECRET "." ID "." END "." MAC, where the MAC is HMAC-SHA-256 over all before it. Under 120
// characters.
std::string sign_guest(const GuestSession& session, const SigningSecret& secret);

// The session of a token that one of the secrets signed and that has not ended; nothing of any other text.
std::optional<GuestSession> read_guest(std::string_view token, std::span<const SigningSecret> secrets,
                                       core::Instant now);

// Whether a text is meant as such a token.
bool is_guest_token(std::string_view token);

}  // namespace mallctl::access
