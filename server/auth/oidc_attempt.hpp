// What a browser keeps between leaving for a provider and coming back: sealed, for ten minutes.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "access/guest.hpp"
#include "core/clock.hpp"
#include "server/auth/oidc_provider.hpp"

namespace mallctl::server {

inline constexpr std::chrono::minutes oidc_attempt_time{10};

struct OidcAttempt {
    OidcSecrets secrets;
    std::string return_to;   // a path of this site
    std::string account;     // to link the identity with; empty: none
    std::string invitation;  // to accept; empty: none
    core::Instant expires;
};

std::string seal_attempt(const OidcAttempt& attempt, const access::SigningSecret& secret);

// Nothing for a text that this server has not sealed, and for an attempt that is over.
std::optional<OidcAttempt> read_attempt(std::string_view sealed,
                                        std::span<const access::SigningSecret> secrets, core::Instant now);

// Whether a browser stays on this site with it: a path with its query, of printable ASCII, at most 512
// characters. Not
// "//host", nor "/\host", which browsers take for one.
bool is_own_path(std::string_view path);

// "__Host-mallctl-oidc" behind TLS, see cookie_name().
std::string_view oidc_cookie_name(bool secure);

}  // namespace mallctl::server
