// /api/v1/auth/oidc: signing in at a provider of OpenID Connect, by code and PKCE.
#pragma once

#include <vector>

#include "db/session_pool.hpp"
#include "server/auth/credential_gate.hpp"
#include "server/auth/oidc_provider.hpp"
#include "server/router.hpp"

namespace mallctl::server {

// GET .../start?return_to=PATH: 303 to the provider, with what the browser must bring back in a sealed
// cookie.
struct OidcStart {
    const CredentialGate& gate;
    const OidcProvider* provider;

    http::Response operator()(const Call& call) const;
};

// POST .../link {"return_to"?}: 200 with the address of the provider; the identity that comes back is linked
// with the account of the session, which a cookie must hold, and whose second factor must be fresh.
struct OidcLink {
    db::SessionPool& pool;
    const CredentialGate& gate;
    const OidcProvider* provider;

    http::Response operator()(const Call& call) const;
};

// POST .../accept {"token", "return_to"?}: 200 with the address of the provider; the identity that comes back
// accepts the invitation.
struct OidcAccept {
    db::SessionPool& pool;
    const CredentialGate& gate;
    const OidcProvider* provider;

    http::Response operator()(const Call& call) const;
};

// GET .../callback?code=...&state=...: 303 to where the browser began, with the cookie of a new session; the
// session that the browser had ends.
struct OidcCallback {
    db::SessionPool& pool;
    const CredentialGate& gate;
    const OidcProvider* provider;

    http::Response operator()(const Call& call) const;
};

// Without a provider they answer 404 "not-configured". All must outlive the routes.
std::vector<Route> oidc_routes(db::SessionPool& pool, const CredentialGate& gate,
                               const OidcProvider* provider);

}  // namespace mallctl::server
