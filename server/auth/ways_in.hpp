// The ways to sign in that depend on others, as the operator set them up: issuers of tokens, senders of
// messages.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "db/session_pool.hpp"
#include "server/auth/credential_gate.hpp"
#include "server/auth/oidc_provider.hpp"
#include "server/auth/token_issuer.hpp"
#include "server/outbound/curl_client.hpp"
#include "server/route.hpp"
#include "server/sms/sender.hpp"

namespace mallctl::server {

// Whose bearer tokens are taken.
struct BearerOptions {
    std::string issuer;    // "iss"
    std::string audience;  // "aud": this server, as the issuer calls it
    std::string keys;      // where its keys are: an https address, or a file
};

// Where browsers sign in, by OpenID Connect.
struct OidcSettings {
    std::string issuer;
    std::string client_id;
    std::string client_secret;  // empty: a public client
    std::string base_url;       // of this server, as browsers reach it
};

struct WaysInOptions {
    std::string
        ca_file;  // PEM of the authorities that vouch for the servers below; empty: those of the system
    std::optional<BearerOptions> bearer;
    std::optional<OidcSettings> oidc;
    // Where codes for telephones go: to the hook, without one into the folder; without both none are sent.
    std::optional<SmsHookOptions> sms_hook;
    std::filesystem::path sms_spool;
};

class WaysIn {
  public:
    // Starts to fetch what the issuers publish.
    explicit WaysIn(const WaysInOptions& options);

    // For CredentialGate; null where none is trusted.
    const TokenIssuer* bearer_issuer() const { return bearer_.get(); }

    // They must not outlive this, nor what is given.
    std::vector<Route> routes(db::SessionPool& pool, const CredentialGate& gate) const;

  private:
    CurlClient client_;
    std::unique_ptr<const TokenIssuer> bearer_;
    std::unique_ptr<const OidcProvider> oidc_;
    std::unique_ptr<const SmsSender> sms_;
};

}  // namespace mallctl::server
