// A provider of OpenID Connect (Core 1.0, Discovery 1.0), asked for codes with PKCE (RFC 7636): where the
// browser goes, and what the code that it comes back with is worth.
#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "access/jwt.hpp"
#include "core/error.hpp"
#include "server/auth/token_issuer.hpp"
#include "server/outbound/http_client.hpp"

namespace mallctl::server {

struct OidcOptions {
    std::string issuer;
    std::string client_id;
    std::string client_secret;  // empty: a public client
    std::string redirect_uri;   // of this server, as the provider knows it
    IssuerKeysOptions keys = {};
};

// What a sign-in must come back with. Each is used once.
struct OidcSecrets {
    std::string state;
    std::string nonce;
    std::string verifier;  // 43 characters (RFC 7636 section 4.1)
};
OidcSecrets make_oidc_secrets();

class OidcProvider {
  public:
    // `client` must outlive it.
    OidcProvider(const HttpClient& client, OidcOptions options);

    // Where the browser signs in. Throws core::Error(unreachable) where the provider's description cannot be
    // had, or is not what it must be.
    std::string address_for(const OidcSecrets& secrets) const;

    // The claims of the ID token that the code stands for; nothing, with the reason in the log, where the
    // provider refuses the code or the token is not valid, for another client or another sign-in. Throws
    // core::Error(unreachable) where the provider does not answer.
    std::optional<access::Claims> redeem(std::string_view code, const OidcSecrets& secrets,
                                         core::Instant now) const;

    const std::string& issuer() const { return options_.issuer; }

  private:
    using Clock = std::chrono::steady_clock;

    struct Description {
        std::string authorization;
        std::string token;
        std::string keys;
        bool secret_in_body = false;
    };
    Description description() const;
    Description fetch_description() const;
    std::optional<std::string> fetch_id_token(std::string_view code, const OidcSecrets& secrets) const;

    const HttpClient& client_;
    const OidcOptions options_;
    mutable std::mutex mutex_;  // held while the description is fetched: one asks, the others wait for it
    mutable std::optional<Description> description_;
    mutable std::optional<core::Error> failure_;
    mutable Clock::time_point asked_{};
    TokenIssuer tokens_;
};

}  // namespace mallctl::server
